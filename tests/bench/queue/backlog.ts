import type { Knex } from 'knex';
import { redrawMap } from '../../../server/faults/index.ts';
import { catalogue } from '../../../server/municipality/index.ts';

const classes = ['street-lights', 'roads', 'manholes', 'stormwater-inlets', 'hydrants', 'water-pipes'];

/** The failure modes a backlog is made of. */
const troubles = classes.flatMap((id) => {
	const home = catalogue.byId.get(id);
	return (home?.modes ?? [])
		.filter((it) => !it.houseLevel && !it.emergency)
		.map((mode) => ({ number: home?.number, mode: mode.code, family: mode.family, urgency: mode.urgency }));
});

// Each asset once, so that no two open faults of a family meet; one in twenty is not clear, one in four hundred dangerous, a third overdue.
const backlog = `
	insert into fault (failure_mode, family, asset_id, asset_version, class, link_method, p_link, geom, public_geom, street, ward_id, department_id, state, state_since,
	                   first_report_at, last_report_at, due_at, reports, me_toos, priority, emergency, needs_look, asset_doubt)
	select trouble.mode, trouble.family, case when not doubtful then placed.id end, case when not doubtful then 1 end, placed.class, case when doubtful then 'none' else 'snap' end,
	       case when not doubtful then 0.97 end, placed.spot, placed.spot, placed.street, placed.ward_id, 1 + placed.n % (select count(*) from department),
	       case when open then (array['reported', 'confirmed', 'scheduled', 'in-progress', 'waiting'])[1 + placed.n % 5] else 'closed' end, began, began, began,
	       began + (chance % 900) * interval '1 hour', 1 + chance % 3, chance % 7, trouble.urgency, chance % 400 = 0, doubtful, case when doubtful then (chance % 300) / 100.0 end
	from (
		select asset.id, asset.class, asset.street, st_pointonsurface(asset.geom) as spot, ward.id as ward_id, row_number() over (order by md5(asset.id::text)) as n,
		       ('x' || substr(md5('c' || asset.id), 1, 6))::bit(24)::int as chance
		from asset
		cross join lateral (select ward.id from ward where st_covers(ward.geom, st_pointonsurface(asset.geom)) order by ward.id limit 1) as ward
		where asset.class in (select (trouble ->> 'number')::int from jsonb_array_elements(?::jsonb) as trouble)
	) as placed
	cross join lateral (
		select * from jsonb_to_recordset(?::jsonb) as trouble (number smallint, mode text, family text, urgency smallint)
		where trouble.number = placed.class order by md5(trouble.mode || placed.id) limit 1) as trouble
	cross join lateral (select placed.n <= ?::int as open, placed.n <= ?::int and placed.chance % 20 = 0 as doubtful, now() - (placed.chance % 60000) * interval '1 minute' as began) as told
	where placed.n <= 2 * ?::int`;

/** Fills a town with as many open faults and as many that are over. Answers how many are open. */
export async function pileUp(db: Knex, open: number): Promise<number> {
	const shelf = JSON.stringify(troubles);
	await db.raw('truncate fault cascade');
	await db.raw(backlog, [shelf, shelf, open, open, open]);
	await redrawMap(db);
	await db.raw('vacuum analyze');
	const { rows } = await db.raw('select count(*)::int as open from fault where open');
	return rows[0].open;
}
