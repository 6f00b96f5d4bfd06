import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { badField } from '../../platform/problem.ts';
import { inspectAsset, listDefects, readInspections, takeRound } from './contract.ts';
import { defectKinds, defectsOf } from './defects.ts';
import { inspect, inspectionsOf } from './inspect.ts';
import { keepRound } from './round.ts';
import { roundFields } from './row.ts';

async function* told(rows: readonly Record<string, unknown>[]) {
	for (const [at, properties] of rows.entries()) yield { line: at + 1, properties };
}

/** Answers those who look after assets. */
export function inspections(serve: Serve<Context>): void {
	serve(readInspections, inspectionsOf);
	serve(listDefects, (_context, { class: id, language }) => {
		const known = id === undefined ? defectKinds : defectsOf(id);
		return { defects: known.map(({ code, title }) => ({ code, title: inLanguage(title, language) })) };
	});
	serve(inspectAsset, inspect);
	serve(takeRound, ({ db, actor }, { class: id, source, rows }) => {
		const home = catalogue.byId.get(id);
		if (!home) throw badField('class', 'There is no such asset class.');
		const columns = Object.fromEntries(roundFields.map((name) => [name, name]));
		return keepRound(db, { home, source, rows: told(rows), columns, dates: undefined, personId: actor.personId });
	});
}
