import { createHmac, timingSafeEqual } from 'node:crypto';

const signed = (readerId: string, secret: string): Buffer => createHmac('sha256', secret).update(`planning letter ${readerId}`).digest();

/** What stands in the link that ends a letter for one reader: nobody makes one up, and nothing of it need be kept. */
export const tokenOf = (readerId: number, secret: string): string => `${readerId}.${signed(String(readerId), secret).toString('base64url')}`;

/** The reader of a link; undefined where it was not made here. */
export function readerOf(token: string, secret: string): number | undefined {
	const [id = '', signature = ''] = token.split('.');
	if (!/^[1-9]\d{0,14}$/.test(id)) return undefined;
	const given = Buffer.from(signature, 'base64url');
	const right = signed(id, secret);
	return given.length === right.length && timingSafeEqual(given, right) ? Number(id) : undefined;
}
