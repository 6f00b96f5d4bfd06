import type { Context } from '../../municipality/index.ts';
import { badField } from '../../platform/problem.ts';
import { maybeOne } from '../../platform/sql.ts';
import type { OrderKind } from './contract.ts';
import { costCodeSql, crewSql } from './write-queries.ts';

/** What is planned of a work order; what is left out stays. */
export interface Plan {
	kind?: OrderKind | undefined;
	title?: string | undefined;
	instructions?: string | undefined;
	department?: string | undefined;
	crew?: string | null | undefined;
	priority?: number | undefined;
	plannedFrom?: string | null | undefined;
	plannedUntil?: string | null | undefined;
	estimateHours?: number | null | undefined;
	estimateCost?: number | null | undefined;
	otherCost?: number | undefined;
	costCode?: string | null | undefined;
	permits?: string[] | undefined;
}

const columns = {
	kind: 'kind',
	title: 'title',
	instructions: 'instructions',
	priority: 'priority',
	plannedFrom: 'planned_from',
	plannedUntil: 'planned_until',
	estimateHours: 'estimate_hours',
	estimateCost: 'estimate_cost',
	otherCost: 'other_cost',
	permits: 'permits',
} as const satisfies Partial<Record<keyof Plan, string>>;

/** The code of something that was named, if there is such a thing; null: it is taken away. */
async function named({ db }: Pick<Context, 'db'>, field: 'crew' | 'costCode', code: string | null): Promise<string | null> {
	const found = code === null || (await maybeOne(db, field === 'crew' ? crewSql(code) : costCodeSql(code)));
	if (!found) throw badField(field, field === 'crew' ? 'There is no such crew.' : 'There is no such code.');
	return code;
}

/** What a plan writes, with what it names looked up. */
export async function patchOf(context: Context, plan: Plan): Promise<Record<string, unknown>> {
	const given = Object.entries(columns).filter(([field]) => plan[field as keyof typeof columns] !== undefined);
	const patch: Record<string, unknown> = Object.fromEntries(given.map(([field, column]) => [column, plan[field as keyof typeof columns]]));
	if (plan.department !== undefined) {
		const department = context.town.departments.find((it) => it.code === plan.department);
		if (!department) throw badField('department', 'There is no such department.');
		patch['department_id'] = department.id;
	}
	if (plan.crew !== undefined) patch['crew'] = await named(context, 'crew', plan.crew);
	if (plan.costCode !== undefined) patch['cost_code'] = await named(context, 'costCode', plan.costCode);
	return patch;
}

/** A plan cannot end before it begins. */
export function mustEndLater(from: string | null | undefined, until: string | null | undefined): void {
	if (from && until && Date.parse(until) < Date.parse(from)) throw badField('plannedUntil', 'Before it begins.');
}
