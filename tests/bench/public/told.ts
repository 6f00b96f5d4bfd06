import type { Knex } from 'knex';
import pg from 'pg';
import { withoutIndexes } from '../../../seeds/write/copy.ts';
import { redrawMap } from '../../../server/faults/index.ts';
import { catalogue } from '../../../server/municipality/index.ts';

/** How much is told: faults of three years, one in thirty still open, and the reports that told of them. */
export interface Told {
	readonly faults: number;
	readonly reports: number;
}

const classes = ['street-lights', 'roads', 'manholes', 'stormwater-inlets', 'hydrants'];
const troubles = classes.flatMap((id) => {
	const home = catalogue.byId.get(id);
	const mode = home?.modes.find((it) => !it.houseLevel);
	return home && mode ? [{ number: home.number, mode: mode.code, family: mode.family }] : [];
});

const located = `
	create temporary table located as
	select asset.id, asset.class, asset.street, st_pointonsurface(asset.geom) as spot, trouble.mode, trouble.family, ward.id as ward_id, row_number() over (order by md5(asset.id::text)) as place
	from asset
	join jsonb_to_recordset($1::jsonb) as trouble (number smallint, mode text, family text) on trouble.number = asset.class
	join ward on st_covers(ward.geom, st_pointonsurface(asset.geom))`;

// The first thirtieth is open, each on an asset of its own; what is older ended some days after it began.
const faults = `
	insert into fault (failure_mode, family, asset_id, asset_version, class, link_method, p_link, geom, public_geom, street, ward_id, department_id, state, state_since, first_report_at,
	                   last_report_at, due_at, fixed_at, closed_at, reports)
	select asset.mode, asset.family, asset.id, 1, asset.class, 'snap', 0.97, asset.spot, asset.spot, asset.street, asset.ward_id, (select min(department.id) from department),
	       case when open then (array['reported', 'confirmed', 'scheduled', 'in-progress'])[1 + n % 4] when n % 17 = 0 then 'no-fault-found' else 'closed' end,
	       began + days * interval '1 day', began, began, began + interval '10 days', case when not open and n % 17 > 0 then began + days * interval '1 day' end,
	       case when not open then began + (days + 7) * interval '1 day' end, 1 + n % 4
	from (select numbered.n from generate_series(1, $1::int) as numbered (n)) as numbered
	cross join lateral (select n <= $1::int / 30 as open, ('x' || substr(md5(n::text), 1, 6))::bit(24)::int as chance) as drawn
	cross join lateral (select now() - (case when open then chance % 172800 else chance % 1576800 end) * interval '1 minute' as began, chance % 40 as days) as told
	join located as asset on asset.place = 1 + (n - 1) % (select count(*) from located)`;

const contacts = `insert into contact (language, reporter_hash) select 'en', md5(n::text) from generate_series(1, $1::int) as n`;

const sightings = `
	insert into sighting (fault_id, failure_mode, geom, method, sigma_m, candidates, p_none, model, seen_at)
	select fault.id, fault.failure_mode, fault.geom, 'gnss', 6, '[]', 0, 'bench', fault.first_report_at from fault`;

const reports = `
	insert into report (fault_id, sighting_id, failure_mode, channel, contact_id, reported_at)
	select sighting.fault_id, sighting.id, sighting.failure_mode, 'web', 1 + n % (select count(*) from contact), sighting.seen_at
	from generate_series(1, $1::int) as n
	join sighting on sighting.id = 1 + n % (select count(*) from sighting)`;

const places = `
	insert into place (kind, name, suburb, number, geom, importance)
	select 'street', asset.street, null, null, st_pointonsurface(min(asset.geom)), 1 from asset where asset.street is not null group by asset.street`;

/** Fills a town with faults and reports by SQL alone: as many as a metro has, in minutes. */
export async function tellAll(db: Knex, url: string, { faults: many, reports: told }: Told): Promise<void> {
	const client = new pg.Client(url);
	await client.connect();
	try {
		await fill(client, { faults: many, reports: told });
	} finally {
		await client.end();
	}
	await redrawMap(db);
	await db.raw('vacuum analyze');
}

async function fill(client: pg.Client, { faults: many, reports: told }: Told): Promise<void> {
	await client.query('truncate fault cascade');
	// What refers to what is sound by the way it is made: to have a million rows checked takes minutes.
	await client.query('set session_replication_role = replica');
	await client.query(located, [JSON.stringify(troubles)]);
	await withoutIndexes(client, ['fault', 'sighting', 'report', 'contact'], async () => {
		await client.query(faults, [many]);
		await client.query(contacts, [Math.round(told / 5)]);
		await client.query(sightings);
		await client.query('analyze sighting, contact');
		await client.query(reports, [told]);
	});
	await client.query(places);
}
