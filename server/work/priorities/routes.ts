import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one, type Sql } from '../../platform/sql.ts';
import {
	type DelayCost,
	type DelayPrice,
	readPriorities,
	triggerFigures,
	type WorkTrigger,
	type WorkTriggerWish,
	writeDelayCost,
	writeDelayPrice,
	writeWorkTrigger,
} from './contract.ts';
import { costsSql, letPassSql, pricesSql, triggersSql, writeCostSql, writePricesSql, writeTriggerSql } from './queries.ts';

type CostRow = Omit<DelayCost, 'title' | 'group'>;

const named = (row: CostRow, language: string): DelayCost => {
	const known = catalogue.modes.get(row.mode);
	return { ...row, title: known ? inLanguage(known.mode.works, language) : row.mode, group: known ? inLanguage(known.home.title, language) : '' };
};

/** Families of failure modes by class, each named by what is in it. */
const families = (language: string): { class: string; family: string; title: string }[] =>
	catalogue.classes.flatMap(({ id, modes }) =>
		[...new Set(modes.map(({ family }) => family))].map((family) => ({
			...{ class: id, family },
			title: modes
				.filter((mode) => mode.family === family)
				.map((mode) => inLanguage(mode.works, language))
				.join(', '),
		})),
	);

/** Keeps a setting that nobody has changed since it was read, and tells who acts on it. */
async function keep({ db, actor }: Context, query: Sql, { setting, code, isNew }: { setting: string; code?: string; isNew?: boolean }): Promise<void> {
	if (!(await maybeOne(db, query)))
		throw isNew ? badField('code', 'There is one of that name already.') : new Problem('conflict', 'Somebody has changed it since you read it.');
	await happened(db, { kind: 'municipality.changed', personId: actor.personId, details: { setting, ...(code !== undefined && { code }) } });
}

/** A trigger with the figures of its kind, and no others. */
function whole(wish: WorkTriggerWish, languages: readonly string[]): WorkTriggerWish {
	const home = catalogue.byId.get(wish.class);
	if (!home) throw badField('class', 'There is no such class of assets.');
	const own = new Set(home.modes.map(({ family }) => family));
	const stranger = wish.families.findIndex((family) => !own.has(family));
	if (stranger >= 0) throw badField(`families.${stranger}`, 'No failure of this class is of that family.');
	const figures = triggerFigures[wish.kind];
	const missing = figures.find((name) => wish[name] === null);
	if (missing) throw badField(missing, 'This kind of trigger needs it.');
	const title = Object.fromEntries(Object.entries(wish.title).flatMap(([language, text]) => (text.trim() ? [[language, text.trim()]] : [])));
	if (Object.keys(title).length === 0) throw badField('title', 'Say in at least one language why it is proposed.');
	if (Object.keys(title).some((language) => !languages.includes(language))) throw badField('title', 'The municipality does not speak that language.');
	const figure = <Name extends (typeof figures)[number]>(name: Name): WorkTriggerWish[Name] | null => (figures.includes(name) ? wish[name] : null);
	return { ...wish, title, least: figure('least'), days: figure('days'), share: figure('share'), odds: figure('odds'), weeks: figure('weeks') };
}

async function keepTrigger(context: Context, wish: WorkTriggerWish): Promise<WorkTrigger> {
	const { db, now, town } = context;
	await keep(context, writeTriggerSql(whole(wish, town.municipality.languages)), { setting: 'work-trigger', code: wish.code, isNew: wish.version === null });
	if (!wish.active) await all(db, letPassSql(wish.code, now));
	return one<WorkTrigger>(db, triggersSql(wish.code));
}

/** Lets administrators say what waiting costs, and when the register proposes work. */
export function routes(serve: Serve<Context>): void {
	serve(readPriorities, async ({ db }, { language }) => ({
		costs: (await all<CostRow>(db, costsSql())).map((row) => named(row, language)),
		prices: await one<DelayPrice>(db, pricesSql),
		triggers: await all<WorkTrigger>(db, triggersSql()),
		families: families(language),
	}));
	serve(writeDelayCost, async (context, wish) => {
		await keep(context, writeCostSql(wish), { setting: 'delay-cost', code: wish.mode });
		return named(await one<CostRow>(context.db, costsSql(wish.mode)), wish.language);
	});
	serve(writeDelayPrice, async (context, wish) => {
		await keep(context, writePricesSql(wish), { setting: 'delay-price' });
		return one<DelayPrice>(context.db, pricesSql);
	});
	serve(writeWorkTrigger, keepTrigger);
}
