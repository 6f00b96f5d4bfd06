import { type Context, contactHashes, type Reached } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound } from '../../platform/problem.ts';
import { maybeOne, one } from '../../platform/sql.ts';
import type { Block } from './contract.ts';
import { insertBlockSql, senderSql } from './queries.ts';

interface Blocking {
	ticket: string;
	kinds: readonly Block['kind'][];
	reason: string;
	days: number;
}

/** Blocks whoever made the report of a ticket, as far as it is known who or what that was. */
export async function block({ db, town, actor }: Context, { ticket, kinds, reason, days }: Blocking): Promise<{ ids: number[] }> {
	const code = ticket.toUpperCase().replace(new RegExp(`^${town.municipality.prefix}-`), '');
	const sender = await maybeOne<Reached & { device: string | null; network: string | null }>(db, senderSql(code));
	if (!sender) throw notFound('ticket');
	const known: Record<Block['kind'], string[]> = {
		contact: contactHashes(sender),
		device: sender.device === null ? [] : [sender.device],
		network: sender.network === null ? [] : [sender.network],
	};
	const wanted = kinds.flatMap((kind) => known[kind].map((hash) => ({ kind, hash })));
	if (wanted.length === 0) throw badField('kinds', 'Nothing of this kind is known of whoever made this report.');
	const ids: number[] = [];
	for (const it of wanted) ids.push((await one<{ id: number }>(db, insertBlockSql({ ...it, reason, days, personId: actor.personId ?? 0 }))).id);
	await happened(db, { kind: 'sender.blocked', personId: actor.personId, details: { blocks: ids, days } });
	return { ids };
}
