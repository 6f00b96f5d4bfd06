import type { JSX } from 'preact';
import type { Snap } from '../../../server/faults/contract.ts';
import { language, speak } from '../../i18n/language.ts';
import { t } from '../../i18n/resident.ts';
import { Button } from '../../ui/button.tsx';
import { lazy } from '../../ui/lazy.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Already } from './already.tsx';
import { assetWords } from './asset-words.ts';
import { CandidateNumber } from './candidate-number.tsx';
import { type Chosen, draft, write } from './draft.ts';
import { NearList } from './near-list.tsx';
import { alreadyOpen, meant, mustAsk, type WhereState } from './where-state.ts';

/** Nobody was asked. */
const unreached = new Set(['network', 'timeout']);

const Known = lazy(async () => {
	const view = await import('./known.tsx');
	await speak(language.peek());
	return view.Known;
});

/** Whether anything is known of the place before anybody types. */
const hasNews = (snap: Snap): boolean => Boolean(snap.authority ?? meant(snap, draft.value)?.authority ?? snap.outage) || snap.notices.length > 0;

const choose = (chosen: Chosen): void => write({ chosen, sameAs: null });

/** What the pin is about, as far as the server can tell, and what the person says to it. */
export function Verdict({ state }: { state: WhereState }): JSX.Element {
	const { snap, open } = state;
	const problem = snap.error.value;
	if (problem?.code === 'out-of-area')
		return (
			<Notice kind="warn" title={t('where.outside')}>
				{t('where.outsideHelp')}
			</Notice>
		);
	// Without a connection the place is enough: which one it is follows when the report arrives.
	if (problem && unreached.has(problem.code)) return <Notice title={t('verdict.marked')}>{t('verdict.later')}</Notice>;
	if (problem) return <ProblemNotice problem={problem} onRetry={() => void snap.reload()} />;
	const it = snap.data.value;
	if (!it) return <Skeleton kind="text" />;
	const asks = open.value || mustAsk(it, draft.value.place);
	const already = alreadyOpen(it, draft.value);
	return (
		<>
			{hasNews(it) && <Known snap={it} />}
			{asks ? <Which state={state} snap={it} /> : <Clear state={state} snap={it} />}
			{already && <Already fault={already} />}
		</>
	);
}

/** One asset is clear, or none has to be. */
function Clear({ state, snap }: { state: WhereState; snap: Snap }): JSX.Element {
	const it = meant(snap, draft.value);
	// Whoever has named it herself need not be told how likely it is.
	const said = it && (draft.value.place?.asset ?? saidOf(draft.value.chosen)) === it.asset.reference;
	const other = snap.candidates.length > 0 && !state.looking.value && (
		<Button kind="quiet" onClick={() => (state.open.value = true)}>
			{it ? t('verdict.other') : t('verdict.know')}
		</Button>
	);
	if (it) {
		return (
			<Notice kind="good" title={it.asset.title} actions={other}>
				{[said ? '' : t(`likely.${it.likely}`), assetWords(it.asset)].filter(Boolean).join(' · ')}
			</Notice>
		);
	}
	return (
		<Notice kind={snap.decision === 'place' ? 'good' : 'note'} title={placeWords(snap)} actions={other}>
			{snap.decision === 'place' ? t('verdict.place') : t('verdict.look')}
		</Notice>
	);
}

const placeWords = ({ street }: Snap): string => {
	const { place } = draft.value;
	return place?.name ?? (street ? t('verdict.street', { street }) : t('verdict.marked'));
};

const saidOf = (chosen: Chosen): string | null => (typeof chosen === 'object' ? (chosen?.asset ?? null) : chosen);

/** Which of these? The numbers are those on the map. */
function Which({ state, snap }: { state: WhereState; snap: Snap }): JSX.Element {
	const { numbered, pointed, open } = state;
	const value = saidOf(draft.value.chosen) ?? (open.value ? (meant(snap, draft.value)?.asset.reference ?? null) : null);
	const choices = numbered.value.map(({ number, asset, likely }) => ({
		value: asset.reference,
		label: asset.title,
		hint: [assetWords(asset), likely === 'very-likely' || likely === 'likely' ? t(`likely.${likely}`) : ''].filter(Boolean).join(' · '),
		before: <CandidateNumber number={number} />,
	}));
	const others = [
		{ value: 'none', label: t('which.none') },
		{ value: 'unsure', label: t('which.unsure') },
	];
	const point = (reference: string | null): void => {
		pointed.value = numbered.peek().find(({ asset }) => asset.reference === reference)?.asset ?? null;
	};
	return (
		<>
			<RadioList
				label={t('which.title')}
				hint={t('which.hint')}
				value={value}
				choices={[...choices, ...others]}
				onPoint={point}
				onChoose={(it) => choose(it === 'none' || it === 'unsure' ? it : { asset: it })}
			/>
			<More state={state} value={value} />
		</>
	);
}

function More({ state, value }: { state: WhereState; value: string | null }): JSX.Element | null {
	const { place } = draft.value;
	if (!place || !state.open.value) return null;
	return <NearList around={{ lon: place.lon, lat: place.lat }} state={state} chosen={value} onChoose={({ reference }) => choose({ asset: reference })} />;
}
