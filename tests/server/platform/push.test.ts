import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encrypted, pushKeys, vapid } from '../../../server/platform/push.ts';

const directory = mkdtempSync(join(tmpdir(), 'faultline-push-'));

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

describe('a message for one browser', () => {
	it('is encrypted as the example of RFC 8291, appendix A', () => {
		const device = {
			p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
			auth: 'BTBZMqHH6r4Tts7J_aSIgg',
		};
		const chosen = { salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'), privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw') };
		expect(encrypted('When I grow up, I want to be a watermelon', device, chosen).toString('base64url')).toBe(
			'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
		);
	});
});

describe('the keys of the municipality', () => {
	it('are made once, and nobody else on the machine may read them', () => {
		const keys = pushKeys(directory);
		expect(pushKeys(directory)).toEqual(keys);
		expect(bytes(keys.publicKey)).toHaveLength(65);
		expect(statSync(join(directory, 'push-keys.json')).mode & 0o077).toBe(0);
	});

	it('sign who sends, to whom, and for how long (RFC 8292)', () => {
		const keys = pushKeys(directory);
		const now = new Date('2026-11-29T10:00:00Z');
		const said = vapid('https://push.example/send/abc', keys, { subject: 'https://town.example', now });
		const [, token = '', key = ''] = /^vapid t=(\S+), k=(\S+)$/.exec(said) ?? [];
		const [head = '', claims = '', signature = ''] = token.split('.');
		expect(key).toBe(keys.publicKey);
		expect(JSON.parse(bytes(head).toString())).toEqual({ typ: 'JWT', alg: 'ES256' });
		expect(JSON.parse(bytes(claims).toString())).toEqual({ aud: 'https://push.example', exp: now.getTime() / 1000 + 12 * 3600, sub: 'https://town.example' });
		const { x, y } = keys.privateKey;
		const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
		expect(verify('sha256', Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes(signature))).toBe(true);
	});
});
