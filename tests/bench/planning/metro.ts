import type { Knex } from 'knex';
import pg from 'pg';
import { followIds, withoutIndexes } from '../../../seeds/write/copy.ts';
import { catalogue } from '../../../server/municipality/index.ts';
import { recountMonths } from '../../../server/planning/months/fold.ts';
import { type Dress, settleWideTown } from '../support/wide-town.ts';
import { putToWork } from './orders.ts';

/** How wide the town is, and what is told of it. */
export interface Size {
	readonly blocks: number;
	readonly faults: number;
}

const modesOf = catalogue.classes.map(({ number, modes }) => {
	const own = modes.filter((it) => !it.houseLevel);
	return { number, modes: own.map((it) => it.code), families: own.map((it) => it.family) };
});

/** Evenly from 0 to 1, the same for the same number and question. */
const chance = `
	create function pg_temp.chance(n bigint, question int) returns float8 language sql immutable
	return (hashint8extended(n, question) & 9007199254740991)::float8 / 9007199254740992`;

/** Assets of many years and materials, a few of others, one in thirty gone; each in its ward, which are squares in rows. */
const dress: Dress = {
	first: chance,
	columns: {
		ward_id: 'ward.id',
		owner: "case when pg_temp.chance(seed.n, 1) < 0.03 then 'private' else 'municipal' end",
		installed_on: "case when pg_temp.chance(seed.n, 2) > 0.02 then date '1955-01-01' + (pg_temp.chance(seed.n, 3) ^ 0.7 * 26000)::int / 30 * 30 end",
		in_register_from:
			"case when pg_temp.chance(seed.n, 4) < 0.9 then date '2015-01-01' else date '2016-01-01' + (pg_temp.chance(seed.n, 5) * 40)::int * 90 end",
		status: "case when gone.share < 0.03 then 'retired' when gone.share < 0.033 then 'withdrawn' else 'in-service' end",
		retired_on: 'case when gone.share < 0.03 then current_date - (gone.share * 100000)::int end',
		criticality: '1 + (pg_temp.chance(seed.n, 7) * 4.99)::int % 5',
		attributes: `standing.attributes::jsonb || case when standing.attributes::jsonb ? 'material'
			then jsonb_build_object('material', (array['AC', 'uPVC', 'CI', 'steel', 'HDPE'])[1 + floor(pg_temp.chance(seed.n, 8) * 5)::int]) else '{}' end`,
	},
	from: `
		cross join lateral (select side.n * 32 + class.number as n) as seed
		cross join lateral (select pg_temp.chance(seed.n, 6) as share) as gone
		cross join (select greatest(1, round($1::int * 90 / 2000.0))::int as wide, $1::int * 90 + 1000.0 as edge) as size
		join ward on ward.code = (1 + floor((st_x(spot.a) - $2 + 500) / size.edge * size.wide) * size.wide + floor((st_y(spot.a) - $3 + 500) / size.edge * size.wide))::int::text`,
};

const located = `
	create temporary table located as
	select asset.id, asset.class, asset.street, asset.ward_id, asset.zone, st_lineinterpolatepoint(line.geom, pg_temp.chance(asset.id, 10)) as spot, trouble.modes, trouble.families,
	       row_number() over (order by pg_temp.chance(asset.id, 11)) as place
	from asset
	join jsonb_to_recordset($1::jsonb) as trouble (number smallint, modes text[], families text[]) on trouble.number = asset.class
	cross join lateral (select case when st_dimension(asset.geom) = 1 then asset.geom else st_makeline(asset.geom, asset.geom) end as geom) as line
	where cardinality(trouble.modes) > 0`;

