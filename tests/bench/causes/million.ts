import type { Knex } from 'knex';
import { lookAbout } from '../../../server/faults/causes/suggest.ts';
import { settleTestTown } from '../../support/town.ts';

/** Cables of each box, stretches of each cable, lamps on each. */
const [cables, stretches, lamps] = [100, 10, 3];

/** Boxes each with a tree of a hundred cables of ten stretches, and three lamps on each; written as the worker would have built it. */
const layFeeders = (boxes: number): string => `
	with class as (select number, code from asset_class)
	insert into asset (id, class, key, reference, geom, attributes, in_register_from)
	overriding system value
	select 10000000 + box, (select number from class where code = 'electricity-kiosks'), 'EK' || box, 'EK' || box,
	       st_setsrid(st_makepoint(18.91 + (box % 40) * 0.002, -33.79 + (box / 40) * 0.002), 4326), '{}'::jsonb, '2020-01-01'::date
	from generate_series(0, ${boxes - 1}) as box
	union all
	select 20000000 + cable, (select number from class where code = 'feeder-cables'), 'FC' || cable, 'FC' || cable,
	       st_setsrid(st_makeline(st_makepoint(18.91 + (box % 40) * 0.002 + (n % 10) * 0.0001, -33.79 + (box / 40) * 0.002 + (n / 10) * 0.0001),
	                              st_makepoint(18.91 + (box % 40) * 0.002 + (n % 10) * 0.0001 + 0.00009, -33.79 + (box / 40) * 0.002 + (n / 10) * 0.0001)), 4326), '{}'::jsonb, '2020-01-01'::date
	from generate_series(0, ${boxes * cables - 1}) as cable, lateral (select cable / ${cables} as box, cable % ${cables} as n) as its
	union all
	select 30000000 + lamp, (select number from class where code = 'street-lights'), 'SL' || lamp, 'SL' || lamp,
	       st_setsrid(st_makepoint(18.91 + (box % 40) * 0.002 + (n % 10) * 0.0001 + (lamp % ${lamps}) * 0.00003, -33.79 + (box / 40) * 0.002 + (n / 10) * 0.0001), 4326),
	       jsonb_build_object('phase', (array['R', 'W', 'B'])[lamp % 3 + 1]), '2020-01-01'::date
	from generate_series(0, ${boxes * cables * lamps - 1}) as lamp,
	     lateral (select lamp / ${lamps * cables} as box, (lamp / ${lamps}) % ${cables} as n) as its`;

const layNetwork = (boxes: number): string[] => [
	`insert into network_segment (id, utility, part, fed) select box, 'electricity', box, true from generate_series(0, ${boxes - 1}) as box`,
	`insert into network_piece (line_id, ordinal, utility, segment_id, from_node, to_node, from_m, to_m)
	 select 20000000 + cable, ordinal, 'electricity', cable / ${cables},
	        case when ordinal > 0 then cable * 20 + ordinal when cable % ${cables} = 0 then 500000000 + cable / ${cables}
	             else (cable - cable % ${cables} + (cable % ${cables} - 1) / 2) * 20 + ${stretches} end,
	        cable * 20 + ordinal + 1, ordinal * 3, ordinal * 3 + 3
	 from generate_series(0, ${boxes * cables - 1}) as cable, generate_series(0, ${stretches - 1}) as ordinal`,
	`insert into network_tap (asset_id, utility, line_id, ordinal, at_m, segment_id, customers)
	 select 30000000 + lamp, 'electricity', 20000000 + lamp / ${lamps}, (lamp % ${lamps}) * 3 + 1, (lamp % ${lamps}) * 9 + 4, lamp / ${lamps * cables}, 0
	 from generate_series(0, ${boxes * cables * lamps - 1}) as lamp`,
	`insert into network_source (asset_id, utility, node, segment_id) select 10000000 + box, 'electricity', 500000000 + box, box from generate_series(0, ${boxes - 1}) as box`,
];

/** Pipes in each street of sewer; each street but the first flows into the middle of another, so that all hang together and drain to one place. */
const street = 10;

/** A pipe drains into the one before it; the first of a street into one of another street. */
const drainsInto = `case when pipe % ${street} > 0 then pipe - 1 when pipe = 0 then -1
	else ((pipe / ${street} - 1) / 3) * ${street} + ${street - 1} - 3 * ((pipe / ${street} - 1) % 3) end`;

