import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { type Contractor, type ContractorWish, type Rate, readContractors, writeContractor } from './contract.ts';
import { instructionRoutes } from './instruct.ts';
import { contractorsSql, crewsOfSql, dropRatesSql, insertRatesSql, setCrewsSql, vatSql, writeContractorSql } from './queries.ts';

/** Texts without those that say nothing. */
const said = (texts: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(texts).flatMap(([language, text]) => (text.trim() ? [[language, text.trim()]] : [])));

const meet = (one: Rate, other: Rate): boolean => one.item === other.item && (other.until ?? '9999') >= one.from && (one.until ?? '9999') >= other.from;

/** Rates as they are kept; two of one item on the same day, or one that ends before it begins, are named. */
function checked(rates: readonly Rate[]): Rate[] {
	return rates.map((rate, at) => {
		const title = said(rate.title);
		if (Object.keys(title).length === 0) throw badField(`rates.${at}.title`, 'Say in at least one language what it is called.');
		if (Object.values(title).some((text) => text.length > 200)) throw badField(`rates.${at}.title`, 'At most 200 letters.');
		if (rate.until !== null && rate.until < rate.from) throw badField(`rates.${at}.until`, 'Before it begins.');
		const twice = rates.findIndex((other) => meet(rate, other));
		if (twice < at) throw badField(`rates.${at}.from`, `Another rate of ${rate.item} holds on some of these days.`);
		return { ...rate, title };
	});
}

async function mustHaveCrews({ db }: Context, { code, crews }: ContractorWish): Promise<void> {
	const known = await all<{ code: string; of: string | null }>(db, crewsOfSql);
	const odd = crews.findIndex((crew) => !known.some((it) => it.code === crew && (it.of === null || it.of === code)));
	if (odd >= 0) throw badField(`crews.${odd}`, 'There is no such crew, or it belongs to another company.');
}

async function keep(context: Context, it: ContractorWish): Promise<Contractor> {
	const { db, actor } = context;
	const rates = checked(it.rates);
	await mustHaveCrews(context, it);
	const row = await maybeOne<{ id: number }>(db, writeContractorSql(it));
	if (!row)
		throw it.version === null ? badField('code', 'There is one of that code already.') : new Problem('conflict', 'Somebody has changed it since you read it.');
	await all(db, setCrewsSql(row.id, it.crews));
	await all(db, dropRatesSql(row.id));
	await all(db, insertRatesSql(row.id, rates));
	await happened(db, { kind: 'contractor.changed', personId: actor.personId, details: { contractor: it.code, rates: rates.length, active: it.active } });
	return one<Contractor>(db, contractorsSql(it.code));
}

/** Keeps the companies that work for the municipality, and what they are told to do. */
export function contractorRoutes(serve: Serve<Context>): void {
	serve(readContractors, async ({ db }) => ({
		contractors: await all<Contractor>(db, contractorsSql()),
		crews: await all<{ code: string; of: string | null }>(db, crewsOfSql),
		...(await one<{ vatPercent: number }>(db, vatSql)),
	}));
	serve(writeContractor, keep);
	instructionRoutes(serve);
}
