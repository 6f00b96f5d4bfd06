import { signal } from '@preact/signals';
import { createReport, type Ticket } from '../../../server/reports/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { rememberReport } from '../my-reports.ts';
import { go } from '../route.ts';
import { hearAlarm } from './alarm.ts';
import { answersGiven } from './ask.ts';
import { clearDraft, type Draft, draft, newKey, write } from './draft.ts';
import { forgetPhotos, photos } from './photos.ts';
import { pinOf } from './pin.ts';
import { service } from './services.ts';
import { keepTicket } from './ticket-kept.ts';

/** What happens to the report now: nothing yet, on its way, waiting for a connection, or refused. */
export type Sending = { state: 'still' } | { state: 'sending' } | { state: 'waiting'; again: number } | { state: 'refused'; problem: Problem };

export const sending = signal<Sending>({ state: 'still' });

/** Problems that pass: nothing was refused, it only did not get through. */
const passing = new Set(['network', 'timeout', 'not-ready', 'internal']);

/** Seconds until the next try. */
const waits = [2, 4, 8, 15, 30, 60];

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

const post = (): Promise<Ticket> => {
	const it = draft.peek();
	const report = reportOf(it, { questions: service.peek()?.questions ?? [], language: language.peek() });
	const files = photos.peek().map(({ file }) => file);
	// Photos are a part of the form, not of the contract's words.
	const withPhotos = { ...report, ...(files.length > 0 && { photos: files }) } as Input;
	return call(createReport, withPhotos, { idempotencyKey: it.key });
};

const received = (ticket: Ticket): void => {
	const it = draft.peek();
	keepTicket({ ...ticket, mode: it.mode ?? '', told: Boolean(it.email.trim() || it.phone.trim()) });
	rememberReport({ ticket: ticket.ticket, tracking: ticket.tracking, fault: ticket.fault, mode: it.mode ?? '', at: Date.now() });
	sending.value = { state: 'still' };
	go('/report/ticket', { replace: true });
	clearDraft();
	void forgetPhotos();
};

let timer: ReturnType<typeof setTimeout> | undefined;

const refused = (problem: Problem): void => {
	sending.value = { state: 'still' };
	if (problem.code === 'emergency') hearAlarm(problem);
	else sending.value = { state: 'refused', problem };
};

/** Sends the report, once: what does not get through is tried again with the same key, until it does. */
export async function send(tries = 0): Promise<void> {
	clearTimeout(timer);
	if (sending.peek().state === 'sending') return;
	sending.value = { state: 'sending' };
	try {
		received(await post());
	} catch (thrown) {
		const problem = asProblem(thrown);
		if (problem.code === 'key-reused') {
			// An earlier try arrived after all, and the report was changed since: what is said now is another report on the same fault.
			write({ key: newKey() });
			sending.value = { state: 'still' };
			await send(tries);
			return;
		}
		if (!passing.has(problem.code)) refused(problem);
		else sending.value = { state: 'waiting', again: Date.now() + (waits[Math.min(tries, waits.length - 1)] ?? 60) * 1000 };
	}
}

/** Tries again when the time has come or the connection is back, as long as the screen is shown; answers how to stop. */
export function keepTrying(): () => void {
	let tries = 0;
	const attempt = (): void => {
		tries += 1;
		void send(tries);
	};
	const stop = sending.subscribe((it) => {
		clearTimeout(timer);
		if (it.state === 'waiting') timer = setTimeout(attempt, Math.max(0, it.again - Date.now()));
	});
	const online = (): void => {
		if (sending.peek().state === 'waiting') attempt();
	};
	addEventListener('online', online);
	return () => {
		stop();
		clearTimeout(timer);
		removeEventListener('online', online);
	};
}
