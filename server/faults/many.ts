import { randomUUID } from 'node:crypto';
import type { Context } from '../municipality/index.ts';
import { badField, Problem } from '../platform/problem.ts';
import { maybeOne } from '../platform/sql.ts';
import { type Assignment, assign, undo } from './change.ts';
import { lastChangeSql } from './change-queries.ts';
import type { DeskFault } from './contract.ts';
import { deskRow, deskView } from './show.ts';
import { within } from './within.ts';

interface Many extends Omit<Assignment, 'code' | 'version' | 'batch'> {
	codes: readonly string[];
	language: string;
}

/** Gives several faults to a department or a person, or another priority, all or none. The batch takes all of them back at once. */
export async function assignMany(context: Context, { codes, language, ...change }: Many): Promise<{ batch: string; faults: DeskFault[] }> {
	const batch = randomUUID();
	const faults: DeskFault[] = [];
	// Always in one order, so that two such changes wait for each other instead of for ever.
	for (const code of [...new Set(codes.map((it) => it.toUpperCase()))].sort()) {
		if ((await within(context, code, 'fault.assign')).state === 'merged') throw badField('codes', `${code} has been merged into another.`);
		await assign(context, { code, ...change, batch });
		faults.push(deskView(await deskRow(context, code), language));
	}
	return { batch, faults };
}

/** Gives all that somebody had to somebody else, under the key that takes it back. */
export async function passFaultsOn(context: Context, { codes, to, batch }: { codes: readonly string[]; to: string | null; batch: string }): Promise<void> {
	for (const code of [...codes].sort()) {
		await within(context, code, 'fault.assign');
		await assign(context, { code, person: to, batch });
	}
}

/** Takes back what belongs to a batch, of each fault that nobody has changed since; names those that stay as they are. */
export async function takeFaultsBack(context: Context, codes: readonly string[], batch: string): Promise<{ undone: number; kept: string[] }> {
	const kept: string[] = [];
	for (const code of [...codes].sort()) {
		const { id } = await within(context, code, 'fault.assign');
		const last = await maybeOne<{ details: { batch?: string } }>(context.db, lastChangeSql(id));
		if (last?.details.batch === batch) await undo(context, code);
		else kept.push(code);
	}
	return { undone: codes.length - kept.length, kept };
}

/** Takes back what was changed together, and shows it. */
export async function undoMany(
	context: Context,
	{ codes, batch, language }: { codes: readonly string[]; batch: string; language: string },
): Promise<{ faults: DeskFault[]; kept: string[] }> {
	const all = [...new Set(codes.map((it) => it.toUpperCase()))];
	const { kept } = await takeFaultsBack(context, all, batch);
	const faults: DeskFault[] = [];
	for (const code of all.filter((it) => !kept.includes(it)).sort()) faults.push(deskView(await deskRow(context, code), language));
	if (faults.length === 0) throw new Problem('wrong-state', 'There is nothing to take back.');
	return { faults, kept };
}
