import * as z from 'zod/mini';
import { moves } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { System, SystemKind, SystemWish } from './contract.ts';
import { fillSql, insertSystemSql, type KeptSystem, refreshSql, type SystemRow, sealSystemSql, systemsSql, writeSystemSql } from './queries.ts';
import { kinds, sealedKey } from './reach.ts';

/** A work system as administrators see it. */
export function systemView({ id: _, wellAt, pausedUntil, reconciledAt, known, waiting, refused, differences, ...it }: SystemRow): System {
	return {
		...it,
		counts: { known, waiting, refused, differences },
		wellAt: wellAt?.toISOString() ?? null,
		pausedUntil: pausedUntil?.toISOString() ?? null,
		reconciledAt: reconciledAt?.toISOString() ?? null,
	};
}

/** The kinds that can be connected. */
export const kindViews = (): SystemKind[] =>
	[...kinds.values()].map(({ id, settings, keyed, states, back }) => ({
		id,
		settings: Object.keys(settings),
		keyed,
		states: { ...states },
		back: { ...back },
	}));

function settingsOf({ kind, settings }: SystemWish): Record<string, string> {
	const known = kinds.get(kind);
	if (!known) throw badField('kind', 'There is no such kind of system.');
	const kept: Record<string, string> = {};
	for (const [name, schema] of Object.entries(known.settings)) {
		const given = settings[name]?.trim();
		const { success, data, error } = z.safeParse(schema, given === '' ? undefined : given);
		if (!success) throw badField(`settings.${name}`, given ? (error.issues[0]?.message ?? 'This is not right.') : 'This is needed.');
		kept[name] = data;
	}
	return kept;
}

function checked({ town }: Context, wish: SystemWish): KeptSystem {
	const { states, back } = wish.mapping;
	const names: readonly string[] = Object.keys(moves);
	const wrong = [...Object.keys(states), ...Object.values(back)].find((state) => state !== '' && !names.includes(state));
	if (wrong !== undefined) throw badField('mapping', `${wrong} is no state of a fault.`);
	const unknown = wish.departments.find((code) => !town.departments.some((department) => department.code === code));
	if (unknown !== undefined) throw badField('departments', `There is no department ${unknown}.`);
	const filled = (pairs: Record<string, string>): Record<string, string> =>
		Object.fromEntries(Object.entries(pairs).filter(([from, to]) => from !== '' && to !== ''));
	const { title, kind, departments, active } = wish;
	return {
		title,
		kind,
		settings: settingsOf(wish),
		mapping: { ...wish.mapping, states: filled(states), back: filled(back) },
		departments: [...new Set(departments)],
		active,
	};
}

/** The work system of a code. */
export async function systemOf({ db }: Pick<Context, 'db'>, code: string): Promise<SystemRow> {
	const row = await maybeOne<SystemRow>(db, systemsSql(code));
	if (!row) throw notFound('system');
	return row;
}

const sealedOf = (key: string | null, it: { code: string; secret: string }): string | null => (key === null || key === '' ? null : sealedKey(key, it));

/** Connects a work system; all that is open and concerns it is to be told. */
export async function connect(context: Context, wish: SystemWish, secret: string): Promise<System> {
	const { db, actor } = context;
	const { id, code } = await one<{ id: number; code: string }>(db, insertSystemSql(checked(context, wish), actor.personId));
	if (wish.key !== undefined) await all(db, sealSystemSql(id, sealedOf(wish.key, { code, secret })));
	await all(db, fillSql(id));
	await happened(db, { kind: 'system.connected', personId: actor.personId, details: { system: code, kind: wish.kind } });
	return systemView(await systemOf(context, code));
}

/** Writes anew how a work system is spoken to; not over what somebody else has written meanwhile. */
export async function rewrite(context: Context, { code, ...wish }: SystemWish & { code: string }, secret: string): Promise<System> {
	const { db, actor } = context;
	const before = await systemOf(context, code);
	if (before.kind !== wish.kind) throw badField('kind', 'What a system is does not change: connect another one.');
	if (!(await maybeOne(db, writeSystemSql(code, wish.version, checked(context, wish)))))
		throw new Problem('conflict', 'Somebody has changed this system meanwhile.');
	if (wish.key !== undefined) await all(db, sealSystemSql(before.id, sealedOf(wish.key, { code, secret })));
	await all(db, fillSql(before.id));
	await all(db, refreshSql(before.id));
	const { title, settings, mapping, departments, active } = before;
	await happened(db, {
		kind: 'system.changed',
		personId: actor.personId,
		details: { system: code, before: { title, settings, mapping, departments, active } },
	});
	return systemView(await systemOf(context, code));
}
