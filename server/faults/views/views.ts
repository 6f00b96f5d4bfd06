import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, one } from '../../platform/sql.ts';
import { conditionsOf } from '../filter-queries.ts';
import type { SavedView } from './contract.ts';
import { countSql, ownViewsSql, saveViewSql, type ViewRow, viewsSql } from './queries.ts';

/** More views than this nobody finds anything in. */
const most = 30;

type Filters = SavedView['filters'];

/** The views that somebody sees, with how many faults are in each. */
export async function views(context: Context): Promise<{ views: SavedView[] }> {
	const { db, actor } = context;
	const departments = actor.scope?.('fault.read')?.departments;
	const rows = await all<ViewRow>(db, viewsSql({ personId: actor.personId, departments }));
	const found: SavedView[] = [];
	for (const { personId, ...row } of rows) found.push({ ...row, mine: personId === actor.personId, count: await countIn(context, row.filters) });
	return { views: found };
}

/** A view whose class or ward is gone has nothing in it, rather than that none can be read. */
async function countIn(context: Context, filters: Filters): Promise<number> {
	const conditions = conditionsIn(context, filters);
	return conditions ? (await one<{ count: number }>(context.db, countSql(conditions))).count : 0;
}

function conditionsIn(context: Context, filters: Filters): ReturnType<typeof conditionsOf> | undefined {
	const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
	try {
		return conditionsOf(context, { lane: 'open', order: 'cost', ...given, limit: 1, language: 'en' });
	} catch (error) {
		if (error instanceof Problem) return undefined;
		throw error;
	}
}

/** The id of a department that this person may share with. */
function sharedWith({ town, actor }: Context, code: string | null): number | null {
	if (code === null) return null;
	const id = town.departments.find((it) => it.code === code)?.id;
	const scope = actor.scope?.('fault.read');
	if (id === undefined || (scope && !scope.departments.includes(id))) throw badField('department', 'Choose a department of yours.');
	return id;
}

/** Saves a view of the queue. */
export async function save(context: Context, { title, filters, department }: { title: string; filters: Filters; department: string | null }): Promise<void> {
	const { db, actor } = context;
	const { count } = await one<{ count: number }>(db, ownViewsSql(actor.personId));
	if (count >= most) throw badField('title', `There is room for ${most} views: remove one first.`);
	const { id } = await one<{ id: number }>(db, saveViewSql({ personId: actor.personId, title, filters, departmentId: sharedWith(context, department) }));
	await happened(db, { kind: 'view.saved', personId: actor.personId, details: { view: id, department } });
}

export interface Change {
	id: number;
	title?: string | undefined;
	filters?: Filters | undefined;
	department?: string | null | undefined;
	removed?: boolean | undefined;
}

/** Changes a view of one's own, removes it, or brings it back. */
export async function changeOwn(context: Context, { id, title, filters, department, removed }: Change): Promise<void> {
	const { db, actor, now } = context;
	const own = await db('saved_view').where({ id, person_id: actor.personId }).first('id');
	if (!own) throw notFound('view');
	const patch = {
		...(title !== undefined && { title }),
		...(filters !== undefined && { filters: JSON.stringify(filters) }),
		...(department !== undefined && { department_id: sharedWith(context, department) }),
		...(removed !== undefined && { removed_at: removed ? now : null }),
	};
	await db('saved_view')
		.where({ id })
		.update({ ...patch, changed_at: now });
	await happened(db, { kind: 'view.changed', personId: actor.personId, details: { view: id, changed: Object.keys(patch) } });
}
