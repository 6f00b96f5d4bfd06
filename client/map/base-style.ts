/** Colours of the own base map: it recedes, its labels stay legible. */
interface Ground {
	paper: string;
	street: string;
	casing: string;
	green: string;
	label: string;
	quietLabel: string;
	halo: string;
	ward: string;
}

const grounds: Record<'light' | 'dark', Ground> = {
	light: {
		paper: '#eeeeea',
		street: '#ffffff',
		casing: '#d2d2cb',
		green: '#dde8d3',
		label: '#565a61',
		quietLabel: '#73777f',
		halo: '#fafaf8',
		ward: '#a9a3b5',
	},
	dark: {
		paper: '#181b1e',
		street: '#2e3339',
		casing: '#24282d',
		green: '#1e261f',
		label: '#b4bac2',
		quietLabel: '#8f959e',
		halo: '#16181b',
		ward: '#5c5670',
	},
};

const importance = (main: number, connecting: number, local: number): unknown => [
	'match',
	['get', 'road_class'],
	'arterial',
	main,
	'collector',
	connecting,
	local,
];

/** Widths of streets in px for near, middle and far. */
const width = (more: number): unknown => [
	'case',
	['<', ['resolution'], 0.7],
	importance(20 + more, 16 + more, 12 + more),
	['<', ['resolution'], 1.4],
	importance(13 + more, 10 + more, 7.5 + more),
	['<', ['resolution'], 3],
	importance(8 + more, 6 + more, 4.5 + more),
	['<', ['resolution'], 10],
	importance(5 + more, 3.5 + more, 2 + more),
	['<', ['resolution'], 40],
	importance(3 + more, 1.5 + more, 0.75 + more),
	importance(1.5, 0.75, 0.3),
];

/** The colour of the ground itself. */
export const paper = (theme: 'light' | 'dark'): string => grounds[theme].paper;

/** Streets: a casing under a bright ribbon. */
export const streetStyle = (theme: 'light' | 'dark'): unknown => [
	{ 'stroke-color': grounds[theme].casing, 'stroke-width': width(2), 'z-index': 0 },
	{ 'stroke-color': grounds[theme].street, 'stroke-width': width(0), 'z-index': 1 },
];

/** Names along the streets; main roads first. */
export const streetNameStyle = (theme: 'light' | 'dark'): unknown => [
	{
		filter: ['all', ['has', 'name'], ['any', ['<', ['resolution'], 2.6], ['==', ['get', 'road_class'], 'arterial']]],
		style: [
			{
				'text-value': ['get', 'name'],
				'text-placement': 'line',
				'text-font': '500 11.5px system-ui, sans-serif',
				'text-fill-color': grounds[theme].label,
				'text-stroke-color': grounds[theme].halo,
				'text-stroke-width': 3,
				'text-max-angle': 0.6,
				'text-repeat': 320,
				'text-padding': [4, 4, 4, 4],
			},
		],
	},
];

/** Parks and public ground. */
export const greenStyle = (theme: 'light' | 'dark'): unknown => [{ 'fill-color': grounds[theme].green }];

/** Boundaries of wards, and their names when the whole of one is seen. */
export const wardStyle = (theme: 'light' | 'dark'): unknown => [
	{
		filter: ['>', ['resolution'], 1.4],
		style: [{ 'stroke-color': grounds[theme].ward, 'stroke-width': 1.25, 'stroke-line-dash': [7, 4, 1.5, 4], 'fill-color': 'rgba(0,0,0,0)' }],
	},
];

/** Names of suburbs, and nearer in of landmarks. */
export const placeNameStyle = (theme: 'light' | 'dark'): unknown => [
	{
		filter: ['all', ['==', ['get', 'kind'], 'suburb'], ['>', ['resolution'], 1.4]],
		style: [
			{
				'text-value': ['get', 'name'],
				'text-font': '600 13px system-ui, sans-serif',
				'text-fill-color': grounds[theme].label,
				'text-stroke-color': grounds[theme].halo,
				'text-stroke-width': 3.5,
				'text-padding': [8, 8, 8, 8],
			},
		],
	},
	{
		filter: ['all', ['==', ['get', 'kind'], 'landmark'], ['<', ['resolution'], 2.6]],
		style: [
			{
				'text-value': ['get', 'name'],
				'text-font': 'italic 500 12px system-ui, sans-serif',
				'text-fill-color': grounds[theme].quietLabel,
				'text-stroke-color': grounds[theme].halo,
				'text-stroke-width': 3,
				'text-padding': [6, 6, 6, 6],
			},
		],
	},
];
