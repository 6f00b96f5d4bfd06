import type { Knex } from 'knex';
import type { State } from '../../faults/contract.ts';
import { moves } from '../../faults/index.ts';
import { happened } from '../../platform/events.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { moveIfItCan } from '../send.ts';
import type { Said } from '../systems/index.ts';
import { type HeardFault, type HeldSystem, heardFaultSql, heardSql } from './queries.ts';
import type { Speaking } from './reach.ts';

/** Our code in a name of ours; null where it is none. */
export const codeIn = (id: string | null, prefix: string): string | null => (id?.startsWith(prefix) ? id.slice(prefix.length) : null);

/** Whether what they say is newer than what they had said before: by their count, else by their time; without both, whatever is different. */
function isNewer(said: Said, before: HeardFault): boolean {
	if (said.version !== null && before.theirVersion !== null) return said.version > before.theirVersion;
	if (said.at !== null && before.theirAt !== null) return said.at > before.theirAt;
	return said.state !== before.theirState;
}

/** What they say is nothing that they did: they have not yet what we told them last, or say it back to us, or it is older than what we did. */
function isOurs(said: Said, { tried, sentState, theirState, stateSince }: HeardFault): boolean {
	if (said.seen !== null && said.seen < tried) return true;
	if (said.at !== null && said.at < stateSince) return true;
	return said.state === sentState && (theirState === null || theirState === said.state);
}

/** The state that a fault of ours is to take because of what they say; undefined where it stays. */
function wished(said: Said, before: HeardFault, { states, back }: HeldSystem['mapping']): State | undefined {
	if (said.state === null || before.ourState === 'merged' || states[before.ourState] === said.state) return undefined;
	const to = back[said.state] as State | undefined;
	return to === before.ourState || isOurs(said, before) ? undefined : to;
}

/** Moves a fault to where they have it, if there is a way: what was over is first opened again. */
async function follow(db: Knex, it: { faultId: number; from: State; to: State; reason: string; now: Date }): Promise<boolean> {
	const { faultId, from, to, reason, now } = it;
	if (await moveIfItCan(db, faultId, { to, reason, now })) return true;
	const between = moves[from].find((step) => moves[step].includes(to));
	return between !== undefined && (await moveIfItCan(db, faultId, { to: between, reason, now })) && moveIfItCan(db, faultId, { to, reason, now });
}

/** Takes in what they say of one fault: once, and only what is newer. Says whether it was something new. */
export async function hear(db: Knex, held: HeldSystem, { said, prefix, site }: { said: Said; prefix: string; site: Speaking }): Promise<boolean> {
	const now = site.now();
	return db.transaction(async (transaction) => {
		const before = await maybeOne<HeardFault>(transaction, heardFaultSql(held.id, { code: codeIn(said.id, prefix), remoteId: said.remoteId }));
		if (!before || !isNewer(said, before)) return false;
		const at = said.at !== null && said.at > now ? now : said.at;
		await all(transaction, heardSql(held.id, { faultId: before.faultId, remoteId: said.remoteId, state: said.state, version: said.version, at }));
		const to = wished(said, before, held.mapping);
		if (to === undefined) return true;
		const moved = await follow(transaction, { faultId: before.faultId, from: before.ourState as State, to, reason: `${held.title}: ${said.state}`, now });
		await happened(transaction, { kind: 'exchange.heard', faultId: before.faultId, details: { system: held.code, to, moved } });
		return true;
	});
}
