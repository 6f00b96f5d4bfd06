import { createCipheriv, createECDH, createPrivateKey, generateKeyPairSync, hkdfSync, randomBytes, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { surely } from './gateway.ts';
import { NotSent } from './mail.ts';

/** Where a browser takes messages, and what they are encrypted with for it alone. */
export interface PushDevice {
	endpoint: string;
	/** The browser's public key, an uncompressed point of P-256, base64url. */
	p256dh: string;
	/** Sixteen bytes that the browser chose, base64url. */
	auth: string;
}

/** By which push services know who sends (RFC 8292). */
export interface PushKeys {
	/** An uncompressed point of P-256, base64url: browsers are told it when somebody says yes. */
	publicKey: string;
	privateKey: { kty: 'EC'; crv: 'P-256'; x: string; y: string; d: string };
}

const base64url = (bytes: ArrayBuffer | Buffer): string => Buffer.from(bytes as ArrayBuffer).toString('base64url');
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

function newKeys(): PushKeys {
	const { x = '', y = '', d = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
	return { publicKey: base64url(Buffer.concat([Buffer.of(4), bytesOf(x), bytesOf(y)])), privateKey: { kty: 'EC', crv: 'P-256', x, y, d } };
}

/** The municipality's own keys, made once and kept beside the data: with others, everybody would have to say yes again. */
export function pushKeys(directory: string): PushKeys {
	const file = join(directory, 'push-keys.json');
	if (!existsSync(file)) {
		mkdirSync(directory, { recursive: true });
		// Of two processes that begin at once, the first one's keys count.
		try {
			writeFileSync(file, JSON.stringify(newKeys()), { mode: 0o600, flag: 'wx' });
		} catch (error) {
			if ((error as { code?: string }).code !== 'EEXIST') throw error;
		}
	}
	return JSON.parse(readFileSync(file, 'utf8')) as PushKeys;
}

/** Bytes that only one sender and one message have; given only where a published example is worked. */
interface Chosen {
	salt?: Buffer;
	privateKey?: Buffer;
}

/** Encrypts for one browser (RFC 8291): one record of the coding aes128gcm (RFC 8188). */
export function encrypted(text: string, { p256dh, auth }: Omit<PushDevice, 'endpoint'>, { salt = randomBytes(16), privateKey }: Chosen = {}): Buffer {
	const own = createECDH('prime256v1');
	if (privateKey) own.setPrivateKey(privateKey);
	else own.generateKeys();
	const [theirs, ours] = [bytesOf(p256dh), own.getPublicKey()];
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
	const shared = Buffer.from(hkdfSync('sha256', own.computeSecret(theirs), bytesOf(auth), info, 32));
	const key = Buffer.from(hkdfSync('sha256', shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16));
	const nonce = Buffer.from(hkdfSync('sha256', shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12));
	const cipher = createCipheriv('aes-128-gcm', key, nonce);
	// The 2 says that this is the last record.
	const record = Buffer.concat([cipher.update(text, 'utf8'), cipher.update(Buffer.of(2)), cipher.final(), cipher.getAuthTag()]);
	const size = Buffer.alloc(4);
	size.writeUInt32BE(4096);
	return Buffer.concat([salt, size, Buffer.of(ours.length), ours, record]);
}

const halfDay = 12 * 60 * 60;

/** Says to a push service who sends: a token signed with our key, good for half a day (RFC 8292). */
export function vapid(endpoint: string, { publicKey, privateKey }: PushKeys, { subject, now }: { subject: string; now: Date }): string {
	const part = (it: object): string => base64url(Buffer.from(JSON.stringify(it)));
	const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now.getTime() / 1000) + halfDay, sub: subject };
	const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`;
	const signature = sign('sha256', Buffer.from(signed), { key: createPrivateKey({ key: privateKey, format: 'jwk' }), dsaEncoding: 'ieee-p1363' });
	return `vapid t=${signed}.${base64url(signature)}, k=${publicKey}`;
}

/** Hands a text to a push service for one browser. False: that browser takes messages no more. Throws `NotSent` when it surely failed. */
export interface Pusher {
	send(device: PushDevice, text: string, topic: string): Promise<boolean>;
}

const patience = 20_000;
/** Seconds for which a push service keeps a message for a phone that is off. */
const keptFor = 2 * 24 * 60 * 60;

/** A way to push services. `subject` is where their keepers reach us: an https address or a mailto. */
export function pusher(keys: PushKeys, subject: string): Pusher {
	return {
		send: async (device, text, topic) => {
			const headers = {
				authorization: vapid(device.endpoint, keys, { subject, now: new Date() }),
				'content-encoding': 'aes128gcm',
				'content-type': 'application/octet-stream',
				ttl: String(keptFor),
				urgency: 'normal',
				topic,
			};
			const body = new Uint8Array(encrypted(text, device));
			const request = { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(patience) } as const;
			const answer = await fetch(device.endpoint, request).catch((error: unknown) => {
				throw surely(error);
			});
			await answer.body?.cancel();
			if (answer.status === 404 || answer.status === 410) return false;
			if (!answer.ok) throw new NotSent(`the push service answered ${answer.status}`, answer.status >= 400 && answer.status < 500 && answer.status !== 429);
			return true;
		},
	};
}
