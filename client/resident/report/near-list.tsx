import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type AssetBrief, nearAssets } from '../../../server/assets/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { distance } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { assetWords } from './asset-words.ts';
import { CandidateNumber } from './candidate-number.tsx';
import { draft } from './draft.ts';
import type { WhereState } from './where-state.ts';

interface NearListProps {
	around: { lon: number; lat: number };
	state: Pick<WhereState, 'listed' | 'numbered' | 'pointed'>;
	/** The reference that is chosen. */
	chosen: string | null;
	onChoose: (asset: AssetBrief) => void;
}

const most = 8;

/** The assets nearest to a place that the trouble can be about, numbered as on the map: all that the map can do, without a map. */
export function NearList({ around, state, chosen, onChoose }: NearListProps): JSX.Element {
	const mode = useComputed(() => draft.value.mode);
	const near = useCall(nearAssets, () => (mode.value ? { ...around, mode: mode.value, limit: most + 4, language: language.value } : null));
	const shown = state.numbered.value.map(({ asset }) => asset.reference);
	const assets = near.data.value?.assets.filter((it) => !shown.includes(it.reference)).slice(0, most);
	const key = assets?.map((it) => it.reference).join() ?? '';
	useEffect(() => {
		state.listed.value = assets ?? [];
		return () => {
			state.listed.value = [];
		};
	}, [key]);
	if (near.error.value) return <ProblemNotice problem={near.error.value} onRetry={() => void near.reload()} />;
	if (!assets) return <Skeleton kind="rows" count={4} />;
	if (assets.length === 0) return <p class="quiet small">{t('near.none')}</p>;
	const find = (reference: string | null): (typeof assets)[number] | null => assets.find((it) => it.reference === reference) ?? null;
	return (
		<RadioList
			label={t('near.title')}
			value={chosen}
			choices={assets.map((asset, at) => ({
				value: asset.reference,
				label: asset.title,
				hint: assetWords(asset),
				before: <CandidateNumber number={shown.length + at + 1} />,
				after: <span class="quiet small figures">{distance(asset.metres)}</span>,
			}))}
			onPoint={(reference) => (state.pointed.value = find(reference))}
			onChoose={(reference) => {
				const asset = find(reference);
				if (asset) onChoose(asset);
			}}
		/>
	);
}
