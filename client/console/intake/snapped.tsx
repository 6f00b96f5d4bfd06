import type { JSX } from 'preact';
import type { Snap } from '../../../server/faults/contract.ts';
import { t } from '../../i18n/console.ts';
import { date, distance } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { type Choice, RadioList } from '../../ui/radio-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { spokenCode } from '../address.ts';
import { CandidateNumber, numbered, ProbabilityBar } from '../desk/candidates.tsx';
import { draft, write } from './draft.ts';
import { openKnown, pointedAsset, snapProblem, snapped } from './snap-state.ts';

type Candidate = Snap['candidates'][number];

const choiceOf = ({ asset, metres, probability, open }: Candidate, at: number): Choice => ({
	value: asset.reference,
	label: asset.title,
	hint: [asset.street, t('candidate.metres', { distance: distance(metres) }), open && t('intake.openSince', { since: date(open.since), count: open.reports })]
		.filter(Boolean)
		.join(' · '),
	before: at < numbered ? <CandidateNumber number={at + 1} /> : undefined,
	after: <ProbabilityBar share={probability} />,
});

/** What the place is taken to be about, and what is known there already. */
export function Snapped(): JSX.Element {
	const it = snapped.value;
	if (snapProblem.value) return <ProblemNotice problem={snapProblem.value} />;
	if (!it) return <Skeleton kind="rows" count={2} />;
	return (
		<>
			{it.street && <p class="small quiet">{t('intake.at', { street: it.street })}</p>}
			{it.candidates.length > 0 ? (
				<Which it={it} />
			) : it.decision === 'place' ? (
				<p class="quiet">{t('intake.placeOnly')}</p>
			) : (
				<p class="quiet">{t('intake.nothingNear')}</p>
			)}
			<Known it={it} />
		</>
	);
}

function Which({ it: { candidates } }: { it: Snap }): JSX.Element {
	const places = new Map(candidates.map(({ asset }) => [asset.reference, asset]));
	return (
		<RadioList
			label={t('intake.which')}
			hint={t('intake.whichHint')}
			value={draft.value.asset}
			choices={[...candidates.slice(0, 6).map(choiceOf), { value: 'none', label: t('candidate.none') }]}
			onChoose={(asset) => write({ asset })}
			onPoint={(reference) => (pointedAsset.value = (reference && places.get(reference)) || null)}
		/>
	);
}

/** The open fault this report will most likely join. */
function Known({ it }: { it: Snap }): JSX.Element | null {
	const open = openKnown(it, draft.value.asset);
	if (!open) return null;
	return (
		<Notice title={t('intake.known')}>
			<span class="cluster tight">
				<Badge tone="brand">{spokenCode(open.code)}</Badge>
				{t('intake.knownSince', { title: open.title, since: date(open.since), count: open.reports })}
				{open.due && t('calls.due', { date: date(open.due) })}
				<KeyHint keys="F8" />
			</span>
		</Notice>
	);
}
