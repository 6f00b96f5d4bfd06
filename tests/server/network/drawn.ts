import { add, between, distance, dot, type Line, lengthOf, nth, type Point, pieces, unit } from '../../../seeds/town/geometry.ts';
import type { Asset } from '../../../seeds/town/register.ts';
import type { Material } from '../../../server/network/read.ts';
import type { TapRow } from '../../../server/network/read-queries.ts';
import { draw } from '../seeds/drawn.ts';

const lineOf = (asset: Asset): Line => asset.shape.coordinates as unknown as Line;
const text = (asset: Asset, attribute: string): string | null => (asset.attributes[attribute] as string | undefined) ?? null;

/** Metres along a line of the place on it that is nearest to a point. */
function along(line: Line, at: Point): number {
	const near = pieces(line).map(([a, b], i) => {
		const length = distance(a, b);
		const share = length === 0 ? 0 : Math.min(1, Math.max(0, dot(add(at, a, -1), unit(a, b)) / length));
		return { away: distance(between(a, b, share), at), metres: lengthOf(line.slice(0, i + 1)) + share * length };
	});
	return near.reduce((best, it) => (it.away < best.away ? it : best)).metres;
}

/** The water of a demo town as it was drawn: its assets, and what the network is made of. */
export function drawnWater(size: 'small' | 'town', seed?: string): { pipes: Asset[]; valves: Asset[]; reservoirs: Asset[]; material: Material } {
	const { assets } = draw(size, seed).town;
	const inService = (name: string): Asset[] => assets.filter((it) => it.class === name && it.retired === null);
	const [pipes, valves, reservoirs] = [inService('water-pipes'), inService('water-valves'), inService('reservoirs')];
	const byKey = new Map(pipes.map((it) => [it.key, it]));
	const sitting = (asset: Asset, attribute: string) => {
		const pipe = byKey.get(text(asset, attribute) ?? '');
		return { id: asset.id, key: asset.key, lineId: pipe?.id ?? null, at: pipe ? along(lineOf(pipe), asset.at) : null };
	};
	return {
		pipes,
		valves,
		reservoirs,
		material: {
			lines: pipes.map((it) => {
				const [[x1, y1], [x2, y2]] = [nth(lineOf(it), 0), nth(lineOf(it), -1)];
				return { id: it.id, key: it.key, length: it.length, x1, y1, x2, y2, from: text(it, 'from_node'), to: text(it, 'to_node'), upstream: null };
			}),
			tees: [],
			valves: valves.map((it) => ({
				...sitting(it, 'link'),
				closed: it.attributes['normally_closed'] === true,
				turns: it.attributes['operable'] as boolean,
			})),
			taps: inService('service-connections').map(
				(it): TapRow => ({ ...sitting(it, 'pipe'), customers: it.attributes['customers'] as number, critical: text(it, 'critical') }),
			),
			sources: reservoirs.map((it) => ({ id: it.id, key: it.key, lineId: null, at: null, node: text(it, 'node') })),
		},
	};
}
