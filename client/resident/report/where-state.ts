import { type ReadonlySignal, type Signal, useComputed, useSignal } from '@preact/signals';
import type { AssetBrief } from '../../../server/assets/contract.ts';
import { type Snap, snapPin } from '../../../server/faults/contract.ts';
import { type Answer, useCall } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import { savesData } from '../saver.ts';
import { type Draft, draft } from './draft.ts';
import { pinOf } from './pin.ts';

export type Candidate = Snap['candidates'][number];
export type OpenFault = NonNullable<Candidate['open']>;

/** Somewhere to look at, before a pin is placed. */
export interface Looking {
	lon: number;
	lat: number;
	zoom: number;
	name: string;
}

/** All that the question "where?" shows and changes. */
export interface WhereState {
	snap: Answer<Snap>;
	/** The candidates with their numbers, as they stand on the map and in the list. */
	numbered: ReadonlySignal<readonly (Candidate & { number: number })[]>;
	/** Other assets near by, as they stand in the list under the candidates. */
	listed: Signal<readonly AssetBrief[]>;
	/** The list of candidates is shown although one of them is clear. */
	open: Signal<boolean>;
	looking: Signal<Looking | null>;
	pointed: Signal<{ lon: number; lat: number } | null>;
	/** Why one cannot go on yet. */
	lacking: Signal<string>;
}

const most = 4;

/** Everything with a number: the candidates, then the others that are listed. */
export const marks = ({ numbered, listed }: Pick<WhereState, 'numbered' | 'listed'>): readonly (AssetBrief & { number: number })[] => [
	...numbered.value.map(({ asset, number }) => ({ ...asset, number })),
	...listed.value.map((asset, at) => ({ ...asset, number: numbered.value.length + at + 1 })),
];

type Said = Pick<Draft, 'chosen' | 'place'>;

/** The candidate the person means: the one she chose or pointed at, or the one that is clear. */
export function meant(snap: Snap | undefined, { chosen, place }: Said): Candidate | null {
	if (!snap || chosen === 'none' || chosen === 'unsure') return null;
	const said = chosen?.asset ?? place?.asset;
	const named = said && snap.candidates.find((it) => it.asset.reference === said);
	if (named) return named;
	return snap.decision === 'link' && !chosen ? (snap.candidates[0] ?? null) : null;
}

/** Whether the person has to be asked which one it is: not when she has tapped or named the very thing herself. */
export const mustAsk = (snap: Snap, place: Draft['place']): boolean =>
	snap.decision === 'ask' && !snap.candidates.some((it) => it.asset.reference === place?.asset);

/** The open fault that this report may be about: the one on the asset that is meant, else one near by whose asset nobody knows. */
export function alreadyOpen(snap: Snap | undefined, said: Said): OpenFault | null {
	if (!snap) return null;
	const it = meant(snap, said);
	if (it) return it.open;
	if (mustAsk(snap, said.place) && said.chosen === null) return null;
	return snap.nearby[0] ?? null;
}

/** How many candidates get a number: those the server would ask about, or all when somebody asks for others. */
export const numberOf = (snap: Snap, { open, place }: { open: boolean; place: Draft['place'] }): number => {
	if (open) return Math.min(most, snap.candidates.length);
	if (mustAsk(snap, place)) return Math.min(most, Math.max(2, snap.asked), snap.candidates.length);
	return 0;
};

/** The state of the question "where?", for as long as it is shown. */
export function useWhere(): WhereState {
	const place = useComputed(() => draft.value.place);
	const mode = useComputed(() => draft.value.mode);
	const snap = useCall(snapPin, () => (place.value && mode.value ? { mode: mode.value, ...pinOf(place.value), language: language.value } : null));
	const open = useSignal(false);
	const numbered = useComputed(() => {
		const it = place.value && snap.data.value;
		return it ? it.candidates.slice(0, numberOf(it, { open: open.value, place: place.value })).map((candidate, at) => ({ ...candidate, number: at + 1 })) : [];
	});
	const looking = useSignal<Looking | null>(null);
	return { snap, numbered, listed: useSignal([]), open, looking, pointed: useSignal(null), lacking: useSignal('') };
}

/** Whether the map is wanted: where data are dear it waits to be asked for. */
export const mapWanted = (): boolean => !savesData();
