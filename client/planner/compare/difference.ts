import { greys, type Step, type Theme } from '../../../server/maths/colour-steps.ts';
import type { ReportAnswer } from '../../../server/planning/contract.ts';
import type { Painted } from '../paint.ts';
import { type Pair, unsure } from './pairs.ts';

/** From less to more, told apart by lightness from the middle outwards and by hue between the two sides. */
const colours = {
	light: { less: ['#b9d7ee', '#5f9fd0', '#1d5c96'], more: ['#f6cfa9', '#e08a4a', '#a4400f'] },
	dark: { less: ['#24445f', '#3f7fb3', '#9cd0f5'], more: ['#5f3a1c', '#b8682f', '#ffc48f'] },
} as const;

const shade = (difference: number, most: number, theme: Theme): string => {
	const side = colours[theme][difference < 0 ? 'less' : 'more'];
	return side[Math.min(2, Math.floor((Math.abs(difference) / most) * 3))] ?? side[2];
};

const stepsOf = (most: number, theme: Theme): Step[] => {
	const third = most / 3;
	const edges = [-most, -2 * third, -third, 0, third, 2 * third];
	return edges.map((from) => ({ from, to: from + third, colour: shade(from + third / 2, most, theme) }));
};

/** The colours of differences; where the two intervals meet, a place is hatched. */
export function paintDifference(pairs: readonly Pair[], theme: Theme): Painted {
	const known = new Map(pairs.flatMap((it) => (it.place === null || it.difference === null ? [] : [[it.place, it] as const])));
	const most = Math.max(0, ...[...known.values()].map(({ difference }) => Math.abs(difference ?? 0)));
	const grey = greys[theme];
	const ofPlace: Painted['ofPlace'] = (key) => {
		const pair = known.get(key);
		if (!pair || pair.difference === null) return { colour: grey.none, faint: true };
		return { colour: most === 0 ? grey.few : shade(pair.difference, most, theme), faint: unsure(pair) };
	};
	return {
		steps: most === 0 ? [] : stepsOf(most, theme),
		few: [...known.values()].some(unsure),
		none: pairs.some(({ difference }) => difference === null),
		ofPlace,
		ofRow: (row) => (row.place === null ? grey.few : ofPlace(row.place).colour),
	};
}

type Place = NonNullable<ReportAnswer['geography']>;

const sameKind = (a: Place, b: Place): boolean => a.by === b.by && a.part === b.part && a.class === b.class && a.attribute === b.attribute;

/** Whether two answers are about shapes of the same kind, each about one row, so that their difference can be drawn. */
export const drawable = ({ geography: a }: ReportAnswer, { geography: b }: ReportAnswer): boolean =>
	a !== null && b !== null && sameKind(a, b) && new Set(a.places.map(({ row }) => row)).size === a.places.length;

const without = <Item>(items: readonly Item[] | undefined, known: readonly Item[] | undefined, keyOf: (item: Item) => string): Item[] => {
	const keys = new Set(known?.map(keyOf));
	return (items ?? []).filter((it) => !keys.has(keyOf(it)));
};

/**
 * The first answer with the shapes of both: where answers bring their own along (hexagons, streets, assets, sites), each has those of its rows alone, and one
 * that only the second draws has a difference too where the first has a row of it.
 */
export function onBoth(first: ReportAnswer, second: ReportAnswer): ReportAnswer {
	const b = second.geography;
	if (first.geography?.by !== 'own' || !b) return first;
	// how dense a network is in one of the two is no difference
	const { graded: _, ...a } = first.geography;
	const rows = new Set(first.rows.map(({ key }) => key));
	const features = [...(a.shapes?.features ?? []), ...without(b.shapes?.features, a.shapes?.features, ({ id }) => id)];
	const places = [...a.places, ...without(b.places, a.places, ({ key }) => key).filter(({ row }) => rows.has(row))];
	return { ...first, geography: { ...a, places, shapes: { type: 'FeatureCollection', features } } };
}
