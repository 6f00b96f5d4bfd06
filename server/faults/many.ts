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

/** Takes back what was changed together, of each fault that nobody has changed since; names those that stay as they are. */
export async function undoMany(
	context: Context,
	{ codes, batch, language }: { codes: readonly string[]; batch: string; language: string },
): Promise<{ faults: DeskFault[]; kept: string[] }> {
	const faults: DeskFault[] = [];
	const kept: string[] = [];
	for (const code of [...new Set(codes.map((it) => it.toUpperCase()))].sort()) {
		const { id } = await within(context, code, 'fault.assign');
		const last = await maybeOne<{ details: { batch?: string } }>(context.db, lastChangeSql(id));
		if (last?.details.batch === batch) {
			await undo(context, code);
			faults.push(deskView(await deskRow(context, code), language));
		} else kept.push(code);
	}
	if (faults.length === 0) throw new Problem('wrong-state', 'There is nothing to take back.');
	return { faults, kept };
}
