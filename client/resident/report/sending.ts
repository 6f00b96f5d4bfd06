import { signal } from '@preact/signals';
import type { createReport } from '../../../server/reports/contract.ts';
import type { call } from '../../api/call.ts';
import { type Problem, problemFrom } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { enqueue, tryNow, wakeLater } from '../outbox/outbox.ts';
import type { Queued } from '../outbox/queued.ts';
import { dropQueued, queuedOf } from '../outbox/store.ts';
import { waiting } from '../outbox/waiting.ts';
import { go, route } from '../route.ts';
import { hearAlarm } from './alarm.ts';
import { answersGiven } from './ask.ts';
import { clearDraft, type Draft, draft } from './draft.ts';
import { forgetPhotos, photos } from './photos.ts';
import { pinOf } from './pin.ts';
import { service } from './services.ts';

/** What happens to the report now: nothing yet, on its way, or refused. */
type Sending = { state: 'still' } | { state: 'sending' } | { state: 'refused'; problem: Problem };

export const sending = signal<Sending>({ state: 'still' });

/** As long as somebody looks at a button that says "sending", ms; then the place where reports wait says how far it is. */
const patience = 6000;

type Input = Parameters<typeof call<typeof createReport.input, typeof createReport.output>>[1];

/** The report as it is sent. */
export function reportOf(it: Draft, { questions, language: spoken }: { questions: Parameters<typeof answersGiven>[0]; language: string }): Input {
	if (!it.mode || !it.place) throw new Error('A report needs a trouble and a place.');
	const { chosen } = it;
	return {
		mode: it.mode,
		...pinOf(it.place),
		...(chosen && typeof chosen === 'object' && { asset: chosen.asset }),
		noneOfThese: chosen === 'none',
		...(it.sameAs !== null && { sameAs: it.sameAs }),
		words: it.words.trim(),
		publicWords: it.publicWords && it.words.trim() !== '',
		answers: answersGiven(questions, it.answers),
		...(it.name.trim() && { name: it.name.trim() }),
		...(it.email.trim() && { email: it.email.trim() }),
		...(it.phone.trim() && { phone: it.phone.trim() }),
		language: spoken,
		notEmergency: it.calmed.length > 0,
	};
}

const refused = (problem: Problem): void => {
	sending.value = { state: 'still' };
	if (problem.code === 'emergency') hearAlarm(problem);
	else sending.value = { state: 'refused', problem };
};

/** The report is received, or waits where it is kept: the draft is let go. */
const letGo = (to: string): void => {
	sending.value = { state: 'still' };
	go(to, { replace: true });
	clearDraft();
	void forgetPhotos();
};

async function outcome(it: Queued | undefined): Promise<void> {
	if (it?.state === 'sent') letGo('/report/ticket');
	else if (it?.state === 'refused' && it.problem) {
		await dropQueued(it);
		refused(problemFrom(it.problem));
	} else letGo('/report/waiting');
}

/** Whoever still looks at this report on its way, and at no other that waits, is thanked like everybody else. */
async function thank(key: string): Promise<void> {
	const it = await queuedOf(key);
	if (it?.state === 'sent' && route.peek().path === '/report/waiting' && waiting.peek() === 0) go('/report/ticket', { replace: true });
}

/** Sends the report, once: it is kept on this device first, and stays there until the server has it, whatever happens to this page. */
export async function send(): Promise<void> {
	if (sending.peek().state === 'sending') return;
	sending.value = { state: 'sending' };
	const it = draft.peek();
	const input = reportOf(it, { questions: service.peek()?.questions ?? [], language: language.peek() });
	await enqueue(it, { input: input as Queued['input'], photos: photos.peek() });
	void wakeLater();
	const late = new Promise<void>((answer) => setTimeout(answer, navigator.onLine ? patience : 0));
	const trying = tryNow();
	await Promise.race([trying, late]);
	await outcome(await queuedOf(it.key));
	await trying;
	await thank(it.key);
}
