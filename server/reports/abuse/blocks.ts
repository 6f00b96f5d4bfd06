import { createHash } from 'node:crypto';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { maybeOne, one } from '../../platform/sql.ts';
import type { Block } from './contract.ts';
import { blockedSql, insertBlockSql, senderSql } from './queries.ts';

interface Reached {
	email?: string | null | undefined;
	phone?: string | null | undefined;
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** What stands for an address and a number in a block: the same however they are written. */
const contactHashes = ({ email, phone }: Reached): string[] => [
	...(email ? [hashed(`email ${email.trim().toLowerCase()}`)] : []),
	...(phone ? [hashed(`phone ${phone.replace(/\D/g, '').slice(-9)}`)] : []),
];

/** Refuses what comes from somebody who is blocked: their address, their device or their network. Staff are not asked. */
export async function mustBeWelcome({ db, actor, sender, network }: Context, reached: Reached): Promise<void> {
	if (actor.may('report.take') || actor.may('fault.read')) return;
	const hashes = [...contactHashes(reached), sender, ...(network === undefined ? [] : [network])];
	const blocked = await maybeOne<{ until: Date }>(db, blockedSql(hashes));
	if (blocked) throw new Problem('blocked', undefined, { extra: { until: blocked.until.toISOString() } });
}

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
