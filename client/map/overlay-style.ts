import type { Rule } from './report-style.ts';

interface Colours {
	ink: string;
	halo: string;
	pin: string;
	accuracy: string;
	chosen: string;
	selected: string;
	pointed: string;
	person: string;
}

const colours: Record<'light' | 'dark', Colours> = {
	light: {
		ink: '#1b1d20',
		halo: '#ffffff',
		pin: '#b3231a',
		accuracy: 'rgba(179,35,26,0.13)',
		chosen: '#1f61c4',
		selected: 'rgba(31,97,196,0.45)',
		pointed: 'rgba(31,97,196,0.22)',
		person: '#1f61c4',
	},
	dark: {
		ink: '#eceef0',
		halo: '#131518',
		pin: '#ff8d80',
		accuracy: 'rgba(255,141,128,0.16)',
		chosen: '#86b4ff',
		selected: 'rgba(134,180,255,0.5)',
		pointed: 'rgba(134,180,255,0.26)',
		person: '#86b4ff',
	},
};

const is = (role: string): unknown => ['==', ['get', 'role'], role];

const disc = (fill: string, edge: string, radius: number): Record<string, unknown> => ({
	'circle-radius': radius,
	'circle-fill-color': fill,
	'circle-stroke-color': edge,
	'circle-stroke-width': 2,
});

const halo = (role: string, colour: string, extra: number): Rule => ({
	filter: is(role),
	style: [{ 'stroke-color': colour, 'stroke-width': 8 + extra, 'fill-color': colour, 'circle-radius': 13 + extra, 'circle-fill-color': colour }],
});

const numbered = (role: string, fill: string, edge: string, order: number): Rule => ({
	filter: is(role),
	style: [
		{
			...disc(fill, edge, 13),
			'text-value': ['get', 'number'],
			'text-fill-color': edge,
			'text-font': '700 14px system-ui, sans-serif',
			'text-offset-y': 1,
			'z-index': order,
		},
	],
});

const accuracy = (role: string, fill: string, edge: string): Rule => ({
	filter: is(role),
	style: [{ 'fill-color': fill, 'stroke-color': edge, 'stroke-width': 1.25, 'stroke-line-dash': [4, 3] }],
});

/** How the pin, its accuracy, candidates and the selection are drawn. */
export function overlayStyle(theme: 'light' | 'dark'): Rule[] {
	const it = colours[theme];
	return [
		halo('pointed', it.pointed, 2),
		halo('selected', it.selected, 2),
		accuracy('pin-accuracy', it.accuracy, it.pin),
		accuracy('small-pin-accuracy', 'rgba(0,0,0,0)', it.pin),
		accuracy('person-accuracy', it.pointed, it.person),
		{ filter: is('small-pin'), style: [disc(it.pin, it.halo, 4.5)] },
		{ filter: is('person'), style: [disc(it.person, it.halo, 7)] },
		numbered('candidate', it.ink, it.halo, 5),
		numbered('chosen', it.chosen, it.halo, 6),
		{
			filter: is('pin'),
			style: [
				{ ...disc(it.pin, it.halo, 8), 'z-index': 7 },
				{ 'circle-radius': 2.5, 'circle-fill-color': it.halo, 'z-index': 8 },
			],
		},
	];
}
