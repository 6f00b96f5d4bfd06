import { createHmac, randomBytes } from 'node:crypto';
import { sealText, unsealText } from '../../platform/sealed.ts';
import type { Signer } from './queries.ts';

const purpose = 'secrets of webhooks';
const prefix = 'whsec_';

/** A secret as whoever hears us is given it (Standard Webhooks). */
export const freshSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`;

/** The secret as it is kept. */
export const sealed = (text: string, { code, secret }: { code: string; secret: string }): string => sealText(text, { secret, purpose, of: code });

/** The secrets with which messages are signed: the one there is, and for a day the one before. */
export const secretsOf = ({ code, sealed: now, sealedBefore }: Signer, secret: string): string[] =>
	[now, sealedBefore].flatMap((it) => (it === null ? [] : (unsealText(it, { secret, purpose, of: code }) ?? [])));

/** The headers of a signed message: who hears it checks `id.timestamp.body` against any of the signatures. */
export function signed(body: string, { id, now, secrets }: { id: string; now: Date; secrets: readonly string[] }): Record<string, string> {
	const timestamp = String(Math.floor(now.getTime() / 1000));
	const signatures = secrets.map((it) => {
		const key = Buffer.from(it.slice(prefix.length), 'base64');
		return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
	});
	return { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
