import type { Knex } from 'knex';
import { catalogue } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { addTotalsSql } from '../edit/queries.ts';
import { lockClassSql } from '../import/change-queries.ts';
import {
	addUndoSql,
	type ChangeRow,
	changedSinceSql,
	changeSql,
	classesOfSql,
	countUndoSql,
	restoreSql,
	undoLineageSql,
	undoMomentSql,
	withdrawSql,
} from './queries.ts';

/** What an undo has done: how many assets are as they were before, and how many additions were withdrawn. */
export interface Undone {
	change: number;
	restored: number;
	withdrawn: number;
}

/**
 * Takes a register change back, in the transaction it is given: every asset is as it was before, in a new version; what was added is withdrawn.
 * Refused with a conflict when any of its assets has been changed since, or when it has been undone.
 */
export async function undoChange(db: Knex, { change: id, personId }: { change: number; personId: number | null }): Promise<Undone> {
	const of = await maybeOne<ChangeRow>(db, changeSql(id));
	if (!of) throw notFound('register change');
	if (of.undoneBy !== null) throw new Problem('conflict', 'This change has been undone already.');
	const classes = new Set([of.class, ...(await all<{ number: number }>(db, classesOfSql(id))).map((it) => it.number)]);
	for (const number of [...classes].sort((a, b) => a - b)) await all(db, lockClassSql(number));
	const since = await one<{ count: number }>(db, changedSinceSql(id));
	if (since.count > 0) throw new Problem('conflict', `${since.count} of its assets have been changed since; only the latest change can be undone.`);
	const undone = await takeBack(db, of, personId);
	const { change, ...counts } = undone;
	await all(db, countUndoSql(change, counts));
	await all(db, addTotalsSql(change));
	for (const number of classes) {
		const layer = catalogue.byNumber.get(number)?.id;
		await happened(db, { kind: 'register.changed', personId, details: { layer, change, kind: 'undo', of: id, counts } });
	}
	return undone;
}

async function takeBack(db: Knex, of: ChangeRow, personId: number | null): Promise<Undone> {
	const { moment } = await one<{ moment: string | null }>(db, undoMomentSql(of.id));
	const { id } = await one<{ id: number }>(db, addUndoSql({ of, personId }));
	if (moment === null) return { change: id, restored: 0, withdrawn: 0 };
	const run = { of: of.id, id, moment };
	const withdrawn = await one<{ count: number }>(db, withdrawSql(run));
	const restored = await one<{ count: number }>(db, restoreSql(run));
	await all(db, undoLineageSql(of.id));
	return { change: id, restored: restored.count, withdrawn: withdrawn.count };
}
