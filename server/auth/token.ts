import { createHash, randomBytes } from 'node:crypto';

/** What is kept of a link or key: its SHA-256. The token itself is random enough to need no salt. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** A fresh secret for a link or key, with what is kept of it. */
export function newToken(): { token: string; hash: string } {
	const token = randomBytes(32).toString('base64url');
	return { token, hash: hashToken(token) };
}