const laySewers = (pipes: number): string[] => [
	`with class as (select number, code from asset_class)
	 insert into asset (id, class, key, reference, geom, attributes, in_register_from)
	 overriding system value
	 select 40000000 + pipe, (select number from class where code = 'sewer-pipes'), 'SP' || pipe, 'SP' || pipe,
	        st_setsrid(st_makeline(st_makepoint(18.91 + n * 0.0006, -33.79 + row * 0.00001), st_makepoint(18.91 + n * 0.0006 - 0.0006, -33.79 + row * 0.00001)), 4326), '{"slope": 0.6}'::jsonb, '2020-01-01'::date
	 from generate_series(0, ${pipes - 1}) as pipe, lateral (select pipe % 100 as n, pipe / 100 as row) as its
	 union all
	 select 50000000 + pipe, (select number from class where code = 'manholes'), 'MH' || pipe, 'MH' || pipe,
	        st_setsrid(st_makepoint(18.91 + n * 0.0006, -33.79 + row * 0.00001), 4326), jsonb_build_object('depth', 1.5 + (pipe % 4) * 0.5), '2020-01-01'::date
	 from generate_series(0, ${pipes - 1}) as pipe, lateral (select pipe % 100 as n, pipe / 100 as row) as its`,
	`insert into network_segment (id, utility, part) values (900000000, 'sewer', 900000000)`,
	`insert into network_piece (line_id, ordinal, utility, segment_id, from_node, to_node, from_m, to_m)
	 select 40000000 + pipe, 0, 'sewer', 900000000, 600000001 + pipe, 600000001 + ${drainsInto}, 0, 60 from generate_series(0, ${pipes - 1}) as pipe`,
	`insert into network_tap (asset_id, utility, line_id, ordinal, at_m, segment_id, customers)
	 select 50000000 + pipe, 'sewer', 40000000 + pipe, 0, 0, 900000000, 0 from generate_series(0, ${pipes - 1}) as pipe`,
];

/** Lays boxes with their cables, and sewers that all hang together; answers how many edges there are. */
export async function layMillion(db: Knex, { boxes, pipes }: { boxes: number; pipes: number }): Promise<number> {
	await settleTestTown(db);
	await db.raw(layFeeders(boxes));
	for (const statement of [...layNetwork(boxes), ...laySewers(pipes)]) await db.raw(statement);
	await db.raw('vacuum analyze');
	return Number((await db.raw('select count(*) from network_piece')).rows[0].count);
}

const openFault = `
	insert into fault (failure_mode, family, class, asset_id, asset_version, geom, public_geom, department_id, first_report_at, last_report_at)
	select ?, ?, asset.class, asset.id, 1, asset.geom, asset.geom, (select min(id) from department), now(), now()
	from asset where asset.id = ? returning id`;

interface Reporting {
	mode: string;
	family: string;
	/** The asset of each report in turn. */
	asset: (report: number) => number;
}

/** Lamps of a lost phase of one box after another. */
export const lampsOf = (boxes: number): Reporting => ({
	...{ mode: 'street-light.out', family: 'no-light' },
	asset: (i) => 30000000 + ((Math.floor(i / 5) * 7919) % boxes) * cables * lamps + 3 * ((i % 5) * 13 + 1),
});

/** Manholes of one street of sewer after another. */
export const manholesOf = (pipes: number): Reporting => ({
	...{ mode: 'manhole.overflow', family: 'sewage' },
	asset: (i) => 50000000 + ((Math.floor(i / 5) * 7919) % (pipes / street)) * street + (i % 5) * 2,
});

/** Reports one after another; how long it takes to say what they have in common, ms. */
export async function timeReports(db: Knex, { mode, family, asset }: Reporting, questions: number): Promise<number[]> {
	const times: number[] = [];
	for (let i = 0; i < questions + 10; i++) {
		const { rows } = await db.raw(openFault, [mode, family, asset(i)]);
		const from = performance.now();
		await db.transaction((transaction) => lookAbout(transaction, rows[0].id, new Date()));
		times.push(performance.now() - from);
	}
	// The first few warm what is cold.
	return times.slice(10).sort((a, b) => a - b);
}
