import type { JSX } from 'preact';
import { type FaultHandover, readFaultHandover } from '../../../server/exchange/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { refresh, send } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { handOn, retry, statusWords } from '../authorities/handed.ts';
import { may } from '../session.ts';

type Handed = FaultHandover['handovers'][number];

/** Whose the fault is if it is not ours, to whom it was handed on, and what they say. */
export function HandedOn({ code }: { code: string }): JSX.Element | null {
	const read = useCall(readFaultHandover, () => ({ code, language: language.value }));
	const it = read.data.value;
	const again = (): void => void read.reload();
	if (!it || (it.theirs === null && it.handovers.length === 0)) return null;
	const [last] = it.handovers;
	const open = last !== undefined && !['over', 'refused', 'withdrawn'].includes(last.state);
	return (
		<>
			{last && <Standing it={last} again={again} />}
			{!open && it.theirs && <Offer it={it} code={code} again={again} />}
		</>
	);
}

function Standing({ it, again }: { it: Handed; again: () => void }): JSX.Element {
	const { name, number, state, status, trouble, said } = it;
	const taken = state === 'theirs' || state === 'over';
	return (
		<Notice
			kind={state === 'refused' ? 'warn' : 'note'}
			title={number === null ? t('handed.to', { name }) : t('handed.as', { name, number })}
			actions={
				state === 'refused' &&
				may('fault.assign') && (
					<Button icon={refresh} onClick={() => void retry(it.id, again)}>
						{t('handed.again')}
					</Button>
				)
			}
		>
			<p>{taken && status ? t('handed.says', { status: statusWords(status) }) : [t(`handed.state.${state}`), trouble].filter(Boolean).join(': ')}</p>
			{said
				.filter(({ words }) => words)
				.slice(0, 3)
				.map(({ at, words }) => (
					<p key={at} class="small">
						{t('handed.said', { when: dateTime(at), words: words ?? '' })}
					</p>
				))}
		</Notice>
	);
}

function Offer({ it: { theirs, ways }, code, again }: { it: FaultHandover; code: string; again: () => void }): JSX.Element | null {
	const way = ways.find(({ authority }) => authority === theirs?.code);
	if (!theirs || way?.hindrance === 'over') return null;
	const { name } = theirs;
	const { hindrance } = way ?? {};
	const why =
		hindrance && hindrance !== 'already' && hindrance !== 'over'
			? t(`handed.hindrance.${hindrance}`, { name })
			: [theirs.phone, theirs.email].filter(Boolean).join(' · ');
	return (
		<Notice
			title={t('handed.theirs', { name })}
			actions={
				way?.hindrance === null &&
				may('fault.assign') && (
					<Button icon={send} onClick={() => void handOn(code, way, again)}>
						{t('handed.on', { name })}
					</Button>
				)
			}
		>
			{why}
		</Notice>
	);
}
