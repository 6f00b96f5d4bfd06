import type { Knex } from 'knex';
import { FetchError } from '../../platform/fetch.ts';
import { ForbiddenAddress } from '../../platform/forbidden-addresses.ts';
import { log } from '../../platform/log.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { againAt } from '../pauses.ts';
import { Refused, Unwell, type WorkSystem } from '../systems/index.ts';
import { compare } from './compare.ts';
import { foundSql, type OursRow, oursSql, reconciledSql, resendSql, sweepDifferencesSql } from './difference-queries.ts';
import { codeIn, hear } from './hear.ts';
import { pushOne } from './push.ts';
import { fillSql, type HeldSystem, holdSystemSql, pulledSql, releaseSystemSql, unwellSql, wellSql } from './queries.ts';
import { connectionOf, kinds, type Speaking } from './reach.ts';

const minute = 60_000;
const pullEvery = 5 * minute;
/** What was written there while we asked is asked for again the next time. */
const overlap = 15 * minute;
/** So many faults are told in one turn before others have theirs. */
const mostAtOnce = 50;

interface Turn {
	db: Knex;
	held: HeldSystem;
	site: Speaking;
	kind: WorkSystem;
}

async function pull({ db, held, site, kind }: Turn, since: Date | null) {
	const connection = connectionOf(db, held, site);
	const from = site.now();
	const said = await kind.pull(since === null ? null : new Date(since.getTime() - overlap), connection);
	// Oldest first, so that a fault goes the way that they went.
	for (const it of [...said].sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0)))
		await hear(db, held, { said: it, prefix: connection.prefix, site });
	await all(db, pulledSql(held.id, { until: from, next: new Date(from.getTime() + pullEvery) }));
	return { said, prefix: connection.prefix };
}

/** Hears all that they have, compares it with what they should have, keeps every difference, and sends again what they lack. */
async function reconcile(turn: Turn): Promise<void> {
	const { db, held, site } = turn;
	const { said, prefix } = await pull(turn, null);
	const now = site.now();
	await db.transaction(async (transaction) => {
		const ours = await all<OursRow>(transaction, oursSql(held.id, now));
		const { differences, behind } = compare({ ours, theirs: said.map((it) => ({ ...it, code: codeIn(it.id, prefix) })), mapping: held.mapping });
		await all(transaction, foundSql(held.id, differences, now));
		await all(transaction, resendSql(held.id, behind));
		await all(transaction, fillSql(held.id));
		await all(transaction, reconciledSql(held.id, now));
		await all(transaction, sweepDifferencesSql(now));
	});
}

async function take(turn: Turn): Promise<void> {
	const { db, held, site } = turn;
	if (held.pullDue) await pull(turn, held.heardUntil);
	for (let told = 0; told < mostAtOnce && !site.signal?.aborted; told++) if (!(await pushOne(db, held, site))) break;
	if (held.checkDue) await reconcile(turn);
	await all(db, wellSql(held.id, site.now()));
}

function troubleOf(error: unknown): string {
	if (error instanceof FetchError || error instanceof ForbiddenAddress || error instanceof Unwell || error instanceof Refused)
		return error.message.slice(0, 500);
	log.error({ err: error }, 'a work system');
	return 'Something unexpected went wrong; it stands in the log.';
}

/** Speaks with one work system: hears what is new, tells what is due, and compares once a night. Says whether there was one to speak with. */
export async function speakOnce(db: Knex, site: Speaking): Promise<boolean> {
	const held = await maybeOne<HeldSystem>(db, holdSystemSql(site.now()));
	if (!held) return false;
	const kind = kinds.get(held.kind);
	try {
		if (!kind) throw new Unwell(`Nothing here speaks ${held.kind}.`);
		await take({ db, held, site, kind });
	} catch (error) {
		if (site.signal?.aborted) return false;
		const pause = againAt(held.failures + 1, { now: site.now(), random: site.random });
		await all(db, unwellSql(held.id, { trouble: troubleOf(error), pause }));
	} finally {
		await all(db, releaseSystemSql(held.id));
	}
	return true;
}
