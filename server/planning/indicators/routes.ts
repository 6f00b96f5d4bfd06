import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { type Indicator, type IndicatorWish, indicatorFigures, readIndicators, writeIndicator } from './contract.ts';
import { indicatorsSql, writeIndicatorSql } from './queries.ts';

/** An indicator with the figures of its formula, and no others. */
function whole(wish: IndicatorWish, languages: readonly string[]): IndicatorWish {
	const home = catalogue.byId.get(wish.class);
	if (!home) throw badField('class', 'There is no such class of assets.');
	const needed = indicatorFigures[wish.kind];
	if (needed.includes('per') && home.geometry !== 'LineString') throw badField('class', 'Only lines have kilometres.');
	const missing = needed.find((name) => wish[name] === null);
	if (missing) throw badField(missing, 'This formula needs it.');
	const stranger = wish.modes.findIndex((mode) => !catalogue.modes.has(mode));
	if (stranger >= 0) throw badField(`modes.${stranger}`, 'There is no such failure.');
	const title = Object.fromEntries(Object.entries(wish.title).flatMap(([language, text]) => (text.trim() ? [[language, text.trim()]] : [])));
	if (Object.keys(title).length === 0) throw badField('title', 'Say in at least one language what it is.');
	if (Object.keys(title).some((language) => !languages.includes(language))) throw badField('title', 'The municipality does not speak that language.');
	return { ...wish, title, per: needed.includes('per') ? wish.per : null, hours: needed.includes('hours') ? wish.hours : null };
}

async function keep({ db, actor, town }: Context, wish: IndicatorWish): Promise<Indicator> {
	if (!(await maybeOne(db, writeIndicatorSql(whole(wish, town.municipality.languages)))))
		throw wish.version === null
			? badField('code', 'There is one of that name already.')
			: new Problem('conflict', 'Somebody has changed it since you read it.');
	await happened(db, { kind: 'municipality.changed', personId: actor.personId, details: { setting: 'indicator', code: wish.code } });
	return one<Indicator>(db, indicatorsSql(wish.code));
}

/** Lets administrators say what the municipality answers for each quarter. */
export function indicatorRoutes(serve: Serve<Context>): void {
	serve(readIndicators, async ({ db }, { language }) => ({
		indicators: await all<Indicator>(db, indicatorsSql()),
		modes: catalogue.classes.flatMap(({ id, modes }) => modes.map(({ code, works }) => ({ class: id, code, title: inLanguage(works, language) }))),
	}));
	serve(writeIndicator, keep);
}
