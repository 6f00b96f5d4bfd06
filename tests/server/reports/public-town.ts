import type { Knex } from 'knex';
import { one, sql } from '../../../server/platform/sql.ts';

interface Told {
	lamp?: string;
	mode?: string;
	/** Days ago it was first reported, and repaired. */
	since?: number;
	fixed?: number;
	state?: string;
	/** Who reported it, by names nobody else has; null left no trace. */
	by?: readonly (string | null)[];
}

const daysAgo = (days: number) => sql`(((now() at time zone 'Africa/Johannesburg')::date - ${days}::int) + time '12:00') at time zone 'Africa/Johannesburg'`;

/** A fault on a lamp of the test street, as old as is wished, with the reports that told of it. */
export async function tell(
	db: Knex,
	{ lamp = 'SL-103', mode = 'street-light.out', since = 0, fixed, state = fixed === undefined ? 'confirmed' : 'closed', by = ['somebody'] }: Told = {},
): Promise<number> {
	const { id } = await one<{ id: number }>(
		db,
		sql`insert into fault (failure_mode, family, class, asset_id, street, ward_id, geom, public_geom, department_id, first_report_at, last_report_at, state, state_since,
		                       fixed_at, reports, due_at)
		    select ${mode}, 'family-' || gen_random_uuid(), asset.class, asset.id, asset.street, asset.ward_id, st_pointonsurface(asset.geom), st_pointonsurface(asset.geom), department.id, ${daysAgo(since)},
		           ${daysAgo(since)}, ${state}, ${daysAgo(fixed ?? since)}, ${fixed === undefined ? sql`null` : daysAgo(fixed)}, ${by.length}, ${daysAgo(since - 2)}
		    from asset, department where asset.reference = ${lamp} and department.code = 'electricity'
		    returning fault.id`,
	);
	for (const hash of by) {
		await one(
			db,
			sql`with sighting as (
			        insert into sighting (fault_id, failure_mode, geom, method, sigma_m, candidates, p_none, model)
			        select fault.id, fault.failure_mode, fault.geom, 'gnss', 5, '[]', 0, 'test' from fault where fault.id = ${id}
			        returning sighting.id),
			    contact as (insert into contact (language, reporter_hash) values ('en', ${hash}) returning contact.id)
			    insert into report (fault_id, sighting_id, failure_mode, channel, contact_id, reported_at)
			    select ${id}::bigint, sighting.id, ${mode}, 'web', contact.id, ${daysAgo(since)} from sighting, contact
			    returning report.id`,
		);
	}
	return id;
}

/** So many names. */
export const people = (count: number, prefix = 'p'): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
