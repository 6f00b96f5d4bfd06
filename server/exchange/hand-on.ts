import type { Knex } from 'knex';
import { deskRow, scopeOf } from '../faults/index.ts';
import { authorityOf, type Context, type Town } from '../municipality/index.ts';
import { happened } from '../platform/events.ts';
import type { Subscriptions } from '../platform/jobs.ts';
import { badField, notFound, Problem } from '../platform/problem.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { type Hindrance, hindranceOf, serviceFor } from './parcel.ts';
import { againSql, type FaultRow, faultSql, insertHandoverSql, type ServerRow, scopedFaultSql, serversSql, withdrawSql } from './queries.ts';

/** So long a press can be taken back, in seconds. */
const regret = 15;

/** Whose a fault is if it is not the municipality's: by the owner of its asset, else by its trouble and ward. */
export const theirsBy = (town: Town, { owner, mode, ward }: Pick<FaultRow, 'owner' | 'mode' | 'ward'>, language: string) =>
	authorityOf(town, { owner: owner ?? undefined, mode, ward, language });

const sentences: Readonly<Record<Exclude<Hindrance, null>, string>> = {
	over: 'It is over: open it again first.',
	already: 'It is handed on already.',
	'of-a-home': 'It is the trouble of one home, and their server would publish where: phone them.',
	'not-public': 'Nobody outside may know of such things: phone them.',
	'no-service': 'They have no service for this trouble: name one among the settings of the authority.',
};

/** Staff hand a fault on; it is sent a moment later, so that it can be taken back. */
export async function handOn(context: Context, { code, authority }: { code: string; authority: string }): Promise<number> {
	const { db, actor } = context;
	const { id: faultId } = await scopedRow(context, code);
	const fault = await one<FaultRow>(db, faultSql(faultId));
	const server = (await all<ServerRow>(db, serversSql)).find((it) => it.authority === authority);
	if (!server) throw badField('authority', 'Nothing can be handed on to them.');
	const hindrance = hindranceOf(fault, server);
	if (hindrance !== null) throw new Problem(hindrance === 'already' ? 'conflict' : 'wrong-state', sentences[hindrance], { extra: { hindrance } });
	const service = serviceFor(fault.mode, server) as string;
	const row = await maybeOne<{ id: number }>(db, insertHandoverSql({ faultId, authority, personId: actor.personId, service, wait: regret }));
	if (!row) throw new Problem('conflict', sentences.already);
	await happened(db, { kind: 'handover.wished', faultId, personId: actor.personId, details: { authority } });
	return row.id;
}

/** The fault of a code, if it lies where somebody may work. */
export async function scopedRow(context: Context, code: string): Promise<{ id: number }> {
	const row = await deskRow(context, code);
	if (!(await maybeOne(context.db, scopedFaultSql(code, scopeOf(context))))) throw notFound('fault');
	return row;
}

/** Takes a handing on back that has not been sent. */
export async function withdraw({ db, actor }: Context, id: number): Promise<void> {
	const row = await maybeOne<{ faultId: number }>(db, withdrawSql(id));
	if (!row) throw new Problem('wrong-state', 'It has been sent already.');
	await happened(db, { kind: 'handover.withdrawn', faultId: row.faultId, personId: actor.personId });
}

/** Tries one again that was given up. */
export async function again({ db, actor }: Context, id: number): Promise<void> {
	const row = await maybeOne<{ faultId: number }>(db, againSql(id));
	if (!row) throw new Problem('wrong-state', 'There is nothing to try again.');
	await happened(db, { kind: 'handover.wished', faultId: row.faultId, personId: actor.personId, details: { again: true } });
}

/** Hands a fault on by itself where the authority whose it is wants it so. */
async function byItself(db: Knex, town: Town, faultId: number): Promise<void> {
	const fault = await maybeOne<FaultRow>(db, faultSql(faultId));
	const theirs = fault && theirsBy(town, fault, 'en');
	const server = theirs && (await all<ServerRow>(db, serversSql)).find((it) => it.authority === theirs.code);
	// What is kept from the public has no place that may be told.
	if (!fault || fault.lon === null || !server?.byItself || hindranceOf(fault, server) !== null) return;
	const service = serviceFor(fault.mode, server) as string;
	const row = await maybeOne(db, insertHandoverSql({ faultId, authority: server.authority, personId: null, service, wait: regret }));
	if (row) await happened(db, { kind: 'handover.wished', faultId, details: { authority: server.authority } });
}

/** A fault that is opened, or turns out to be on somebody else's asset, is handed on where that is wished. */
export function subscriptions(town: (db: Knex) => Promise<Town>): Subscriptions {
	const look = {
		'exchange.hand-on': async (db: Knex, { faultId }: { faultId: number | null }): Promise<void> => {
			if (faultId !== null && (await all(db, serversSql)).length > 0) await byItself(db, await town(db), faultId);
		},
	};
	return { 'fault.opened': look, 'fault.linked': look, 'fault.recategorised': look, 'fault.released': look };
}