// In the order in which they came, over eight years; a few assets have most of them. What would end after today is open, and so is one in two hundred.
const faults = `
	insert into fault (id, failure_mode, family, asset_id, asset_version, class, link_method, p_link, confirmed_at, geom, public_geom, street, ward_id, department_id, state, state_since,
	                   first_report_at, last_report_at, alive_until, due_at, fixed_at, closed_at, merged_into, reopened, repeat_of, cost, hours, reports, zone)
	select drawn.n, asset.modes[which.mode], asset.families[which.mode], asset.id, asset.version, asset.class, case when asset.id is null then 'none' else 'snap' end, 0.97,
	       case when pg_temp.chance(drawn.n, 1) < 0.3 then drawn.began + interval '1 hour' end, asset.spot, asset.spot, asset.street, asset.ward_id,
	       1 + asset.class % (select count(*) from department), fate.state,
	       case when ended.open then drawn.began + interval '2 hours' else least(now(), drawn.ends + interval '7 days') end, drawn.began, drawn.began,
	       case when not ended.open then drawn.ends end, drawn.began + interval '10 days', case when fate.state in ('fixed', 'closed') then drawn.ends end,
	       case when not ended.open and fate.state <> 'fixed' then least(now(), drawn.ends + interval '7 days') end, case when fate.state = 'merged' then drawn.n - 1 end,
	       case when pg_temp.chance(drawn.n, 2) < 0.04 then 1 else 0 end, case when pg_temp.chance(drawn.n, 3) < 0.03 and drawn.n > 1000 then drawn.n - 500 end,
	       case when fate.state in ('fixed', 'closed') and pg_temp.chance(drawn.n, 4) < 0.8 then (300 + 9000 * pg_temp.chance(drawn.n, 5) ^ 3)::numeric(14, 2) end,
	       case when fate.state in ('fixed', 'closed') and pg_temp.chance(drawn.n, 4) < 0.8 then (0.5 + 9 * pg_temp.chance(drawn.n, 6) ^ 2)::numeric(10, 2) end,
	       1 + floor(-1.835 * ln(1 - pg_temp.chance(drawn.n, 7)))::int, asset.zone
	from (
		select told.*, told.began - 12 * ln(1 - pg_temp.chance(told.n, 8)) * interval '1 day' as ends
		from (
			select numbered.n, now() - interval '2922 days' * (1 - (numbered.n / ($1::float8 + 1)) ^ 0.85) as began from generate_series(1, $1::int) as numbered (n)
		) as told
	) as drawn
	cross join lateral (select drawn.ends > now() or pg_temp.chance(drawn.n, 9) < 0.005 as open, pg_temp.chance(drawn.n, 10) as share) as ended
	cross join lateral (
		select case when ended.open then (array['reported', 'confirmed', 'scheduled', 'in-progress', 'waiting'])[1 + drawn.n % 5]
		            when ended.share < 0.02 and drawn.n % 2 = 0 then 'merged' when ended.share < 0.03 then 'rejected' when ended.share < 0.07 then 'no-fault-found'
		            when ended.share < 0.1 then 'not-ours' when ended.share < 0.12 then 'cannot-now' when drawn.ends + interval '7 days' > now() then 'fixed' else 'closed' end as state
	) as fate
	join lateral (
		select case when pg_temp.chance(drawn.n, 11) > 0.02 then located.id end as id, case when pg_temp.chance(drawn.n, 11) > 0.02 then 1 end as version,
		       case when pg_temp.chance(drawn.n, 11) > 0.02 then located.zone end as zone,
		       located.class, located.street, located.ward_id, located.spot, located.modes, located.families
		from located
		where located.place = case when ended.open then drawn.n else 1 + floor($2::float8 * pg_temp.chance(drawn.n, 12) ^ 2.5)::bigint end
	) as asset on true
	cross join lateral (select 1 + floor(cardinality(asset.modes) * pg_temp.chance(drawn.n, 13) ^ 1.5)::int as mode) as which`;

const contacts = `insert into contact (language, reporter_hash) select 'en', md5(n::text) from generate_series(1, $1::int) as n`;

// One for each report, a few metres from the fault.
const sightings = `
	insert into sighting (id, fault_id, failure_mode, geom, method, sigma_m, candidates, p_none, model, seen_at)
	select row_number() over (order by told.seen_at), told.* from (
		select fault.id as fault_id, fault.failure_mode,
		       st_setsrid(st_makepoint(st_x(fault.geom) + 0.0001 * (pg_temp.chance(fault.id * 50 + voice.n, 20) - 0.5), st_y(fault.geom) + 0.0001 * (pg_temp.chance(fault.id * 50 + voice.n, 21) - 0.5)), 4326),
		       (array['gnss', 'map-click', 'address', 'asset-click'])[1 + (fault.id + voice.n) % 4], 6, '[]'::jsonb, 0, 'bench',
		       least(now(), fault.first_report_at + case when voice.n > 1 then pg_temp.chance(fault.id * 50 + voice.n, 22) * interval '20 days' else interval '0' end) as seen_at
		from fault cross join lateral generate_series(1, fault.reports) as voice (n)
	) as told`;

