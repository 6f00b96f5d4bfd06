import { type Signal, useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { type AssetBrief, nearAssets } from '../../../server/assets/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { distance } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { assetWords } from './asset-words.ts';
import { draft } from './draft.ts';

interface NearListProps {
	around: { lon: number; lat: number };
	/** What somebody points at, for the map. */
	pointed: Signal<{ lon: number; lat: number } | null>;
	/** The reference that is chosen. */
	chosen: string | null;
	/** Already in another list. */
	without?: readonly string[];
	onChoose: (asset: AssetBrief) => void;
}

/** The assets nearest to a place that the trouble can be about: all that the map can do, without a map. */
export function NearList({ around, pointed, chosen, without = [], onChoose }: NearListProps): JSX.Element {
	const mode = useComputed(() => draft.value.mode);
	const near = useCall(nearAssets, () => (mode.value ? { lon: around.lon, lat: around.lat, mode: mode.value, limit: 12, language: language.value } : null));
	if (near.error.value) return <ProblemNotice problem={near.error.value} onRetry={() => void near.reload()} />;
	if (!near.data.value) return <Skeleton kind="rows" count={4} />;
	const assets = near.data.value.assets.filter((it) => !without.includes(it.reference));
	if (assets.length === 0) return <p class="quiet small">{t('near.none')}</p>;
	const find = (reference: string | null): (typeof assets)[number] | null => assets.find((it) => it.reference === reference) ?? null;
	return (
		<RadioList
			label={t('near.title')}
			value={chosen}
			choices={assets.map((asset) => ({
				value: asset.reference,
				label: asset.title,
				hint: assetWords(asset),
				after: <span class="quiet small figures">{distance(asset.metres)}</span>,
			}))}
			onPoint={(reference) => (pointed.value = find(reference))}
			onChoose={(reference) => {
				const asset = find(reference);
				if (asset) onChoose(asset);
			}}
		/>
	);
}
