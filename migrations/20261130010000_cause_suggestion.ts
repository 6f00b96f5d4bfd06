import type { Knex } from 'knex';

/** What many reports may have in common: suggested by the worker, decided by staff. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table network_piece add column turned boolean not null default false;
		comment on column network_piece.turned is 'Whether it leads against the way its line was drawn: what is nearest to its first node then stands at to_m.';

		create table cause_suggestion (
			id             bigint generated always as identity primary key,
			utility        text not null constraint cause_suggestion_utility check (utility in ('water', 'electricity')),
			head           bigint not null,
			device_id      bigint not null references asset,
			kind           text not null constraint cause_suggestion_kind check (kind in ('source', 'section', 'segment')),
			phase          text,
			state          text not null default 'suggested' constraint cause_suggestion_state check (state in ('suggested', 'accepted', 'rejected', 'passed')),
			posterior      double precision not null,
			affected       bigint[] not null,
			faults         bigint[] not null,
			customers      int not null,
			expected       double precision not null,
			evidence       jsonb not null,
			area           geometry(MultiPolygon, 4326) not null,
			model          text not null,
			first_seen_at  timestamptz not null default now(),
			changed_at     timestamptz not null default now(),
			reason         text constraint cause_suggestion_reason check (reason in ('unrelated', 'announced', 'known', 'register')),
			decided_by     bigint references person,
			decided_at     timestamptz,
			fault_id       bigint references fault,
			before         jsonb,
			version        int not null default 1,
			constraint cause_suggestion_accepted check ((state = 'accepted') = (fault_id is not null))
		);
		create index cause_suggestion_head on cause_suggestion (utility, head, state);
		create index cause_suggestion_device on cause_suggestion (device_id);
		create index cause_suggestion_decided_by on cause_suggestion (decided_by) where decided_by is not null;
		create index cause_suggestion_fault on cause_suggestion (fault_id) where fault_id is not null;
		create index cause_suggestion_affected on cause_suggestion using gin (affected) where state = 'accepted';
		create index cause_suggestion_area on cause_suggestion using gist (area) where state = 'accepted';
		create index cause_suggestion_recent on cause_suggestion (changed_at desc);
		comment on table cause_suggestion is 'What open faults of a part of a network have in common in all likelihood: one row for each cause, updated as reports come in, and what staff decided.';
		comment on column cause_suggestion.head is 'What the part of the network hangs on: the asset that feeds it, else the number of its first segment or node.';
		comment on column cause_suggestion.affected is 'Assets that would go without.';
		comment on column cause_suggestion.faults is 'Open faults that it explains.';
		comment on column cause_suggestion.expected is 'How many of the affected would be reported in the window for reasons of their own.';
		comment on column cause_suggestion.evidence is 'What else is known: assets seen to be well, devices that cannot be told from this one, the other likely causes, and what is worth looking at first.';
		comment on column cause_suggestion.before is 'What the children of the fault it became were before, to return them exactly.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table cause_suggestion; alter table network_piece drop column turned');
