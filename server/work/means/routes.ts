import { type Context, catalogue } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import {
	type ChecklistSetting,
	type ChecklistWish,
	type CostCodeSetting,
	type CrewSetting,
	type CrewWish,
	type MaterialSetting,
	readMeans,
	writeChecklist,
	writeCostCode,
	writeCrew,
	writeMaterial,
} from './contract.ts';
import {
	checklistSettingsSql,
	costCodeSettingsSql,
	crewNamedSql,
	crewSettingsSql,
	crewStaffSql,
	insertCrewSql,
	materialSettingsSql,
	setMembersSql,
	updateCrewSql,
	writeChecklistSql,
	writeCostCodeSql,
	writeMaterialSql,
} from './queries.ts';

type Texts = Readonly<Record<string, string>>;

/** Texts without those that say nothing; one at least must say something. */
function said(field: string, texts: Texts): Record<string, string> {
	const given = Object.entries(texts).flatMap(([language, text]) => (text.trim() ? [[language, text.trim()] as const] : []));
	if (given.length === 0) throw badField(field, 'Say in at least one language what it is called.');
	if (given.some(([, text]) => text.length > 200)) throw badField(field, 'At most 200 letters.');
	return Object.fromEntries(given);
}

const told = ({ db, actor }: Context, setting: string, code: string | number): Promise<void> =>
	happened(db, { kind: 'municipality.changed', personId: actor.personId, details: { setting, code } });

const refused = (isNew: boolean): Error =>
	isNew ? badField('code', 'There is one of that name already.') : new Problem('conflict', 'Somebody has changed it since you read it.');

async function read({ db }: Context) {
	return {
		crews: await all<CrewSetting>(db, crewSettingsSql()),
		materials: await all<MaterialSetting>(db, materialSettingsSql()),
		costCodes: await all<CostCodeSetting>(db, costCodeSettingsSql()),
		checklists: await all<ChecklistSetting>(db, checklistSettingsSql()),
		staff: await all<{ id: string; name: string }>(db, crewStaffSql),
	};
}

async function keepCrew(context: Context, it: CrewWish): Promise<CrewSetting> {
	const { db, town } = context;
	if (!town.departments.some(({ code }) => code === it.department)) throw badField('department', 'There is no such department.');
	if (it.shiftUntil <= it.shiftFrom) throw badField('shiftUntil', 'Before it begins.');
	const isNew = it.version === null || it.was === null;
	if (!isNew && it.was !== it.code && (await maybeOne(db, crewNamedSql(it.code)))) throw refused(true);
	const row = await maybeOne<{ id: number }>(db, isNew ? insertCrewSql(it) : updateCrewSql(it));
	if (!row) throw refused(isNew);
	await all(db, setMembersSql(row.id, it.members));
	await told(context, 'crew', it.code);
	return one<CrewSetting>(db, crewSettingsSql(it.code));
}

async function keepChecklist(context: Context, it: ChecklistWish): Promise<ChecklistSetting> {
	const { db } = context;
	const home = it.class === null ? null : catalogue.byId.get(it.class);
	if (home === undefined) throw badField('class', 'There is no such class of assets.');
	const codes = it.tasks.map(({ code }) => code);
	const twice = codes.findIndex((code, at) => codes.indexOf(code) !== at);
	if (twice >= 0) throw badField(`tasks.${twice}.code`, 'It is named twice.');
	const tasks = it.tasks.map((task, at) => ({ ...task, title: said(`tasks.${at}.title`, task.title) }));
	const row = await maybeOne<{ id: number }>(db, writeChecklistSql({ ...it, tasks }, home?.number ?? null));
	if (!row) throw refused(false);
	await told(context, 'checklist', row.id);
	return one<ChecklistSetting>(db, checklistSettingsSql(row.id));
}

/** Lets administrators say who does the work, with what, how, and where it is booked. */
export function routes(serve: Serve<Context>): void {
	serve(readMeans, read);
	serve(writeCrew, keepCrew);
	serve(writeChecklist, keepChecklist);
	serve(writeMaterial, async (context, it) => {
		if (!(await maybeOne(context.db, writeMaterialSql({ ...it, title: said('title', it.title) })))) throw refused(it.version === null);
		await told(context, 'material', it.code);
		return one<MaterialSetting>(context.db, materialSettingsSql(it.code));
	});
	serve(writeCostCode, async (context, it) => {
		if (!(await maybeOne(context.db, writeCostCodeSql({ ...it, title: said('title', it.title) })))) throw refused(it.version === null);
		await told(context, 'cost-code', it.code);
		return one<CostCodeSetting>(context.db, costCodeSettingsSql(it.code));
	});
}
