import type { Shape } from '../../gis-layers/index.ts';

/** Corners, turn and inner radius, as OpenLayers draws the same shapes on the map. */
const regular: Record<Exclude<Shape, 'circle'>, { points: number; turn?: number; inner?: number; narrow?: number }> = {
	square: { points: 4, turn: Math.PI / 4 },
	diamond: { points: 4 },
	triangle: { points: 3 },
	'triangle-down': { points: 3, turn: Math.PI },
	pentagon: { points: 5 },
	hexagon: { points: 6 },
	octagon: { points: 8, turn: Math.PI / 8 },
	star: { points: 5, inner: 0.45 },
	cross: { points: 4, inner: 0.35 },
	bar: { points: 4, turn: Math.PI / 4, narrow: 0.55 },
};

const fixed = (value: number): string => String(Math.round(value * 100) / 100);

/** The path of a symbol's outline about 0,0. */
export function outlineOf(shape: Shape, radius: number): string {
	if (shape === 'circle') return `M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
	const { points, turn = 0, inner, narrow = 1 } = regular[shape];
	const corners = inner === undefined ? points : points * 2;
	const at = Array.from({ length: corners }, (_, corner) => {
		const reach = inner !== undefined && corner % 2 === 1 ? radius * inner : radius;
		const angle = (corner * 2 * Math.PI) / corners + turn - Math.PI / 2;
		return `${fixed(Math.cos(angle) * reach * narrow)} ${fixed(Math.sin(angle) * reach)}`;
	});
	return `M${at.join('L')}Z`;
}
