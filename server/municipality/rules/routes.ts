import type { Knex } from 'knex';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import type { Context } from '../index.ts';
import { ruleErrors } from './check.ts';
import { bringRulesBack, publishRules, type Rule, type RuleSet, Rules, type RuleVersion, readRules, readRuleVersions } from './contract.ts';
import { type RuleSet as HeldRules, loadRules } from './held.ts';
import { fellBackSql, publishSql, type VersionRow, versionSql, versionsSql } from './queries.ts';

interface Publishing {
	rules: readonly Rule[];
	note: string;
	/** The version that holds, as far as whoever publishes knows. */
	version: number;
	again: number | null;
}

async function shown(db: Knex, { version, rules }: HeldRules, town: Context['town']): Promise<RuleSet> {
	return { version, rules, broken: ruleErrors(rules, town), fellBack: await all(db, fellBackSql) };
}

/** Publishes rules as a new version; every server reads the municipality again when it hears of it. */
async function publish({ db, actor, town }: Context, { rules, note, version, again }: Publishing): Promise<RuleSet> {
	const row = await maybeOne<{ version: number }>(db, publishSql({ from: version, rules, personId: actor.personId, note, again }));
	if (!row) throw new Problem('conflict', 'Somebody has published other rules since you read them.');
	await happened(db, { kind: 'municipality.changed', personId: actor.personId, details: { rules: row.version, ...(again !== null && { again }) } });
	return shown(db, await loadRules(db), town);
}

async function rulesOf(db: Knex, version: number): Promise<Rule[]> {
	if (version === 0) return [];
	const row = await maybeOne<{ rules: unknown }>(db, versionSql(version));
	if (!row) throw notFound('version');
	return Rules.parse(row.rules);
}

const versionView = ({ rules, at, ...it }: VersionRow): RuleVersion => ({ ...it, at: at.toISOString(), rules: Rules.safeParse(rules).data ?? [] });

function mustBeRight(rules: readonly Rule[], town: Context['town']): void {
	const errors = ruleErrors(rules, town);
	if (errors.length > 0) throw new Problem('bad-input', undefined, { errors });
}

/** Lets administrators say by which rules faults find their department, their priority and more. */
export function rules(serve: Serve<Context>): void {
	serve(readRules, async ({ db, town }) => shown(db, await loadRules(db), town));
	serve(readRuleVersions, async ({ db }) => ({ versions: (await all<VersionRow>(db, versionsSql)).map(versionView) }));
	serve(publishRules, (context, { rules: given, note, version }) => {
		mustBeRight(given, context.town);
		return publish(context, { rules: given, note, version, again: null });
	});
	// What was right once may name what is no more: it is brought back as it was, and passed over there.
	serve(bringRulesBack, async (context, { was, version }) => publish(context, { rules: await rulesOf(context.db, was), note: '', version, again: was }));
}
