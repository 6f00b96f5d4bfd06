import { VectorTile } from '@mapbox/vector-tile';
import type { Knex } from 'knex';
import { PbfReader } from 'pbf';
import { afterAll, describe, expect, test } from 'vitest';
import { encodeTile, type TileFeature } from '../../../server/maths/tile.ts';
import { all, one } from '../../../server/platform/sql.ts';
import { addressOf } from '../../../server/tiles/address.ts';
import { everywhere, type FaultTile, faultsSql, finishedFaultsSql } from '../../../server/tiles/fault-queries.ts';
import { layers } from '../../../server/tiles/layers.ts';
import { wishedFor } from '../../../server/tiles/wished-for.ts';
import { db, native, undone } from '../../support/database.ts';
import { column, row, street } from './site.ts';

afterAll(() => db.destroy());

interface Read {
	id: number;
	x: number;
	y: number;
	state: string;
	open: boolean;
	class: string;
	ward: string;
	since: string;
	reports: number;
	emergency: boolean;
	overdue: boolean;
}

/** Faults about the test street, some of each state, class, ward and age. */
const many = (count: number): string => `
	insert into fault (failure_mode, family, state, class, geom, public_geom, department_id, ward_id, street, first_report_at, last_report_at, due_at, fixed_at, reports, emergency)
	select 'street-light.out', 'family ' || n, (array['reported', 'confirmed', 'waiting', 'scheduled', 'in-progress', 'made-safe', 'fixed', 'closed', 'rejected', 'not-ours'])[1 + n % 10],
	       1 + n % 9, spot.geom, st_translate(spot.geom, 0.0004, 0), 1 + n % 3, 1 + n % 2, 'Kerkstraat', now() - (n % 120) * interval '1 day', now(),
	       now() + (n % 17 - 8) * interval '1 day', case when n % 10 in (6, 7) then now() - (n % 40) * interval '1 day' end, 1 + n % 4, n % 50 = 0
	from generate_series(1, ${count}) as n
	cross join lateral (select st_setsrid(st_makepoint(18.94 + (n * 7919 % 1009) * 0.00004, -33.75 + (n * 6101 % 997) * 0.00003), 4326) as geom) as spot`;

/** What the public may see on a map, read without any of what makes tiles quick. */
async function readable(it: Knex): Promise<Read[]> {
	const found = await it.raw(`
		select fault.id, round(st_x(fault.geom_3857) * 100)::float8 as x, round(st_y(fault.geom_3857) * 100)::float8 as y, fault.state, fault.open, asset_class.code as class,
		       ward.name as ward, fault.first_report_on as since, fault.reports, fault.emergency, fault.open and fault.due_on < local.today as overdue
		from public_fault as fault
		join asset_class on asset_class.number = fault.class
		join ward on ward.id = fault.ward_id
		cross join (select (now() at time zone municipality.zone)::date as today from municipality) as local
		where fault.open or fault.fixed_on > local.today - 30`);
	return found.rows;
}

const worst = ['reported', 'confirmed', 'waiting', 'scheduled', 'in-progress', 'made-safe', 'fixed', 'closed'];

/** The cells of a tile and of one ring around it, gathered one by one. */
function gathered(faults: readonly Read[], { west, south, side }: ReturnType<typeof addressOf>): string[] {
	const along = 16;
	const size = side / along;
	const cells = new Map<string, Read[]>();
	for (const fault of faults) {
		const [i, j] = [Math.floor((fault.x / 100 - west) / size), Math.floor((fault.y / 100 - south) / size)];
		if (Math.min(i, j) < -1 || Math.max(i, j) > along) continue;
		cells.set(`${i} ${j}`, [...(cells.get(`${i} ${j}`) ?? []), fault]);
	}
	return [...cells.values()]
		.map((its) => {
			const mean = (of: (fault: Read) => number): number => {
				const sum = its.reduce((all, it) => all + of(it), 0);
				// As the database rounds: a half away from zero.
				return Math.round((Math.sign(sum) * Math.round(Math.abs(sum) / its.length)) / 100);
			};
			const state = its.map((it) => it.state).sort((a, b) => worst.indexOf(a) - worst.indexOf(b))[0];
			const sum = its.reduce((all, it) => all + it.reports, 0);
			const id = its.length === 1 ? its[0]?.id : null;
			return JSON.stringify([id, its.length, state, sum, its.some((it) => it.emergency), its.some((it) => it.overdue), mean((it) => it.x), mean((it) => it.y)]);
		})
		.sort();
}

