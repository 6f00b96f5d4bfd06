import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const slow = promisify<string, string, number, Buffer>(scrypt);

/** A fresh code of six digits. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** A fresh secret for a link or a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of such a secret: random enough to need no salt. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** What is kept of a code: there are only a million of them, so the hash is slow and salted. */
export async function codeHash(code: string, salt: string): Promise<string> {
	return (await slow(code, salt, 32)).toString('base64url');
}

/** Whether a code is the one that was hashed; takes as long either way. */
export async function codeFits(code: string, { salt, hash }: { salt: string; hash: string }): Promise<boolean> {
	const [one, other] = [Buffer.from(await codeHash(code, salt)), Buffer.from(hash)];
	return one.length === other.length && timingSafeEqual(one, other);
}
