import * as z from 'zod/mini';
import { Nothing, endpoint as names } from '../../platform/contract.ts';

const tracking = z.uuid();
const endpoint = z.url().check(z.maxLength(1000));

export const readPushKey = names({
	method: 'get',
	path: '/api/push',
	access: 'anyone',
	summary: 'The public key with which a browser asks its push service for an address (RFC 8292).',
	input: Nothing,
	output: z.object({ key: z.string() }),
});

export const hearByPush = names({
	method: 'post',
	path: '/api/reports/:tracking/push',
	access: 'anyone',
	summary: 'Whoever holds the link wants to hear in this browser. It then takes the place of mails and text messages.',
	input: z.object({
		tracking,
		endpoint,
		/** The public key of the browser: an uncompressed point of P-256, base64url. */
		p256dh: z.string().check(z.regex(/^B[\w-]{86}$/)),
		/** Sixteen bytes, base64url. */
		auth: z.string().check(z.regex(/^[\w-]{22}$/)),
	}),
	output: z.object({ hears: z.boolean() }),
	problems: ['not-found', 'taken-back', 'wrong-state'],
});

export const stopPush = names({
	method: 'post',
	path: '/api/reports/:tracking/push/stop',
	access: 'anyone',
	summary: 'This browser shows no more messages about this fault.',
	input: z.object({ tracking, endpoint }),
	output: z.object({ hears: z.boolean() }),
	problems: ['not-found', 'taken-back'],
});
