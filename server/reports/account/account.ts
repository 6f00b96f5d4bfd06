import { publicByIds } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { expectedOf } from '../expected/index.ts';
import type { Account, Own } from './contract.ts';
import type { DoorContext } from './door.ts';
import { changeSql, hearOfSql, type OwnRow, oneContactSql, openDataSql, ownSql, type ResidentRow, residentSql } from './queries.ts';
import { newSecret, secretHash } from './secret.ts';

/** Who is signed in as a resident. */
export async function residentOf({ db, door }: DoorContext): Promise<ResidentRow | undefined> {
	return door.token === null ? undefined : maybeOne<ResidentRow>(db, residentSql(secretHash(door.token)));
}

/** The same, or 401. */
async function mustBeResident(context: DoorContext): Promise<ResidentRow> {
	const resident = await residentOf(context);
	if (!resident) throw new Problem('not-signed-in');
	return resident;
}

/** All that somebody reported or follows, the newest first. What was withdrawn from public view is left out. */
async function ownOf(context: Context, forms: readonly string[], language: string): Promise<Own[]> {
	const rows = await all<OwnRow>(context.db, ownSql(forms));
	const faultIds = new Map(rows.map((it) => [it.code, it.faultId]));
	const faults = new Map((await publicByIds(context, [...faultIds.values()], language)).map((it) => [it.code, it]));
	const expected = new Map<string, Own['expected']>();
	for (const [code, id] of faultIds) if (faults.has(code)) expected.set(code, await expectedOf(context, id));
	const { prefix, fixedWindowDays } = context.town.municipality;
	const mayAnswer = ({ fixedAt }: OwnRow): boolean => fixedAt !== null && fixedAt.getTime() + fixedWindowDays * 86_400_000 > context.now.getTime();
	return rows.flatMap((row) => {
		const fault = faults.get(row.code);
		if (!fault) return [];
		return {
			ticket: `${prefix}-${row.ticket ?? row.code}`,
			tracking: `/t/${row.tracking}`,
			kind: row.kind,
			at: row.at.toISOString(),
			hears: row.hears,
			mayAnswer: fault.state === 'fixed' && mayAnswer(row),
			fault,
			expected: expected.get(row.code) ?? null,
		};
	});
}

/** Who is signed in, with all that is theirs; null for nobody. */
export async function accountOf(context: DoorContext, language: string): Promise<Account | null> {
	const resident = await residentOf(context);
	if (!resident) return null;
	const { key, forms, way, hush, devices } = resident;
	const channel = key.includes('@') ? 'email' : 'phone';
	return { address: key, channel, language: resident.language, way, hush, devices, reports: await ownOf(context, forms, language) };
}

interface Wishes {
	language?: string | null | undefined;
	way?: Account['way'] | undefined;
	hush?: Account['hush'] | undefined;
}

/** Keeps how somebody wishes to hear. */
export async function change(context: DoorContext, wishes: Wishes): Promise<{ changed: boolean }> {
	const { id } = await mustBeResident(context);
	const { languages } = context.town.municipality;
	if (wishes.language && !languages.includes(wishes.language)) throw badField('language', 'Not a language of this municipality.');
	await all(context.db, changeSql(id, wishes));
	return { changed: true };
}

/** Begins or ends to tell somebody of one of theirs. */
export async function hearOf(context: DoorContext, it: { tracking: string; hears: boolean }): Promise<{ hears: boolean }> {
	const { forms } = await mustBeResident(context);
	const changed = await all(context.db, hearOfSql({ ...it, forms }));
	if (changed.length === 0) throw notFound('such report of yours');
	return { hears: it.hears };
}

/** Opens what is held of somebody who is signed in: what bears what they have shown, and no more. */
export async function openData(context: DoorContext): Promise<{ token: string }> {
	const { key, forms } = await mustBeResident(context);
	const { id } = await one<{ id: number | null }>(context.db, oneContactSql(forms));
	if (id === null) throw notFound('anything that is held of you');
	const token = newSecret();
	const byNumber = key.includes('@') ? null : forms;
	await all(context.db, openDataSql({ contactId: id, hash: secretHash(token), forms: byNumber, language: context.language }));
	return { token };
}
