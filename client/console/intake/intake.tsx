import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { createReport, type Ticket } from '../../../server/reports/contract.ts';
import { acceptDraft, type Draft as MessageDraft } from '../../../server/reports/drafts/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { send as sendIcon } from '../../ui/icons.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { lazy } from '../../ui/lazy.tsx';
import { Media } from '../../ui/media.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { Caller } from './caller.tsx';
import { beginAnew, type Draft, draft, hasContact, type Place, reportOf, taken, write } from './draft.ts';
import { EmergencyScript } from './emergency-script.tsx';
import '../drafts/drafts.css';
import './intake.css';
import { toPart } from './parts.ts';
import { Questions } from './questions.tsx';
import { followPlace, openKnown, snapped } from './snap-state.ts';
import { Taken } from './taken.tsx';
import { What } from './what.tsx';
import { Where } from './where.tsx';

const IntakeMap = lazy(() => import('./intake-map.tsx').then((it) => it.IntakeMap));

function send(it: Draft, place: Place, sameAs?: string): Promise<Ticket> {
	const report = { ...reportOf(it, place), ...(sameAs && { sameAs }) };
	if (!it.from) return call(createReport, report, { idempotencyKey: it.key });
	const { channel: _, agreed: __, answers, ...rest } = report;
	return call(acceptDraft, { ...rest, answers: answers as Record<string, string>, code: it.from.code }, { idempotencyKey: it.key });
}

/** Takes down a report for somebody on the phone or at the counter. */
export function Intake(): JSX.Element {
	useEffect(followPlace, []);
	return (
		<div class="intake">
			<div class="intake-form">
				{taken.value && <Taken last={taken.value} />}
				<Form />
			</div>
			<div class="intake-map">
				<IntakeMap />
			</div>
		</div>
	);
}

/** What is sent, how that goes, and the keys that send it: ctrl+Enter, and F8 for one more report of the fault that is known. */
function useSending() {
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event, sameAs?: string): Promise<void> => {
		event.preventDefault();
		const it = draft.peek();
		if (!it.place || !it.mode || busy.peek()) return;
		if (!it.from && hasContact(it) && it.agreed === null) return toPart('agree');
		busy.value = true;
		problem.value = null;
		try {
			beginAnew(await send(it, it.place, sameAs), it);
			toPart('caller');
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	const pressed = (event: KeyboardEvent): void => {
		const known = event.key === 'F8' ? snapped.peek() : null;
		const open = known && openKnown(known, draft.peek().asset);
		if (open) void submit(event, open.code);
		if (event.key === 'Enter') enter(event, submit);
	};
	return { busy, problem, submit, pressed };
}

/** Enter sends with ctrl; in the empty field of the caller it goes on without a name. */
function enter(event: KeyboardEvent, submit: (event: Event) => Promise<void>): void {
	if (event.ctrlKey || event.metaKey) return void submit(event);
	const { target } = event;
	if (!(target instanceof HTMLInputElement) || target.value || !target.closest('[data-part="caller"]')) return;
	event.preventDefault();
	toPart('what');
}

function Form(): JSX.Element {
	const { words, mode, place, from } = draft.value;
	const { busy, problem, submit, pressed } = useSending();
	useEffect(() => toPart('caller'), []);
	return (
		<form class="stack" onSubmit={(event) => void submit(event)} onKeyDown={pressed}>
			<h1>{t('intake.title')}</h1>
			<EmergencyScript />
			{from ? <Message it={from} /> : <Reached />}
			<Caller errors={fieldErrors(problem.value)} />
			<What />
			<Where />
			<Questions />
			<div data-part="words">
				<TextArea
					label={t('intake.words')}
					hint={t('intake.wordsHint')}
					optional
					rows={3}
					maxLength={4000}
					value={words}
					onText={(it) => write({ words: it })}
				/>
			</div>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<Button kind="primary" type="submit" icon={sendIcon} busy={busy.value} disabled={!mode || !place}>
				{t('intake.send')} <KeyHint keys="ctrl+Enter" />
			</Button>
		</form>
	);
}

/** How a caller reaches us. */
function Reached(): JSX.Element {
	return (
		<RadioList
			label={t('intake.channel')}
			tiles
			value={draft.value.channel}
			choices={[
				{ value: 'phone', label: t('channel.phone') },
				{ value: 'walk-in', label: t('channel.walk-in') },
			]}
			onChoose={(it) => write({ channel: it })}
		/>
	);
}

/** The message that a report is made of. */
function Message({ it: { subject, photos } }: { it: MessageDraft }): JSX.Element {
	return (
		<Notice title={t('drafts.taking')}>
			{subject && <p>{subject}</p>}
			<ul class="bare-list cluster">
				{photos.map(({ id }, at) => (
					<li key={id} class="draft-photo">
						<Media id={id} video={false} alt={t('drafts.photo', { number: at + 1 })} />
					</li>
				))}
			</ul>
		</Notice>
	);
}
