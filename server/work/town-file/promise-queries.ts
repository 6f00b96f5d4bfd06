import { type Sql, sql } from '../../platform/sql.ts';
import type { PartSql } from './queries.ts';

type Row = Readonly<Record<string, unknown>>;
const json = (row: Row): Sql => sql`${JSON.stringify(row)}::jsonb`;
const rows = (read: Sql): Sql => sql`select to_jsonb(it) as row from (${read}) as it`;

/** The parts by which the municipality is held to what it says: what it answers for each quarter, and how much closed work is looked at again. */
export const promisesSql: Readonly<Record<string, PartSql>> = {
	indicators: {
		read: rows(sql`
			select it.code, it.source, it.title, it.kind, it.class, it.modes, it.per, it.hours, it.target, it.verified, it.active from indicator as it order by it.code`),
		put: (row) => sql`
			insert into indicator (code, source, title, kind, class, modes, per, hours, target, verified, active)
			select it.code, it.source, it.title, it.kind, it.class, it.modes, it.per, it.hours, it.target, it.verified, it.active
			from jsonb_to_record(${json(row)}) as it (code text, source text, title jsonb, kind text, class text, modes text[], per numeric, hours numeric, target numeric, verified boolean, active boolean)
			on conflict (code) do update
			set source = excluded.source, title = excluded.title, kind = excluded.kind, class = excluded.class, modes = excluded.modes, per = excluded.per, hours = excluded.hours,
			    target = excluded.target, verified = excluded.verified, active = excluded.active, changed_at = now()
			returning true`,
		drop: (row) => sql`delete from indicator where indicator.code = ${String(row['code'] ?? '')}`,
	},
	auditShares: {
		read: rows(sql`
			select it.outcome, department.code as department, it.share from audit_share as it left join department on department.id = it.department_id
			order by it.outcome nulls first, department.code nulls first`),
		put: (row) => sql`
			insert into audit_share (outcome, department_id, share)
			select it.outcome, department.id, it.share
			from jsonb_to_record(${json(row)}) as it (outcome text, department text, share numeric) left join department on department.code = it.department
			where it.department is null or department.id is not null
			on conflict on constraint audit_share_once do update set share = excluded.share returning true`,
		drop: (row) => sql`
			delete from audit_share as it
			where it.outcome is not distinct from ${(row['outcome'] ?? null) as string | null}::text
			      and it.department_id is not distinct from (select department.id from department where department.code = ${(row['department'] ?? null) as string | null}::text)`,
	},
};
