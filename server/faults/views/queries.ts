import { every, type Sql, sql } from '../../platform/sql.ts';
import type { SavedView } from './contract.ts';

export interface ViewRow extends Omit<SavedView, 'count' | 'mine'> {
	personId: number;
}

interface Looking {
	personId: number | null;
	/** Ids of the departments whose views are seen; undefined: of all. */
	departments: readonly number[] | undefined;
}

/** The views that somebody sees: her own, then those shared with her departments. */
export const viewsSql = ({ personId, departments }: Looking): Sql => sql`
	select saved_view.id, saved_view.title, saved_view.filters, department.code as department, saved_view.person_id as "personId", person.name as by
	from saved_view
	join person on person.id = saved_view.person_id
	left join department on department.id = saved_view.department_id
	where saved_view.removed_at is null
	  and (saved_view.person_id = ${personId}::bigint
	       or saved_view.department_id is not null and (${departments === undefined}::boolean or saved_view.department_id = any (${departments ?? []}::bigint[])))
	order by saved_view.person_id <> ${personId}::bigint, lower(saved_view.title), saved_view.id
	limit 40`;

/** How many faults there are, counted up to a thousand. */
export const countSql = (conditions: readonly (Sql | undefined)[]): Sql =>
	sql`select count(*)::int as count from (select from fault where ${every(conditions)} limit 1000) as found`;

interface Saving {
	personId: number | null;
	title: string;
	filters: object;
	departmentId: number | null;
}

/** Saves a view. */
export const saveViewSql = ({ personId, title, filters, departmentId }: Saving): Sql => sql`
	insert into saved_view (person_id, title, filters, department_id)
	values (${personId}::bigint, ${title}, ${JSON.stringify(filters)}::jsonb, ${departmentId}::bigint)
	returning saved_view.id`;

/** How many views somebody has. */
export const ownViewsSql = (personId: number | null): Sql =>
	sql`select count(*)::int as count from saved_view where saved_view.person_id = ${personId}::bigint and saved_view.removed_at is null`;
