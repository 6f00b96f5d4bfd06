import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table fault_routing add column undone_at timestamptz;
		comment on column fault_routing.undone_at is 'When the link that made the rules be asked again was taken back.';

		create function routed_by(routing fault_routing) returns table (rule jsonb) language sql stable as $$
			select given.rule
			from rule_set, jsonb_array_elements(rule_set.rules) with ordinality as given (rule, place)
			where rule_set.version = routing.version and given.rule ->> 'id' in (select taken.rule from jsonb_each_text(routing.decided -> 'by') as taken (action, rule))
			order by given.place
		$$;
		comment on function routed_by is 'The rules that decided where a fault goes, as they were then.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop function routed_by; alter table fault_routing drop column undone_at');
