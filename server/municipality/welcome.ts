import { createHash } from 'node:crypto';
import type { RequestContext } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { maybeOne } from '../platform/sql.ts';
import { blockedSql } from './welcome-queries.ts';

/** How somebody says that they can be reached. */
export interface Reached {
	email?: string | null | undefined;
	phone?: string | null | undefined;
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** What stands for an address and a number in a block: the same however they are written. */
export const contactHashes = ({ email, phone }: Reached): string[] => [
	...(email ? [hashed(`email ${email.trim().toLowerCase()}`)] : []),
	...(phone ? [hashed(`phone ${phone.replace(/\D/g, '').slice(-9)}`)] : []),
];

/** Refuses what comes from somebody who is blocked: their address, their device or their network. Staff are not asked. */
export async function mustBeWelcome({ db, actor, sender, network }: RequestContext, reached: Reached = {}): Promise<void> {
	if (actor.may('report.take') || actor.may('fault.read')) return;
	const hashes = [...contactHashes(reached), sender, ...(network === undefined ? [] : [network])];
	const blocked = await maybeOne<{ until: Date }>(db, blockedSql(hashes));
	if (blocked) throw new Problem('blocked', undefined, { extra: { until: blocked.until.toISOString() } });
}
