import { nth, type Point } from '../town/geometry.ts';
import type { Asset } from '../town/register.ts';

const SQUARE = 70;

/** Finds the assets of a class around a point. */
export class Near {
	readonly #classes = new Map<number, Map<number, Asset[]>>();

	constructor(assets: readonly Asset[]) {
		for (const asset of assets) {
			const squares = this.#classes.get(asset.number) ?? new Map<number, Asset[]>();
			this.#classes.set(asset.number, squares);
			for (const square of squaresOf(asset)) {
				const known = squares.get(square);
				if (known) {
					known.push(asset);
				} else {
					squares.set(square, [asset]);
				}
			}
		}
	}

	/** All of these classes whose square is touched by a box about the point: a few more than those within reach, each once. */
	around([x, y]: Point, reach: number, classes: Iterable<number>): Asset[] {
		const touched = box([
			[x - reach, y - reach],
			[x + reach, y + reach],
		]);
		const found = new Set<Asset>();
		for (const id of classes) {
			const squares = this.#classes.get(id);
			for (const square of touched) {
				for (const asset of squares?.get(square) ?? []) {
					found.add(asset);
				}
			}
		}
		return [...found];
	}
}

function squaresOf({ shape, at }: Asset): Iterable<number> {
	const points = (shape.type === 'Polygon' ? nth(shape.coordinates, 0) : shape.type === 'LineString' ? shape.coordinates : [at]) as unknown as readonly Point[];
	if (shape.type === 'Polygon') {
		return box(points);
	}
	const squares = new Set<number>();
	for (let i = 0; i < points.length; i++) {
		for (const square of box(points.slice(Math.max(0, i - 1), i + 1))) {
			squares.add(square);
		}
	}
	return squares;
}

function box(points: readonly Point[]): number[] {
	const out: number[] = [];
	const span = (axis: 0 | 1): [number, number] => {
		const all = points.map((p) => Math.floor(p[axis] / SQUARE));
		return [Math.min(...all), Math.max(...all)];
	};
	const [[west, east], [south, north]] = [span(0), span(1)];
	for (let i = west; i <= east; i++) {
		for (let k = south; k <= north; k++) {
			out.push(i * 1e7 + k);
		}
	}
	return out;
}
