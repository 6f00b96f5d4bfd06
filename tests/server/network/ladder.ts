import type { Knex } from 'knex';

type Point = readonly [number, number];

const origin = [311000, 6265200];
const at = ([x, y]: Point): string => `st_makepoint(${(origin[0] ?? 0) + x}, ${(origin[1] ?? 0) + y})`;
const placed = (geometry: string): string => `st_transform(st_setsrid(${geometry}, 32734), 4326)`;

/** Enters an asset at metres from the corner of the ladder; answers its number. */
export async function enter(db: Knex, layer: string, it: { key: string; line?: readonly Point[]; point?: Point; attributes?: object }): Promise<number> {
	const geometry = it.line ? `st_makeline(array[${it.line.map(at).join(', ')}])` : at(it.point as Point);
	const { rows } = await db.raw(
		`insert into asset (class, key, reference, geom, attributes, street, in_register_from)
		 select asset_class.number, ?, ?, ${placed(geometry)}, ?, 'Kerkstraat', '2020-01-01' from asset_class where asset_class.code = ? returning id`,
		[it.key, it.key, JSON.stringify(it.attributes ?? {}), layer],
	);
	return rows[0].id;
}

export const pipe = (db: Knex, key: string, ...line: readonly Point[]): Promise<number> => enter(db, 'water-pipes', { key, line });
export const valve = (db: Knex, key: string, point: Point, attributes: object = { operable: true }): Promise<number> =>
	enter(db, 'water-valves', { key, point, attributes });

/**
 * A small water network without a single name of a node: from a reservoir a trunk (A), a loop of four pipes (B, F, E, D), from its corner a pipe (C)
 * from whose middle another (G) branches off, with a clinic and a house.
 */
export async function layLadder(db: Knex): Promise<void> {
	await enter(db, 'reservoirs', { key: 'R', point: [0, 510] });
	await pipe(db, 'A', [0, 500], [0, 400]);
	await pipe(db, 'B', [0, 400], [100, 400]);
	await pipe(db, 'C', [100.2, 400.1], [200, 400]);
	await pipe(db, 'D', [0, 400], [0, 300]);
	await pipe(db, 'E', [0, 300], [100, 300]);
	await pipe(db, 'F', [100, 300], [100, 400]);
	await pipe(db, 'G', [150, 400.2], [150, 300]);
	await valve(db, 'V1', [5, 400.5]);
	await valve(db, 'V2', [95, 400]);
	await valve(db, 'V3', [100, 395]);
	await valve(db, 'V4', [0, 395], {});
	await valve(db, 'V5', [105, 400]);
	await valve(db, 'V6', [150, 395]);
	await valve(db, 'AIR', [50, 400], { operable: true, valve_type: 'air' });
	await enter(db, 'service-connections', { key: 'CLINIC', point: [155, 340], attributes: { customers: 3, critical: 'clinic' } });
	await enter(db, 'service-connections', { key: 'HOUSE', point: [155, 330] });
	await enter(db, 'hydrants', { key: 'H1', point: [50, 299], attributes: { link: 'E' } });
}

/** The rows of all tables of the networks but the times, in an order. */
export async function kept(db: Knex): Promise<Record<string, unknown[]>> {
	const rows = async (query: string): Promise<unknown[]> => (await db.raw(query)).rows;
	return {
		segments: await rows('select id, utility, part, fed, hangs_on, hops from network_segment order by id'),
		pieces: await rows('select line_id, ordinal, utility, segment_id, from_node, to_node, from_m, to_m from network_piece order by 1, 2'),
		valves: await rows('select asset_id, utility, line_id, at_m, near_segment, far_segment, closed, turns from network_valve order by 1'),
		taps: await rows('select asset_id, utility, line_id, ordinal, at_m, segment_id, customers, critical from network_tap order by 1, 2'),
		sources: await rows('select asset_id, utility, node, segment_id from network_source order by 1'),
		issues: await rows('select utility, kind, asset_id, other_id, ordinal, lines, st_astext(geom) as place from network_issue order by 1, 2, 3, 5'),
	};
}
