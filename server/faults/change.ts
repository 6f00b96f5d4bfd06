import type { Knex } from 'knex';
import { idOf } from '../assets/index.ts';
import { presentFor } from '../auth/index.ts';
import { type Context, catalogue, type Town } from '../municipality/index.ts';
import { happened } from '../platform/events.ts';
import { badField, Problem } from '../platform/problem.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import {
	beforeSql,
	type ChildRow,
	childrenSql,
	confirmSql,
	inTheWaySql,
	lastChangeSql,
	linkSql,
	movedWithSql,
	moveSql,
	restoreSql,
	unconfirmSql,
	unlinkSql,
} from './change-queries.ts';
import { windClocks } from './clocks/wind.ts';
import type { PauseKind, State } from './contract.ts';
import type { DeskRow } from './desk-queries.ts';
import { unmerge } from './merge.ts';
import { undoRoutingSql } from './routing/queries.ts';
import { reroute } from './routing/reroute.ts';
import { deskRow } from './show.ts';
import { isOpen, moves, seenToBeWorkedOn, wantsReason } from './states.ts';

/** What a change needs of who makes it. */
export type Changer = Pick<Context, 'db' | 'now'> & { actor: Pick<Context['actor'], 'personId' | 'scope'>; town?: Town };

/** Winds the clocks of a changed fault at once for whoever waits for the answer; otherwise the worker does, a moment later. */
async function rewind({ db, town }: Changer, id: number): Promise<void> {
	if (town) await windClocks(db, town, [id]);
}

interface Held {
	before: Record<string, unknown>;
	version: number;
	state: State;
	family: string;
	assetId: number | null;
	linear: boolean;
	/** Where it is, in metres of the municipality. */
	x: number;
	y: number;
}

/** Holds the row for a change; a client that read an older version is told so instead of overwriting what it has not seen. */
export async function hold(db: Knex, row: DeskRow, version: number | undefined): Promise<Held> {
	const held = await one<Held>(db, beforeSql(row.id));
	if (version !== undefined && version !== held.version)
		throw new Problem('conflict', 'The fault has changed since you opened it.', { extra: { version: held.version } });
	return held;
}

interface Link {
	code: string;
	asset: string | null;
	version?: number | undefined;
}

/** Confirms or corrects the asset of a fault; null says it is on nothing the register has. */
export async function link(context: Changer & Pick<Context, 'town'>, { code, asset, version }: Link): Promise<void> {
	const { db, actor, now } = context;
	const row = await deskRow(context, code);
	const { before, family, assetId } = await hold(db, row, version);
	const target = asset === null ? null : await idOf(db, asset);
	if (target === undefined) throw badField('asset', 'There is no such asset in service.');
	if (target) {
		const other = await maybeOne<{ code: string }>(db, inTheWaySql({ id: row.id, assetId: target.id, family }));
		if (other) throw new Problem('conflict', 'There is an open fault like this on that asset already: merge them.', { extra: { fault: other.code } });
	}
	await all(
		db,
		target ? linkSql({ id: row.id, assetId: target.id, personId: actor.personId, shown: isShown(row.mode, target.class) }) : unlinkSql(row.id, actor.personId),
	);
	await all(db, confirmSql({ id: row.id, assetId: target?.id ?? null, previous: assetId, personId: actor.personId }));
	await happened(db, {
		kind: 'fault.linked',
		faultId: row.id,
		assetId: target?.id ?? assetId,
		personId: actor.personId,
		at: now,
		details: { before, asset: asset?.toUpperCase() ?? null, ...(target && { class: target.class }), ...(await reroute(context, row.id)) },
	});
	await rewind(context, row.id);
}

const isShown = (mode: string, classNumber: number): boolean => {
	const home = catalogue.byNumber.get(classNumber);
	return home?.secrecy === 'public' && home.geometry !== 'Polygon' && catalogue.modes.get(mode)?.mode.houseLevel !== true;
};

export interface Moving {
	code: string;
	to: State;
	reason?: string | undefined;
	cause?: string | undefined;
	component?: string | undefined;
	/** What a wait is for: its kind stops the clocks, up to its limit; without one they run on. */
	pause?: PauseKind | undefined;
	version?: number | undefined;
	/** What shows that it is fixed: work with its evidence, the reason of somebody who may say so, the word of whoever else looks after it. */
	proof?: 'work' | 'reason' | 'authority' | undefined;
	/** Code of the work order with whose work it moves. */
	order?: string | undefined;
	/** Code of the fault over it, with which it moves. */
	together?: string | undefined;
}

/** These say that a fault was none: what stands under it does not go the same way, but alone again. */
const wasNone: ReadonlySet<State> = new Set(['no-fault-found', 'rejected']);

/** What stands under a fault goes with it, where the workflow has that way; closing is everyone's own, when nobody has said otherwise. */
async function moveChildren(context: Changer, parent: { id: number; code: string; from: State }, { version: _, component: __, ...it }: Moving): Promise<void> {
	if (it.to === 'closed' || wasNone.has(it.to)) return;
	for (const { code, state } of await all<ChildRow>(context.db, childrenSql(parent.id)))
		if (moves[state].includes(it.to) && (isOpen(state) || state === parent.from)) await move(context, { ...it, code, together: parent.code });
}

