import { type Sql, sql } from '../../platform/sql.ts';

/** The rules that hold: those of the highest version. */
export const rulesSql = sql`select rule_set.version, rule_set.rules from rule_set order by rule_set.version desc limit 1`;

export interface VersionRow {
	version: number;
	at: Date;
	by: string | null;
	note: string;
	again: number | null;
	rules: unknown;
}

/** The latest versions with who made them. */
export const versionsSql = sql`
	select rule_set.version, rule_set.made_at as at, person.name as by, rule_set.note, rule_set.again, rule_set.rules
	from rule_set left join person on person.id = rule_set.made_by
	order by rule_set.version desc limit 50`;

export const versionSql = (version: number): Sql => sql`select rule_set.version, rule_set.rules from rule_set where rule_set.version = ${version}`;

export interface NewVersion {
	/** The version it was written from. */
	from: number;
	rules: unknown;
	personId: number | null;
	note: string;
	again: number | null;
}

/** Publishes rules as the version after the one they were written from, unless another holds by now. */
export const publishSql = ({ from, rules, personId, note, again }: NewVersion): Sql => sql`
	insert into rule_set (version, rules, made_by, note, again)
	select ${from}::int + 1, ${JSON.stringify(rules)}::jsonb, ${personId}::bigint, ${note}, ${again}::int
	where ${from}::int = (select coalesce(max(rule_set.version), 0) from rule_set)
	on conflict (version) do nothing
	returning version`;

/** How often each rule had to be passed over in the last 90 days. */
export const fellBackSql = sql`
	select event.details ->> 'rule' as rule, count(distinct event.fault_id)::int as faults
	from event where event.kind = 'rule.fell-back' and event.at > now() - interval '90 days'
	group by 1 order by 2 desc, 1`;
