import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';

/** What seals a secret: the server's own secret, what kind of secret it is, and whose. */
export interface Seal {
	secret: string;
	purpose: string;
	/** It opens for nobody else. */
	of: string;
}

const keyOf = ({ secret, purpose }: Seal): Buffer => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));

/** A secret as it is kept: encrypted, and bound to whose it is. */
export function sealText(text: string, seal: Seal): string {
	const nonce = randomBytes(12);
	const cipher = createCipheriv(algorithm, keyOf(seal), nonce).setAAD(Buffer.from(seal.of));
	const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return [nonce, cipher.getAuthTag(), content].map((it) => it.toString('base64url')).join('.');
}

/** The secret again; undefined where it was sealed with another one, or for somebody else. */
export function unsealText(sealed: string, seal: Seal): string | undefined {
	try {
		const [nonce, tag, content] = sealed.split('.').map((it) => Buffer.from(it, 'base64url')) as [Buffer, Buffer, Buffer];
		const decipher = createDecipheriv(algorithm, keyOf(seal), nonce).setAAD(Buffer.from(seal.of)).setAuthTag(tag);
		return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
	} catch {
		return undefined;
	}
}
