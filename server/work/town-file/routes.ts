import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { checkTownFile, listTownFiles, readTownFile, type Taken, type TownFile, type TownPlan, takeTownFile, undoTownFile } from './contract.ts';
import { inOrder, readFile } from './file.ts';
import { holdTownFileSql, insertTakenSql, takenListSql, takenSql, undoneSql } from './queries.ts';
import { holds, type Outcome, takeIn } from './take.ts';

type TakenRow = Omit<Taken, 'at' | 'undoneAt'> & { at: Date; undoneAt: Date | null };

class GivenUp extends Error {
	readonly outcome: Outcome;
	constructor(outcome: Outcome) {
		super('given up');
		this.outcome = outcome;
	}
}

/** Takes a file in; where something is refused, or it was only a question, nothing of it stays. */
async function attempt({ db, actor }: Context, file: TownFile, onlyAsked: boolean): Promise<Outcome> {
	try {
		return await db.transaction(async (trx) => {
			await all(trx, holdTownFileSql);
			const outcome = await takeIn({ db: trx, personId: actor.personId }, file);
			if (onlyAsked || !holds(outcome.plan)) throw new GivenUp(outcome);
			return outcome;
		});
	} catch (error) {
		if (error instanceof GivenUp) return error.outcome;
		throw error;
	}
}

/** The clocks of open faults follow the standards, as they do when those are written by hand. */
const said = ({ db, actor }: Context, id: number, { plan }: Outcome): Promise<void> =>
	happened(db, {
		kind: 'municipality.changed',
		personId: actor.personId,
		details: { setting: 'standards', file: id, changes: plan.changes, parts: plan.parts.map((it) => it.part) },
	});

async function take(context: Context, { file }: { file: TownFile }): Promise<{ plan: TownPlan; id: number | null }> {
	const outcome = await attempt(context, file, false);
	const { plan, before, after } = outcome;
	if (!holds(plan) || plan.changes === 0) return { plan, id: null };
	const { id } = await one<{ id: number }>(context.db, insertTakenSql({ before, after, changes: plan.changes, personId: context.actor.personId }));
	await said(context, id, outcome);
	return { plan, id };
}

async function undo(context: Context, { id }: { id: number }): Promise<{ plan: TownPlan }> {
	const { db, actor } = context;
	const taken = await maybeOne<{ before: TownFile; after: TownFile; undoneAt: Date | null }>(db, takenSql(id));
	if (!taken) throw notFound('file');
	if (taken.undoneAt !== null) throw new Problem('wrong-state', 'It has been taken back already.');
	if (JSON.stringify(inOrder(taken.after)) !== JSON.stringify(inOrder(await readFile(db))))
		throw new Problem('conflict', 'Something has been changed since: take its changes back one by one.');
	const outcome = await attempt(context, taken.before, false);
	if (holds(outcome.plan)) {
		await all(db, undoneSql(id, actor.personId));
		await said(context, id, outcome);
	}
	return { plan: outcome.plan };
}

const view = ({ at, undoneAt, ...it }: TakenRow): Taken => ({ ...it, at: at.toISOString(), undoneAt: undoneAt?.toISOString() ?? null });

/** Answers administrators who take all that they keep along as one file, or take such a file in. */
export function routes(serve: Serve<Context>): void {
	serve(readTownFile, ({ db }) => readFile(db));
	serve(checkTownFile, async (context, { file }) => (await attempt(context, file, true)).plan);
	serve(takeTownFile, take);
	serve(listTownFiles, async ({ db }) => ({ taken: (await all<TakenRow>(db, takenListSql)).map(view) }));
	serve(undoTownFile, undo);
}
