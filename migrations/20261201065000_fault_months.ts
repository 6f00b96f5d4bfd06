import type { Knex } from 'knex';

const key = ['month', 'ward_id', 'department_id', 'class', 'failure_mode'];
const keyOf = (from: string): string => key.map((it) => `${from}.${it}`).join(', ');

/** What rows of faults, each with a sign, add to the months they were first reported and ended in. */
const counts = (faults: string): string => `
	select date_trunc('month', moment.at at time zone coalesce((select municipality.zone from municipality), 'UTC'))::date as month,
	       coalesce(moved.ward_id, 0) as ward_id, moved.department_id, moved.class, moved.failure_mode, sum(moved.sign * moment.opened)::int as opened, sum(moved.sign * moment.ended)::int as ended
	from (${faults}) as moved
	cross join lateral (values
		(moved.first_report_at, 1, 0),
		(case when not moved.open then greatest(moved.first_report_at, coalesce(moved.fixed_at, moved.closed_at, moved.state_since)) end, 0, 1)
	) as moment (at, opened, ended)
	where moved.state not in ('merged', 'rejected') and moment.at is not null
	group by 1, 2, 3, 4, 5
	having sum(moved.sign * moment.opened) <> 0 or sum(moved.sign * moment.ended) <> 0`;

const signed = (sign: 1 | -1, from: string): string => `
	select ${sign} as sign, it.state, it.open, it.first_report_at, it.fixed_at, it.closed_at, it.state_since, it.ward_id, it.department_id, it.class, it.failure_mode
	from ${from} as it`;

const columns = `
	month         date not null,
	ward_id       bigint not null,
	department_id bigint not null,
	class         smallint not null,
	failure_mode  text not null,
	opened        int not null,
	ended         int not null`;

const noted = (faults: string): string => `
	insert into fault_month_change (${key.join(', ')}, opened, ended)
	select counted.* from (${counts(faults)}) as counted;`;

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table fault_month (${columns},
			constraint fault_month_key primary key (${key.join(', ')})
		);
		comment on table fault_month is 'How many faults were first reported and ended in each month, by ward (0: in none), department, class and failure; without those rejected or merged into another.';
		create table fault_month_change (${columns}
		);
		comment on table fault_month_change is 'What changes of faults add to or take from fault_month, written with the change itself and folded in later; read both.';

		create view fault_by_month as
			select ${keyOf('part')}, sum(part.opened)::int as opened, sum(part.ended)::int as ended
			from (select fault_month.* from fault_month union all select fault_month_change.* from fault_month_change) as part
			group by ${keyOf('part')};
		comment on view fault_by_month is 'The months as they stand now, whatever has been folded in.';
		create view fault_month_anew as ${counts(signed(1, 'fault'))};
		comment on view fault_month_anew is 'The same, counted from the faults themselves.';

		create function fault_counted() returns trigger language plpgsql as $$
		begin
			if tg_op = 'INSERT' then ${noted(signed(1, 'fresh'))}
			elsif tg_op = 'DELETE' then ${noted(signed(-1, 'stale'))}
			else ${noted(`${signed(-1, 'stale')} union all ${signed(1, 'fresh')}`)}
			end if;
			return null;
		end $$;
		create trigger fault_counted_by_insert after insert on fault referencing new table as fresh for each statement execute function fault_counted();
		create trigger fault_counted_by_update after update on fault referencing old table as stale new table as fresh
			for each statement execute function fault_counted();
		create trigger fault_counted_by_delete after delete on fault referencing old table as stale for each statement execute function fault_counted();

		-- Whoever is changing faults is waited for, whoever begins to waits: no change is counted twice or left out.
		create function recount_fault_months() returns void language plpgsql as $$
		begin
			lock table fault_month_change in exclusive mode;
			delete from fault_month_change;
			delete from fault_month;
			insert into fault_month (${key.join(', ')}, opened, ended) select fault_month_anew.* from fault_month_anew;
		end $$;
		-- Months begin at another moment in another time zone, and nothing is left of faults that are gone all at once.
		create function fault_months_moved() returns trigger language plpgsql as $$
		begin
			perform recount_fault_months();
			return null;
		end $$;
		create trigger fault_months_moved after update on municipality for each row when (old.zone <> new.zone) execute function fault_months_moved();
		create trigger fault_months_begun after insert on municipality for each row execute function fault_months_moved();
		create trigger fault_months_emptied after truncate on fault for each statement execute function fault_months_moved();
		select recount_fault_months();
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop trigger fault_months_emptied on fault;
		drop trigger fault_months_begun on municipality;
		drop trigger fault_months_moved on municipality;
		drop function fault_months_moved;
		drop function recount_fault_months;
		drop trigger fault_counted_by_delete on fault;
		drop trigger fault_counted_by_update on fault;
		drop trigger fault_counted_by_insert on fault;
		drop function fault_counted;
		drop view fault_month_anew;
		drop view fault_by_month;
		drop table fault_month_change;
		drop table fault_month;
	`);
