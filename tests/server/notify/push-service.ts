import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a browser was shown. */
export interface Shown {
	path: string;
	payload: { title: string; body: string; url: string; tag: string };
	topic: string;
	urgency: string;
}

/** A browser of tests: its keys, as it gives them away, and how it reads what is sent to it. */
export function browser() {
	const own = createECDH('prime256v1');
	own.generateKeys();
	const auth = randomBytes(16);
	const read = (body: Buffer): string => {
		const [salt, theirs, record] = [body.subarray(0, 16), body.subarray(21, 21 + (body[20] ?? 0)), body.subarray(21 + (body[20] ?? 0))];
		const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), theirs]);
		const shared = Buffer.from(hkdfSync('sha256', own.computeSecret(theirs), auth, info, 32));
		const key = Buffer.from(hkdfSync('sha256', shared, salt, 'Content-Encoding: aes128gcm\0', 16));
		const nonce = Buffer.from(hkdfSync('sha256', shared, salt, 'Content-Encoding: nonce\0', 12));
		const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-16));
		const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
		if (plain.at(-1) !== 2) throw new Error('not the last record');
		return plain.subarray(0, -1).toString();
	};
	return { p256dh: own.getPublicKey().toString('base64url'), auth: auth.toString('base64url'), read };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}

/** Whether who sends has signed it, with the key that it names, for this host and not for too long. */
function signed(authorization: string, origin: string): boolean {
	const [, token = '', key = ''] = /^vapid t=(\S+), k=(\S+)$/.exec(authorization) ?? [];
	const [head = '', claims = '', signature = ''] = token.split('.');
	const point = Buffer.from(key, 'base64url');
	const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
	const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
	const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString());
	const lasts = exp * 1000 - Date.now();
	return (
		verify('sha256', Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')) &&
		aud === origin &&
		/^(https:|mailto:)/.test(sub) &&
		lasts > 0 &&
		lasts <= 24 * 3600 * 1000
	);
}

function refusal({ headers }: IncomingMessage, origin: string): number | null {
	if (!signed(headers.authorization ?? '', origin)) return 403;
	return headers['content-encoding'] === 'aes128gcm' && headers['ttl'] !== undefined ? null : 400;
}

/** A push service: takes what is signed, hands it to the browser that can read it. Addresses that end in `gone` are those of browsers that left. */
export async function pushService(browsers: Readonly<Record<string, ReturnType<typeof browser>>>) {
	const shown: Shown[] = [];
	const take = async (request: IncomingMessage): Promise<number> => {
		const { host, topic, urgency } = request.headers;
		const path = request.url ?? '';
		const body = await bodyOf(request);
		const wrong = refusal(request, `http://${host}`);
		if (wrong !== null) return wrong;
		const to = browsers[path.slice(1)];
		if (!to) return path.endsWith('busy') ? 503 : 410;
		shown.push({ path, payload: JSON.parse(to.read(body)), topic: String(topic), urgency: String(urgency) });
		return 201;
	};
	const server = createServer(async (request, response) => void response.writeHead(await take(request)).end()).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, shown, close: () => new Promise((resolve) => server.close(resolve)) };
}
