import type { Knex } from 'knex';
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

/** Who takes a file in, and where. */
interface Taker {
	db: Knex;
	personId: number | null;
}

const takerOf = ({ db, actor }: Context): Taker => ({ db, personId: actor.personId });

/** Takes a file in; where something is refused, or it was only a question, nothing of it stays. */
async function attempt({ db, personId }: Taker, file: TownFile, onlyAsked: boolean): Promise<Outcome> {
	try {
		return await db.transaction(async (trx) => {
			await all(trx, holdTownFileSql);
			const outcome = await takeIn({ db: trx, personId }, file);
			if (onlyAsked || !holds(outcome.plan)) throw new GivenUp(outcome);
			return outcome;
		});
	} catch (error) {
		if (error instanceof GivenUp) return error.outcome;
		throw error;
	}
}

/** The clocks of open faults follow the standards, as they do when those are written by hand. */
const said = ({ db, personId }: Taker, id: number, { plan }: Outcome): Promise<void> =>
	happened(db, {
		kind: 'municipality.changed',
		personId,
		details: { setting: 'standards', file: id, changes: plan.changes, parts: plan.parts.map((it) => it.part) },
	});

/** What a file would change; nothing of it stays. */
export const checkTown = async (taker: Taker, file: TownFile): Promise<TownPlan> => (await attempt(taker, file, true)).plan;

async function take(taker: Taker, file: TownFile): Promise<{ plan: TownPlan; id: number | null }> {
	const outcome = await attempt(taker, file, false);
	const { plan, before, after } = outcome;
	if (!holds(plan) || plan.changes === 0) return { plan, id: null };
	const { id } = await one<{ id: number }>(taker.db, insertTakenSql({ before, after, changes: plan.changes, personId: taker.personId }));
	await said(taker, id, outcome);
	return { plan, id };
}

/** Takes a file in, and says what that changed. */
export const takeTown = async (taker: Taker, file: TownFile): Promise<TownPlan> => (await take(taker, file)).plan;

async function undo(context: Context, { id }: { id: number }): Promise<{ plan: TownPlan }> {
	const { db, actor } = context;
	const taken = await maybeOne<{ before: TownFile; after: TownFile; undoneAt: Date | null }>(db, takenSql(id));
	if (!taken) throw notFound('file');
	if (taken.undoneAt !== null) throw new Problem('wrong-state', 'It has been taken back already.');
	if (JSON.stringify(inOrder(taken.after)) !== JSON.stringify(inOrder(await readFile(db))))
		throw new Problem('conflict', 'Something has been changed since: take its changes back one by one.');
	const outcome = await attempt(takerOf(context), taken.before, false);
	if (holds(outcome.plan)) {
		await all(db, undoneSql(id, actor.personId));
		await said(takerOf(context), id, outcome);
	}
	return { plan: outcome.plan };
}

const view = ({ at, undoneAt, ...it }: TakenRow): Taken => ({ ...it, at: at.toISOString(), undoneAt: undoneAt?.toISOString() ?? null });

/** Answers administrators who take all that they keep along as one file, or take such a file in. */
export function routes(serve: Serve<Context>): void {
	serve(readTownFile, ({ db }) => readFile(db));
	serve(checkTownFile, (context, { file }) => checkTown(takerOf(context), file));
	serve(takeTownFile, (context, { file }) => take(takerOf(context), file));
	serve(listTownFiles, async ({ db }) => ({ taken: (await all<TakenRow>(db, takenListSql)).map(view) }));
	serve(undoTownFile, undo);
}
