import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { checkSystem, type Difference, makeSystem, putSystemAway, readDifferences, readSystems, sendOurs, writeSystem } from './contract.ts';
import { type DifferenceRow, differencesSql, resendSql } from './difference-queries.ts';
import { connect, kindViews, rewrite, systemOf, systemView } from './keep.ts';
import { checkWantedSql, refreshSql, type SystemRow, systemAwaySql, systemsSql } from './queries.ts';

const page = 50;

const differenceView = ({ faultId: _, since, ...it }: DifferenceRow): Difference => ({ ...it, since: since.toISOString() });

async function differences(context: Context, { code, before }: { code: string; before?: number | undefined }) {
	const { id } = await systemOf(context, code);
	const rows = await all<DifferenceRow>(context.db, differencesSql({ systemId: id, before, limit: page + 1 }));
	const shown = rows.slice(0, page);
	return { differences: shown.map(differenceView), more: rows.length > page ? (shown.at(-1)?.id ?? null) : null };
}

async function again(context: Context, { code, id }: { code: string; id: number }) {
	const system = await systemOf(context, code);
	const row = await maybeOne<DifferenceRow>(context.db, differencesSql({ systemId: system.id, id, limit: 1 }));
	if (!row) throw notFound('difference');
	if (row.faultId === null) throw new Problem('wrong-state', 'It is none of ours: it can only be put right there.');
	await all(context.db, resendSql(system.id, [row.faultId]));
	await happened(context.db, { kind: 'system.told', personId: context.actor.personId, faultId: row.faultId, details: { system: code } });
	return {};
}

/** Lets administrators connect the systems in which others keep the work. */
export function systemRoutes(serve: Serve<Context>, { secret }: { secret: string }): void {
	serve(readSystems, async ({ db }) => ({ systems: (await all<SystemRow>(db, systemsSql())).map(systemView), kinds: kindViews() }));
	serve(makeSystem, async (context, wish) => ({ system: await connect(context, wish, secret) }));
	serve(writeSystem, async (context, wish) => ({ system: await rewrite(context, wish, secret) }));
	serve(putSystemAway, async (context, { code, away }) => {
		const row = await maybeOne<{ id: number }>(context.db, systemAwaySql(code, away));
		if (!row) throw notFound('system');
		if (!away) await all(context.db, refreshSql(row.id));
		await happened(context.db, { kind: 'system.changed', personId: context.actor.personId, details: { system: code, away } });
		return {};
	});
	serve(checkSystem, async ({ db }, { code }) => {
		if (!(await maybeOne(db, checkWantedSql(code)))) throw notFound('system');
		return {};
	});
	serve(readDifferences, differences);
	serve(sendOurs, again);
}
