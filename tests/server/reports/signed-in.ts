import type { Knex } from 'knex';
import { expect } from 'vitest';
import { channels, sendCodes } from '../../../server/notify/index.ts';
import type { Gateway } from '../../../server/platform/gateway.ts';
import type { Mail, Mailer } from '../../../server/platform/mail.ts';
import type { Account } from '../../../server/reports/account/contract.ts';
import type { Asked } from '../../support/server.ts';

const publicUrl = 'https://town.example';

/** Sends what codes wait; what a mail server and a gateway were given. */
export async function sent(transaction: Knex): Promise<{ to: string; text: string }[]> {
	const taken: { to: string; text: string }[] = [];
	const mail: Mailer = { send: async ({ to, text }: Mail) => void taken.push({ to, text }) };
	const sms: Gateway = { send: async ({ to, text }) => void taken.push({ to, text }) };
	await sendCodes(transaction, { channels, means: { mail, sms, country: '27' }, publicUrl });
	return taken;
}

/** The code in a message. */
export const codeIn = (text: string | undefined): string => /\b\d{6}\b/.exec(text ?? '')?.[0] ?? 'none';
/** The secret of the link in a message. */
export const linkIn = (text: string | undefined): string => /\/my#([\w-]+)/.exec(text ?? '')?.[1] ?? 'none';

/** What somebody sees who is signed in; null for nobody. */
export const account = async ({ ask }: Asked): Promise<Account | null> => (await ask<{ account: Account | null }>('GET', '/api/account')).body.account;

/** Asks for a code and signs in by it. */
export async function enter(asked: Asked, transaction: Knex, address: string): Promise<void> {
	await asked.ask('POST', '/api/account/code', { address });
	const [message] = await sent(transaction);
	const { status } = await asked.ask('POST', '/api/account/prove', { address, code: codeIn(message?.text) });
	expect(status).toBe(200);
}
