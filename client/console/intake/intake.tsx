import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { createReport, type Ticket } from '../../../server/reports/contract.ts';
import { acceptDraft, type Draft as MessageDraft } from '../../../server/reports/drafts/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { phone, send as sendIcon } from '../../ui/icons.ts';
import { lazy } from '../../ui/lazy.tsx';
import { Media } from '../../ui/media.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { onePane } from '../width.ts';
import { Caller } from './caller.tsx';
import { type Draft, draft, isEmergency, type Place, reportOf, service, taken, write } from './draft.ts';
import '../drafts/drafts.css';
import './intake.css';
import { Questions } from './questions.tsx';
import { followPlace } from './snap-state.ts';
import { Taken } from './taken.tsx';
import { What } from './what.tsx';
import { Where } from './where.tsx';

const IntakeMap = lazy(() => import('./intake-map.tsx').then((it) => it.IntakeMap));

function send(it: Draft, place: Place): Promise<Ticket> {
	const report = reportOf(it, place);
	if (!it.from) return call(createReport, report, { idempotencyKey: it.key });
	const { channel: _, answers, ...rest } = report;
	return call(acceptDraft, { ...rest, answers: answers as Record<string, string>, code: it.from.code }, { idempotencyKey: it.key });
}

/** Takes down a report for somebody on the phone or at the counter. */
export function Intake(): JSX.Element {
	useEffect(followPlace, []);
	return (
		<div class="intake">
			<div class="intake-form">{taken.value ? <Taken ticket={taken.value} /> : <Form />}</div>
			{!(onePane.value && taken.value) && (
				<div class="intake-map">
					<IntakeMap />
				</div>
			)}
		</div>
	);
}

function Form(): JSX.Element {
	const { words, mode, place, answers, from } = draft.value;
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const form = useRef<HTMLFormElement>(null);
	useEffect(() => form.current?.querySelector<HTMLInputElement>('[role="combobox"]')?.focus(), []);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		const it = draft.peek();
		if (!it.place || busy.peek()) return;
		busy.value = true;
		problem.value = null;
		try {
			taken.value = await send(it, it.place);
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	return (
		<form class="stack" ref={form} onSubmit={submit}>
			<h1>{t('intake.title')}</h1>
			{from ? <Message it={from} /> : <Reached />}
			<What />
			{isEmergency(service.value, answers) && <Emergency />}
			<Where />
			<Questions />
			<TextArea label={t('intake.words')} hint={t('intake.wordsHint')} optional rows={3} maxLength={4000} value={words} onText={(it) => write({ words: it })} />
			<Caller errors={fieldErrors(problem.value)} />
			{problem.value && <ProblemNotice problem={problem.value} />}
			<Button kind="primary" type="submit" icon={sendIcon} busy={busy.value} disabled={!mode || !place}>
				{t('intake.send')}
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

function Emergency(): JSX.Element {
	const { emergency } = theTown();
	return (
		<Notice kind="bad" title={t('intake.emergency')}>
			<p>{text(emergency.text)}</p>
			<p class="with-icon">
				<Icon path={phone} size={16} />
				<a href={`tel:${emergency.phone.replace(/\s/g, '')}`}>{emergency.phone}</a>
			</p>
		</Notice>
	);
}
