import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table register_quality (
			class  smallint not null references asset_class,
			day    date not null,
			rule   text not null,
			weight real not null check (weight > 0),
			bad    int not null check (bad >= 0),
			"of"   int not null check ("of" >= bad),
			primary key (class, day, rule)
		);
		comment on table register_quality is 'How many assets of a class broke a rule on a day, of how many it applies to. Measured nightly and after changes; a day keeps its last measurement.';
		comment on column register_quality.weight is 'What the rule weighed in the score of that day, so that old scores stay what they were.';

		create table layer_watch (
			class         smallint primary key references asset_class,
			expected_days int check (expected_days between 1 and 3660),
			measured_at   timestamptz
		);
		comment on table layer_watch is 'How often an edition of a class is expected (days), and when its quality was last measured.';

		-- What is no longer in service is counted without reading what is.
		create index asset_gone on asset (class, status) where status <> 'in-service';
		create index register_change_latest on register_change (class, id desc);
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw('drop index register_change_latest; drop index asset_gone; drop table layer_watch; drop table register_quality');