const reports = `
	insert into report (id, fault_id, sighting_id, failure_mode, channel, language, contact_id, reported_at)
	select sighting.id, sighting.fault_id, sighting.id, sighting.failure_mode,
	       (array['web', 'web', 'web', 'web', 'phone', 'phone', 'walk-in', 'email', 'open311', 'staff', 'sms'])[1 + floor(11 * pg_temp.chance(sighting.id, 30))::int],
	       (array['en', 'en', 'af', 'xh'])[1 + floor(4 * pg_temp.chance(sighting.id, 31))::int], 1 + floor($1::float8 * pg_temp.chance(sighting.id, 32))::bigint, sighting.seen_at
	from sighting`;

const followers = `
	insert into follower (fault_id, kind, reporter_hash, at)
	select fault.id, 'me-too', md5('follower ' || fault.id), least(now(), fault.first_report_at + pg_temp.chance(fault.id, 40) * interval '20 days')
	from fault where pg_temp.chance(fault.id, 41) < 0.5`;

async function tell(client: pg.Client, many: number): Promise<void> {
	await client.query('truncate fault cascade');
	// What refers to what is sound by the way it is made: to have a million rows checked takes minutes.
	await client.query('set session_replication_role = replica');
	await client.query(located, [JSON.stringify(modesOf)]);
	await client.query('create index on located (place)');
	await client.query('analyze located');
	const { rows } = await client.query<{ assets: number }>('select count(*)::int as assets from located');
	const people = Math.round(many / 2);
	const filled = ['fault', 'sighting', 'report', 'contact', 'follower'];
	await withoutIndexes(client, filled, async () => {
		await client.query(faults, [many, rows[0]?.assets]);
		await client.query(contacts, [people]);
		await client.query('analyze fault');
		await client.query(sightings);
		await client.query(reports, [people]);
		await client.query(followers);
	});
	await followIds(client, ['fault', 'sighting', 'report']);
	await putToWork(client);
}

export interface Metro {
	readonly assets: number;
	readonly faults: number;
	readonly reports: number;
	readonly orders: number;
}

// A suburb for each square kilometre and a half, as gazetteers have them: points.
const suburbs = `
	insert into place (kind, name, geom)
	select 'suburb', 'Suburb ' || i || '-' || j, st_transform(st_setsrid(st_makepoint(box.west + (i + pg_temp.chance(i * 1000 + j, 50)) * 1250, box.south + (j + pg_temp.chance(i * 1000 + j, 51)) * 1250), 32734), 4326)
	from (select st_xmin(geom) as west, st_ymin(geom) as south, st_xmax(geom) - st_xmin(geom) as wide from (select metric(boundary) as geom from municipality) as town) as box
	cross join lateral generate_series(0, greatest(1, floor(box.wide / 1250)::int) - 1) as i
	cross join lateral generate_series(0, greatest(1, floor(box.wide / 1250)::int) - 1) as j`;

/** Makes a town as large as a metro, with eight years of faults, two reports of each and more, and the work on them with its cost, by SQL alone. Answers how much there is. */
export async function settleMetro(db: Knex, url: string, { blocks, faults: many }: Size): Promise<Metro> {
	await settleWideTown(db, url, blocks, dress);
	const client = new pg.Client(url);
	await client.connect();
	try {
		await client.query(chance);
		await client.query(suburbs);
		await tell(client, many);
	} finally {
		await client.end();
	}
	await recountMonths(db);
	await db.raw('vacuum analyze');
	const { rows } = await db.raw(
		`select (select count(*)::int from asset) as assets, (select count(*)::int from fault) as faults, (select count(*)::int from report) as reports,
		        (select count(*)::int from work_order) as orders`,
	);
	return rows[0];
}
