import { states } from '../../server/faults/contract.ts';
import { type Sign, signOf } from '../ui/states.ts';

type FlatStyle = Record<string, unknown>;

/** One rule of an OpenLayers flat style. */
export interface Rule {
	filter: unknown;
	style: FlatStyle[];
}

/** The colours of the signs; the same as the tokens of the interface, which a canvas cannot read. */
export const signColours: Record<'light' | 'dark', Record<Sign | 'overdue' | 'halo' | 'ink', string>> = {
	light: {
		open: '#b96a00',
		progress: '#1f61c4',
		safe: '#0b7c77',
		fixed: '#2b7d3c',
		ended: '#696d75',
		overdue: '#c1261b',
		halo: '#ffffff',
		ink: '#1b1d20',
	},
	dark: {
		open: '#f0a83c',
		progress: '#78aaff',
		safe: '#4cc5bd',
		fixed: '#6dc67d',
		ended: '#9ca2ab',
		overdue: '#ff7b6c',
		halo: '#131518',
		ink: '#eceef0',
	},
};

/** Whole steps by resolution, so that a symbol is drawn only once a zoom. */
const sizes = {
	steps: [
		[1.3, 1.15],
		[5, 1],
		[20, 0.8],
	],
	farther: 0.65,
} as const;

const sized = (pixels: number): unknown => [
	'*',
	pixels,
	['case', ...sizes.steps.flatMap(([below, size]) => [['<', ['resolution'], below], size]), sizes.farther],
];

/** Radii of the discs of many, px, by how many they are fewer than. */
const discs = {
	steps: [
		[10, 10],
		[100, 12],
		[1000, 15],
	],
	larger: 19,
} as const;

/** The largest of the signs of one, px; the ring of what is overdue goes around it. */
const ring = 12.5;

/** How far the sign of a fault, or of so many, reaches from its middle, px. */
export function signRadius(count: number, resolution: number): number {
	if (count > 1) return discs.steps.find(([fewer]) => count < fewer)?.[1] ?? discs.larger;
	return ring * (sizes.steps.find(([below]) => resolution < below)?.[1] ?? sizes.farther);
}

const corners = (points: number, radius: number, angle: number, rest: FlatStyle): FlatStyle => ({
	'shape-points': points,
	'shape-radius': sized(radius),
	'shape-angle': angle,
	'shape-declutter-mode': 'none',
	...rest,
});

const edge = (kind: 'shape' | 'circle', colour: string): FlatStyle => ({ [`${kind}-stroke-color`]: colour, [`${kind}-stroke-width`]: 1.75 });

const shapeOf = (sign: Sign, colours: (typeof signColours)['light']): FlatStyle[] => {
	const body = { 'shape-fill-color': colours[sign], ...edge('shape', colours.halo) };
	const quarter = Math.PI / 4;
	switch (sign) {
		case 'open':
			return [corners(3, 10, 0, body)];
		case 'progress':
			return [corners(4, 9.5, 0, body)];
		case 'ended':
			return [corners(4, 8.5, quarter, body)];
		case 'fixed':
			return [{ 'circle-radius': sized(7), 'circle-fill-color': colours.fixed, 'circle-declutter-mode': 'none', ...edge('circle', colours.halo) }];
		case 'safe':
			return [
				corners(4, 10, quarter, { 'shape-fill-color': colours.halo }),
				corners(4, 8.5, quarter, { 'shape-fill-color': colours.halo, 'shape-stroke-color': colours.safe, 'shape-stroke-width': 1.75 }),
				corners(4, 8.5, quarter, { 'shape-fill-color': colours.safe, 'shape-scale': [0.5, 1], 'shape-displacement': [-3, 0] }),
			];
	}
};

/** Drawn in this order, so that what asks most lies on top. */
const signs: readonly Sign[] = ['ended', 'fixed', 'safe', 'progress', 'open'];

const many: unknown = ['>', ['get', 'count'], 1];
const one = (rest: unknown): unknown => ['all', ['any', ['!', ['has', 'count']], ['<=', ['get', 'count'], 1]], rest];
const stateIs = (sign: Sign): unknown => ['in', ['get', 'state'], ['literal', states.filter((state) => signOf[state] === sign)]];

/** Many faults in one: a quiet disc with their number, its ring in the colour of the one that asks most of us. */
const cluster = (colours: (typeof signColours)['light']): Rule => ({
	filter: ['all', ['has', 'count'], many],
	style: [
		{
			'circle-radius': ['case', ...discs.steps.flatMap(([fewer, radius]) => [['<', ['get', 'count'], fewer], radius]), discs.larger],
			'circle-fill-color': colours.halo,
			'circle-stroke-color': ['case', ...signs.toReversed().flatMap((sign) => [stateIs(sign), colours[sign]]), colours.ended],
			'circle-stroke-width': 2.5,
			'circle-declutter-mode': 'none',
			'text-value': ['to-string', ['get', 'count']],
			'text-fill-color': colours.ink,
			'text-font': '600 12px system-ui, sans-serif',
			'text-declutter-mode': 'none',
		},
	],
});

/** How faults are drawn: the sign of their state by shape and colour, a red ring when overdue, and for many one disc with their number. */
export function reportStyle(theme: 'light' | 'dark'): Rule[] {
	const colours = signColours[theme];
	return [
		...signs.map((sign) => ({ filter: one(stateIs(sign)), style: shapeOf(sign, colours) })),
		{
			filter: one(['==', ['get', 'overdue'], true]),
			style: [
				{
					'circle-radius': sized(ring),
					'circle-fill-color': 'rgba(0,0,0,0)',
					'circle-stroke-color': colours.overdue,
					'circle-stroke-width': 2.5,
					'circle-declutter-mode': 'none',
				},
			],
		},
		cluster(colours),
	];
}
