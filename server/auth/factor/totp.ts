import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const seconds = 30;

interface Kind {
	digits?: number;
	algorithm?: 'sha1' | 'sha256' | 'sha512';
}

/** Bytes as people and programs hand them on: base 32 of RFC 4648, without padding. */
export function base32(bytes: Uint8Array): string {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The bytes of such a text. */
function bytesOf(text: string): Buffer {
	const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** A fresh secret, of 160 bits as RFC 4226 recommends. */
export const newSecret = (): string => base32(randomBytes(20));

/** The half minute in which a moment lies (RFC 6238). */
export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / seconds);

/** The code of one step: HOTP (RFC 4226) of its number. */
export function codeAt(secret: string, step: number, { digits = 6, algorithm = 'sha1' }: Kind = {}): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const made = createHmac(algorithm, bytesOf(secret)).update(counter).digest();
	const offset = (made.at(-1) ?? 0) & 15;
	return String((made.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

const same = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The step to which a code belongs: this one, or one beside it, for clocks that are not quite right. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
	const step = stepAt(now);
	return [step, step - 1, step + 1].find((it) => same(codeAt(secret, it), code));
}

/** The address that an authenticator reads from a QR code. */
export function addressOf({ secret, issuer, account }: { secret: string; issuer: string; account: string }): string {
	const query = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: '6', period: String(seconds) });
	return `otpauth://totp/${encodeURIComponent(`${issuer}:${account}`)}?${query.toString().replaceAll('+', '%20')}`;
}
