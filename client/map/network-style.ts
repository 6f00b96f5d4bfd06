import type { Rule } from './report-style.ts';

type Part = 'shut' | 'dry' | 'traced' | 'close' | 'drain' | 'stuck' | 'halo';

/** The colours of bad, warn and progress among the tokens of the interface, which a canvas cannot read. */
const colours: Record<'light' | 'dark', Record<Part, string>> = {
	light: { shut: '#b3231a', dry: '#8d5200', close: '#b3231a', drain: '#1f61c4', traced: '#1f61c4', stuck: '#1b1d20', halo: '#ffffff' },
	dark: { shut: '#ff8d80', dry: '#f0b055', close: '#ff8d80', drain: '#78aaff', traced: '#78aaff', stuck: '#eceef0', halo: '#131518' },
};

const is = (role: Part): unknown => ['==', ['get', 'role'], role];

const line = (role: 'shut' | 'dry' | 'traced', colour: string, { halo, dash }: { halo: string; dash?: number[] }): Rule => ({
	filter: is(role),
	style: [
		{ 'stroke-color': halo, 'stroke-width': 9, 'stroke-line-cap': 'butt' },
		{ 'stroke-color': colour, 'stroke-width': 5, 'stroke-line-cap': 'butt', ...(dash && { 'stroke-line-dash': dash }) },
	],
});

const numbered = (role: 'close' | 'drain', fill: string, edge: string): Rule => ({
	filter: is(role),
	style: [
		{
			'circle-radius': 11,
			'circle-fill-color': fill,
			'circle-stroke-color': edge,
			'circle-stroke-width': 2,
			'text-value': ['get', 'number'],
			'text-fill-color': edge,
			'text-font': '700 12px system-ui, sans-serif',
			'text-offset-y': 1,
		},
	],
});

/** How what is shut off and what to close is drawn: lines by stroke and colour, valves by their number, those of no use by a cross. */
export function networkStyle(theme: 'light' | 'dark'): Rule[] {
	const it = colours[theme];
	const cross = { 'shape-points': 4, 'shape-radius': 9, 'shape-radius2': 0, 'shape-angle': Math.PI / 4, 'shape-declutter-mode': 'none' };
	return [
		line('dry', it.dry, { halo: it.halo, dash: [10, 6] }),
		line('shut', it.shut, { halo: it.halo }),
		line('traced', it.traced, { halo: it.halo }),
		{
			filter: is('stuck'),
			style: [
				{ ...cross, 'shape-stroke-color': it.halo, 'shape-stroke-width': 6, 'z-index': 3 },
				{ ...cross, 'shape-stroke-color': it.stuck, 'shape-stroke-width': 3, 'z-index': 3 },
			],
		},
		numbered('drain', it.drain, it.halo),
		numbered('close', it.close, it.halo),
	];
}
