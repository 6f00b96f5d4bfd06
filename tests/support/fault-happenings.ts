/** What happens to faults, as the product writes it: one statement each, about the ids in `chosen (id, n)`. Faults of the tests' own have a family of `months-…`. */
export interface Scene {
	/** How many are reported at once. */
	readonly reported: number;
	/** A condition on `pipe`, the asset to which faults are linked. */
	readonly pipe: string;
}

/** Of the tests' own. */
export const own = "fault.family like 'months-%'";

const first = "(select min(hit.id) from fault as hit where hit.family like 'months-%')";

/** So many of them by chance. */
export const chosenFaults = (most: number): string =>
	`with chosen as materialized (select fault.id, row_number() over ()::int as n from fault where ${own} order by random() limit ${most}) `;

/** All that may happen, by name. */
export const happenings = ({ reported, pipe }: Scene): Readonly<Record<string, string>> => ({
	reported: `insert into fault (failure_mode, family, class, geom, public_geom, department_id, ward_id, first_report_at, last_report_at)
		select (array['water-pipe.burst', 'water-pipe.leak'])[1 + (random() * 1.98)::int % 2], 'months-' || gen_random_uuid(), 2, spot.p, spot.p,
		       (select min(department.id) from department), (select ward.id from ward order by random() limit 1), reported.at, reported.at
		from generate_series(1, ${reported}), lateral (select st_setsrid(st_makepoint(18.96, -33.73), 4326) as p) as spot,
		     lateral (select timestamptz '2026-01-01' - random() * interval '900 days' as at) as reported`,
	ended: `update fault set state = (array['fixed', 'closed', 'rejected', 'not-ours', 'cannot-now'])[1 + (fault.id + chosen.n) % 5], state_since = fault.first_report_at + interval '40 days',
		fixed_at = case when (fault.id + chosen.n) % 5 < 2 then fault.first_report_at + interval '9 days' end,
		closed_at = case when (fault.id + chosen.n) % 5 > 1 then fault.first_report_at + interval '70 days' end
		from chosen where fault.id = chosen.id and fault.state <> 'merged'`,
	reopened: `update fault set state = 'confirmed', fixed_at = null, closed_at = null, reopened = fault.reopened + 1 from chosen where fault.id = chosen.id and not fault.open and fault.state <> 'merged'`,
	relinked: `update fault set asset_id = pipe.id, class = pipe.class, ward_id = pipe.ward_id, link_method = 'confirmed' from chosen, asset as pipe where fault.id = chosen.id and ${pipe}`,
	unlinked: `update fault set asset_id = null, ward_id = null, failure_mode = 'water-pipe.leak' from chosen where fault.id = chosen.id`,
	merged: `update fault set state = 'merged', merged_into = ${first} from chosen where fault.id = chosen.id and fault.state <> 'merged' and chosen.id > ${first}`,
	parted: `update fault set state = 'reported', merged_into = null from chosen where fault.id = chosen.id and fault.state = 'merged'`,
	handed: `update fault set department_id = (select max(department.id) from department) from chosen where fault.id = chosen.id`,
	counted: `update fault set reports = fault.reports + 1, priority = 2 from chosen where fault.id = chosen.id`,
	'reported earlier': `update fault set first_report_at = fault.first_report_at - interval '17 days' from chosen where fault.id = chosen.id`,
	'moved to another ward': `update fault set ward_id = (select ward.id from ward order by random() limit 1) from chosen where fault.id = chosen.id`,
});