function mustBeAllowed(state: State, { to, reason, proof }: Pick<Moving, 'to' | 'reason' | 'proof'>): void {
	if (!moves[state].includes(to)) throw new Problem('wrong-state', `A fault that is ${state} cannot become ${to}.`, { extra: { state, moves: moves[state] } });
	if (wantsReason.has(to) && !reason) throw badField('reason', 'Say why.');
	if (to === 'fixed' && !proof) throw new Problem('evidence-wanted', undefined, { extra: { wanted: ['reason'] } });
}

/** What its event says of how it came to move. */
const saidOf = ({ proof, order, together }: Moving): object => ({ ...(proof && { proof }), ...(order && { order }), ...(together && { with: together }) });

/** Moves a fault to another state, if the workflow has that way and the reason it wants is given. */
export async function move(context: Changer, it: Moving): Promise<{ id: number; from: State }> {
	const { code, to, reason, cause, component, pause, version } = it;
	const { db, actor, now } = context;
	const row = await deskRow(context, code);
	const { before, state } = await hold(db, row, version);
	mustBeAllowed(state, it);
	const reopens = !isOpen(state) && isOpen(to);
	await all(
		db,
		moveSql({ id: row.id, to, reason: reason ?? null, cause: cause ?? null, component: component ?? null, at: now, seen: seenToBeWorkedOn.has(to), reopens }),
	);
	const kind = reopens ? 'fault.reopened' : 'fault.moved';
	const details = { before, from: state, to, ...(to === 'waiting' && pause && { pause }), ...saidOf(it) };
	await happened(db, { kind, faultId: row.id, assetId: row.assetId, personId: actor.personId, at: now, details });
	if (isOpen(state) || isOpen(to)) await rewind(context, row.id);
	await moveChildren(context, { id: row.id, code: row.code, from: state }, it);
	return { id: row.id, from: state };
}

export interface Assignment {
	code: string;
	department?: string | undefined;
	person?: string | null | undefined;
	priority?: number | undefined;
	version?: number | undefined;
	/** What it is changed together with. */
	batch?: string | undefined;
}

/** Gives a fault to a department, a person, or another priority; what is left out stays. */
export async function assign(context: Context, it: Assignment): Promise<void> {
	const { db, actor, town } = context;
	const row = await deskRow(context, it.code);
	const { before } = await hold(db, row, it.version);
	const patch: Record<string, unknown> = {};
	if (it.department !== undefined) {
		const department = town.departments.find((known) => known.code === it.department);
		if (!department) throw badField('department', 'There is no such department.');
		patch['department_id'] = department.id;
	}
	if (it.person !== undefined) Object.assign(patch, await givenTo(context, await personId(db, it.person)));
	if (it.priority !== undefined) patch['priority'] = it.priority;
	if (Object.keys(patch).length === 0) throw badField('department', 'Say what is to change.');
	const { instead_of: _, ...columns } = patch;
	await db('fault')
		.where({ id: row.id })
		.update({ ...columns, version: db.raw('version + 1'), changed_at: context.now });
	await happened(db, {
		kind: 'fault.assigned',
		faultId: row.id,
		personId: actor.personId,
		at: context.now,
		details: { before, ...patch, ...(it.batch && { batch: it.batch }) },
	});
	await rewind(context, row.id);
}

/** Who has what is given to somebody: whoever stands in, if they are away; the history keeps for whom. Taken by oneself it stays one's own. */
async function givenTo({ db, actor }: Context, wanted: number | null): Promise<{ person_id: number | null; instead_of?: number }> {
	if (wanted === null || wanted === actor.personId) return { person_id: wanted };
	const present = await presentFor(db, wanted);
	return present === wanted ? { person_id: wanted } : { person_id: present, instead_of: wanted };
}

async function personId(db: Knex, publicId: string | null): Promise<number | null> {
	if (publicId === null) return null;
	const row = /^[0-9a-f-]{36}$/i.test(publicId) ? await db('person').select('id').where({ public_id: publicId }).whereNull('disabled_at').first() : undefined;
	if (!row) throw badField('person', 'There is no such person.');
	return row.id;
}

/** What moved because a fault did goes back with it. */
async function undoChildren(context: Changer, id: number, event: number): Promise<void> {
	for (const { code } of await all<{ code: string }>(context.db, movedWithSql(id, event))) await undo(context, code);
}

/** Takes back the last link, move, assignment or merge of a fault, or that it became another. A link that is taken back is no label, and what the rules said of it holds no more. */
export async function undo(context: Changer, code: string): Promise<void> {
	const { db, actor, now } = context;
	const row = await deskRow(context, code);
	await hold(db, row, undefined);
	const last = await maybeOne<{ id: number; kind: string; details: { before?: object; routing?: unknown } }>(db, lastChangeSql(row.id));
	if (!last) throw new Problem('wrong-state', 'There is nothing to take back.');
	if (last.kind === 'fault.merged') await unmerge(context, code);
	else await all(db, restoreSql(row.id, last.details.before ?? {}));
	if (last.kind === 'fault.linked') await all(db, unconfirmSql(row.id));
	if (typeof last.details.routing === 'number') await all(db, undoRoutingSql(last.details.routing));
	if (last.kind === 'fault.moved') await undoChildren(context, row.id, last.id);
	const details = { event: last.id, kind: last.kind };
	await happened(db, { kind: 'fault.undone', faultId: row.id, assetId: row.assetId, personId: actor.personId, at: now, details });
	await rewind(context, row.id);
}

/** What an undo would take back, if anything. */
export async function undoable(db: Knex, id: number): Promise<string | null> {
	const last = await maybeOne<{ kind: string }>(db, lastChangeSql(id));
	return last?.kind ?? null;
}
