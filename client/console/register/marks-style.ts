/** What a mark says of the asset under it. */
export type MarkRole = 'found' | 'added' | 'moved' | 'changed' | 'gone' | 'renumbered';

/** The symbol of each role in words and lists, the same as on the map. */
export const markSigns: Readonly<Record<MarkRole, string>> = { found: '●', added: '▲', moved: '◆', changed: '■', gone: '✕', renumbered: '⬟' };

type Theme = 'light' | 'dark';
interface Rule {
	filter: unknown;
	style: Record<string, unknown>[];
}

const colours: Record<Theme, Record<MarkRole | 'halo' | 'before', string>> = {
	light: {
		found: '#b3231a',
		added: '#22702f',
		moved: '#1f61c4',
		changed: '#8d5200',
		gone: '#b3231a',
		renumbered: '#6b3fa0',
		halo: '#ffffff',
		before: '#62666e',
	},
	dark: {
		found: '#ff8d80',
		added: '#7dcf8b',
		moved: '#86b4ff',
		changed: '#f0b055',
		gone: '#ff8d80',
		renumbered: '#c9a7f0',
		halo: '#131518',
		before: '#9ba1aa',
	},
};

/** Corners of the symbol of each role, as OpenLayers draws regular shapes; none: a disc. */
const shapes: Readonly<Record<MarkRole, Record<string, unknown> | null>> = {
	found: null,
	added: { 'shape-points': 3, 'shape-radius': 8 },
	moved: { 'shape-points': 4, 'shape-radius': 8 },
	changed: { 'shape-points': 4, 'shape-radius': 8, 'shape-angle': Math.PI / 4 },
	gone: { 'shape-points': 4, 'shape-radius': 9, 'shape-radius2': 3, 'shape-angle': Math.PI / 4 },
	renumbered: { 'shape-points': 5, 'shape-radius': 8 },
};

const is = (role: string): unknown => ['==', ['get', 'role'], role];

const symbol = (role: MarkRole, fill: string, edge: string): Rule => {
	const shape = shapes[role];
	const look = shape
		? { ...shape, 'shape-fill-color': fill, 'shape-stroke-color': edge, 'shape-stroke-width': 1.5 }
		: { 'circle-radius': 6, 'circle-fill-color': fill, 'circle-stroke-color': edge, 'circle-stroke-width': 1.5 };
	return { filter: is(role), style: [{ ...look, 'z-index': 3 }] };
};

const outline = (role: MarkRole, colour: string, halo: string): Rule => ({
	filter: is(`${role}-shape`),
	style: [
		{ 'stroke-color': halo, 'stroke-width': 6, 'z-index': 1 },
		{ 'stroke-color': colour, 'stroke-width': 3, ...(role === 'gone' && { 'stroke-line-dash': [6, 5] }), 'z-index': 2 },
	],
});

/** How marks are drawn: each role by shape and by colour, what was before in grey, and a line from there to where it is now. */
export function marksStyle(theme: Theme): Rule[] {
	const it = colours[theme];
	const roles = Object.keys(shapes) as MarkRole[];
	return [
		...roles.flatMap((role) => [outline(role, it[role], it.halo), symbol(role, it[role], it.halo)]),
		{ filter: is('track'), style: [{ 'stroke-color': it.moved, 'stroke-width': 2, 'stroke-line-dash': [4, 4], 'z-index': 2 }] },
		{
			filter: is('before'),
			style: [{ 'circle-radius': 5, 'circle-stroke-color': it.before, 'circle-stroke-width': 2, 'circle-fill-color': it.halo, 'z-index': 2 }],
		},
		{ filter: is('before-shape'), style: [{ 'stroke-color': it.before, 'stroke-width': 2.5, 'stroke-line-dash': [6, 4], 'z-index': 1 }] },
	];
}