interface Cell {
	id: number | null;
	count: number;
	state: string;
	reports: number;
	emergency: boolean | null;
	overdue: boolean | null;
	wkb: Buffer;
}

const told = ({ id, count, state, reports, emergency, overdue, wkb }: Cell): string => {
	const [x, y] = [Math.round(wkb.readDoubleLE(5)), Math.round(wkb.readDoubleLE(13))];
	return JSON.stringify([id, count, state, reports, emergency ?? false, overdue ?? false, x, y]);
};

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const filters: readonly (readonly [string, (fault: Read) => boolean])[] = [
	['', () => true],
	['open = TRUE', ({ open }) => open],
	["open = TRUE AND class = 'street-lights'", (it) => it.open && it.class === 'street-lights'],
	["ward = 'Ward 2' AND state = 'fixed'", (it) => it.ward === 'Ward 2' && it.state === 'fixed'],
	[`open = TRUE AND since >= DATE('${daysAgo(30)}')`, (it) => it.open && it.since >= daysAgo(30)],
	[`since < DATE('${daysAgo(90)}') AND emergency = TRUE`, (it) => it.since < daysAgo(90) && it.emergency],
];

const tileOf = (filter: string, view: FaultTile['view'] = 'public'): FaultTile => {
	const layer = layers.get('faults');
	if (!layer) throw new Error('there are tiles of faults');
	return { view, scope: everywhere, filter: (filter && wishedFor({ layer, view }, { filter }).filter) || everywhere, limit: 20_000 };
};

const addressAt = (z: number) => addressOf({ z: `${z}`, x: `${column(z, street.lon)}`, file: `${row(z, street.lat)}.mvt` });

describe('a tile of faults', () => {
	test(
		'seen from afar gathers exactly those of its cells, with every filter of the map',
		undone(async (it) => {
			await it.raw(many(900));
			const faults = await readable(it);
			expect(faults.length).toBeGreaterThan(500);
			for (const z of [0, 5, 9, 10, 11, 12, 13]) {
				for (const [filter, holds] of filters) {
					const cells = await all<Cell>(it, faultsSql(addressAt(z), tileOf(filter)));
					const wanted = gathered(faults.filter(holds), addressAt(z));
					expect([z, filter, cells.map(told).sort()]).toEqual([z, filter, wanted]);
				}
			}
		}),
	);

	test.runIf(native)(
		'seen near is the same whether the database makes it or the encoder beside it',
		undone(async (it) => {
			await it.raw(many(900));
			let compared = 0;
			for (const z of [14, 15, 16]) {
				for (const view of ['public', 'staff'] as const) {
					const tile = tileOf('open = TRUE', view);
					const rows = await all<{ id: number; wkb: Buffer; due: Date | null }>(it, faultsSql(addressAt(z), tile));
					const features = rows.map(({ id, wkb, due: _due, ...properties }) => ({ id, wkb, properties }) as TileFeature);
					const made = await one<{ tile: Buffer; due: Date | null }>(it, finishedFaultsSql(addressAt(z), tile));
					const theirs = said(made.tile);
					expect(theirs).toEqual(said(encodeTile([{ name: 'faults', ...addressAt(z), features }])));
					const soonest = rows.flatMap(({ due }) => (due ? [due.getTime()] : [])).sort((a, b) => a - b)[0];
					expect(made.due?.getTime()).toBe(soonest);
					compared += theirs.length;
				}
			}
			expect(compared).toBeGreaterThan(300);
		}),
	);
});

const said = (bytes: Uint8Array): string[] => {
	const layer = new VectorTile(new PbfReader(bytes)).layers['faults'];
	return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i))
		.map((it) =>
			JSON.stringify([
				it?.id,
				Object.entries(it?.properties ?? {}).sort(),
				it
					?.loadGeometry()
					.flat()
					.map(({ x, y }) => [Math.round(x / 4), Math.round(y / 4)]),
			]),
		)
		.sort();
};
