import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table rule_set (
			version int primary key,
			rules   jsonb not null,
			made_by bigint references person,
			made_at timestamptz not null default now(),
			note    text not null default '',
			again   int constraint rule_set_again_version check (again >= 0 and again < version),
			constraint rule_set_version check (version > 0),
			constraint rule_set_rules check (jsonb_typeof(rules) = 'array')
		);
		create index rule_set_made_by on rule_set (made_by) where made_by is not null;
		comment on table rule_set is 'The rules by which faults find their department, priority and more, as data. The highest version holds; none is ever changed.';
		comment on column rule_set.note is 'Personal: words of staff about why they published it';
		comment on column rule_set.again is 'The version whose rules were brought back; 0: none at all.';

		create table fault_routing (
			id         bigint generated always as identity primary key,
			fault_id   bigint not null references fault on delete cascade,
			occasion   text not null constraint fault_routing_occasion check (occasion in ('opened', 'linked')),
			at         timestamptz not null,
			version    int references rule_set,
			facts      jsonb not null,
			asset_id   bigint references asset,
			decided    jsonb not null,
			fell_back  boolean not null default false
		);
		create index fault_routing_fault on fault_routing (fault_id, id);
		create index fault_routing_version on fault_routing (version) where version is not null;
		create index fault_routing_asset on fault_routing (asset_id) where asset_id is not null;
		comment on table fault_routing is 'What the rules were told of a fault and what they decided: told the same, the same version decides the same again.';
		comment on column fault_routing.version is 'The version of the rules; null: there were none.';
		comment on column fault_routing.facts is 'What the rules were told; the place is the one everybody may see, the attributes are those of the version of the asset.';
		comment on column fault_routing.decided is 'Codes of department and authority, priority, and by action the rule that decided.';

		create index event_rule_fell_back on event (at) where kind = 'rule.fell-back';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop index event_rule_fell_back; drop table fault_routing, rule_set');
