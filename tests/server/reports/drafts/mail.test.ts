import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../../server/auth/index.ts';
import { loadTown } from '../../../../server/municipality/index.ts';
import type { Mail } from '../../../../server/platform/mail.ts';
import { diskStore } from '../../../../server/platform/store.ts';
import { answerDrafts } from '../../../../server/reports/drafts/answer.ts';
import { emptyMailbox, type Mailbox } from '../../../../server/reports/drafts/mailbox.ts';
import { ownWords, readMail } from '../../../../server/reports/drafts/read-mail.ts';
import type { Letterbox } from '../../../../server/reports/drafts/take-mail.ts';
import { takeMail } from '../../../../server/reports/drafts/take-mail.ts';
import { db, undone } from '../../../support/database.ts';
import { serving } from '../../../support/server.ts';
import { lonLat } from '../../../support/town.ts';
import { photoMail, plainMail } from './mails.ts';

const directory = mkdtempSync(join(tmpdir(), 'faultline-mail-'));
afterAll(() => {
	rmSync(directory, { recursive: true });
	return db.destroy();
});

const boxOf = async (transaction: Knex): Promise<Letterbox> => ({
	db: transaction,
	town: await loadTown(transaction),
	store: diskStore(join(directory, 'files')),
	own: 'Testville <reports@test.example>',
});

const posted = (test: (box: Letterbox, transaction: Knex) => Promise<void>) => undone(async (transaction) => test(await boxOf(transaction), transaction));

interface Drafts {
	drafts: Record<string, unknown>[];
	waiting: number;
}

async function desk(transaction: Knex) {
	const asked = await serving(transaction);
	await addPerson(transaction, { email: 'c@example.org', name: 'C', password: 'a-good-password', language: 'en', roles: [{ role: 'contact-centre' }] });
	await asked.ask('POST', '/api/session', { email: 'c@example.org', password: 'a-good-password' });
	return asked;
}

describe('a mail', () => {
	it(
		'becomes a draft with its words, the trouble they tell of, its language and the place of its photo; once, however often it comes',
		posted(async (box, transaction) => {
			expect(await takeMail(box, await photoMail())).toBe('draft');
			expect(await takeMail(box, await photoMail())).toBe('again');
			const asked = await desk(transaction);
			const { body } = await asked.ask<Drafts>('GET', '/api/desk/drafts');
			expect(body.waiting).toBe(1);
			expect(body.drafts).toHaveLength(1);
			expect(body.drafts[0]).toMatchObject({
				channel: 'email',
				language: 'af',
				name: 'André',
				email: 'andre@example.org',
				mode: 'street-light.out',
				asset: null,
			});
			expect(body.drafts[0]).toMatchObject({ words: 'Goeie dag, die straatlig voor ons huis brand nie.', place: { placed: 'photo' } });
			const photos = body.drafts[0]?.['photos'] as { id: string }[];
			expect(photos).toHaveLength(1);
			await asked.close();
		}),
	);

	it(
		'that names a pole is placed there',
		posted(async (box, transaction) => {
			await takeMail(box, plainMail({ body: 'The street light at pole sl-104 is off' }));
			expect(await transaction('report_draft').first()).toMatchObject({ asset: 'SL-104', placed: 'asset', failure_mode: 'street-light.out', language: 'en' });
		}),
	);

	it(
		'from a machine, or from ourselves, is left alone',
		posted(async (box, transaction) => {
			const machines = [
				plainMail({ id: '<1@x>', headers: 'Auto-Submitted: auto-replied\r\n' }),
				plainMail({ id: '<2@x>', headers: 'Precedence: bulk\r\n' }),
				plainMail({ id: '<3@x>', headers: 'Return-Path: <>\r\n' }),
				plainMail({ id: '<4@x>', from: 'MAILER-DAEMON@example.org' }),
				plainMail({ id: '<5@x>', headers: 'List-Id: <news.example.org>\r\n' }),
				plainMail({ id: '<6@x>', from: 'reports@test.example' }),
				plainMail({ id: '<7@x>', body: '', subject: '' }),
			];
			for (const mail of machines) expect(await takeMail(box, mail)).toBe('ignored');
			expect(await takeMail(box, plainMail({ id: '<8@x>', headers: 'Auto-Submitted: no\r\n' }))).toBe('draft');
			expect(await transaction('report_draft')).toHaveLength(1);
		}),
	);

	it(
		'that is none, or is made to harm, breaks nothing and holds nothing up',
		posted(async (box) => {
			const nested = `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n`.repeat(300);
			const hostile = [
				Buffer.alloc(0),
				Buffer.from([0xff, 0xfe, 0, 1, 2, 3]),
				Buffer.from('no headers at all'),
				Buffer.from(`From: a@example.org\r\n${nested}`),
				Buffer.from(`From: a@example.org\r\nX: ${'y'.repeat(400_000)}\r\n\r\nhello`),
				plainMail({ id: '<bad@x>', from: `${'a'.repeat(300)}@example.org` }),
				plainMail({ id: '<nul@x>', body: `zero \u0000 byte \u001b[31m <script>alert(1)</script> ${'x'.repeat(90_000)}` }),
				Buffer.from(`From: a@example.org\r\nContent-Type: text/html\r\n\r\n${'<'.repeat(200_000)}`),
				Buffer.from('From: a@example.org\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!'),
			];
			for (const mail of hostile) {
				const begun = Date.now();
				expect(['unreadable', 'draft', 'ignored', 'again']).toContain(await takeMail(box, mail));
				expect(Date.now() - begun).toBeLessThan(5000);
			}
			expect(await readMail(Buffer.alloc(26 * 1024 * 1024, 'a'))).toBeUndefined();
		}),
	);

	it(
		'of a reporter that answers with the ticket is a comment a moderator sees first; from anybody else it is a draft',
		posted(async (box, transaction) => {
			const asked = await serving(transaction);
			const at = await lonLat(transaction, 311070, 6265005);
			const report = { mode: 'street-light.out', ...at, zoom: 19, email: 'nomsa@example.org', words: 'dark' };
			const { body } = await asked.ask<{ ticket: string }>('POST', '/api/reports', report);
			const subject = `Re: Your report ${body.ticket}`;
			const answer = 'It is still dark.\n\nOn Mon, 2 Nov 2026 at 10:00, Testville <reports@test.example> wrote:\n> We got your report';
			expect(await takeMail(box, plainMail({ id: '<r1@x>', subject, body: answer }))).toBe('comment');
			expect(await transaction('comment').first()).toMatchObject({ words: 'It is still dark.', visibility: 'held' });
			expect(await takeMail(box, plainMail({ id: '<r2@x>', subject, body: answer, from: 'other@example.org' }))).toBe('draft');
			await asked.close();
		}),
	);
});

describe('the words of a mail', () => {
	it('are read from HTML when there is nothing else', async () => {
		const html =
			'<html><head><title>x</title><style>p { color: red }</style></head><body><p>It leaks &amp; leaks</p><div>at <b>14</b> Kerkstraat</div></body></html>';
		const mail = await readMail(Buffer.from(`From: a@example.org\r\nContent-Type: text/html\r\n\r\n${html}`));
		expect(mail?.words).toBe('It leaks & leaks\n\nat 14 Kerkstraat');
	});

	it('are those of its writer', () => {
		expect(ownWords('It leaks\n\n> old words\nmore\n\nSent from my phone')).toBe('It leaks\n\nmore');
		expect(ownWords('Dit lek\n\nOp Ma. 2 Nov. 2026 om 10:00 het Testville <a@b.c> geskryf:\nou woorde')).toBe('Dit lek');
		expect(ownWords('It leaks\n-----Original Message-----\nold')).toBe('It leaks');
	});
});

describe('staff', () => {
	it(
		'make a report of a draft: photos and sender go over to it, and nothing of them stays behind',
		posted(async (box, transaction) => {
			await takeMail(box, await photoMail());
			const asked = await desk(transaction);
			const { body } = await asked.ask<Drafts>('GET', '/api/desk/drafts');
			const code = String(body.drafts[0]?.['code']);
			const at = await lonLat(transaction, 311140, 6265006);
			const accepted = await asked.ask<{ ticket: string }>('POST', `/api/desk/drafts/${code}/accept`, {
				mode: 'street-light.out',
				...at,
				method: 'photo',
				words: 'Straatlig brand nie',
				email: 'andre@example.org',
				language: 'af',
			});
			expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
			expect(accepted.body.ticket).toMatch(/^TST-/);
			const report = await transaction('report').orderBy('id', 'desc').first();
			expect(report).toMatchObject({ channel: 'email', language: 'af' });
			expect(await transaction('media').where({ report_id: report.id })).toHaveLength(1);
			expect(await transaction('report_draft').first()).toMatchObject({ state: 'accepted', words: '', subject: null, contact_id: null, report_id: report.id });
			expect(await transaction('report_draft_photo')).toHaveLength(0);
			expect(await transaction('contact').where({ email: 'andre@example.org' })).toHaveLength(1);
			expect((await asked.ask('POST', `/api/desk/drafts/${code}/reject`, { reason: 'spam' })).body).toMatchObject({ code: 'wrong-state' });
			await asked.close();
		}),
	);

	it(
		'reject one, may take that back for a minute, and then its sender is told why in her language',
		posted(async (box, transaction) => {
			await takeMail(box, plainMail({ body: 'Molo, nceda isibane apha asikhanyi', subject: 'Isibane' }));
			const asked = await desk(transaction);
			const { code } = await transaction('report_draft').first();
			const decide = (what: string, more = {}) => asked.ask('POST', `/api/desk/drafts/${code}/${what}`, more);
			expect((await decide('reject', { reason: 'no-place' })).body).toEqual({ state: 'rejected' });
			expect((await decide('reopen')).body).toEqual({ state: 'waiting' });
			await decide('reject', { reason: 'no-place' });
			const sent: Mail[] = [];
			const mail = { send: async (it: Mail) => void sent.push(it) };
			expect(await answerDrafts(transaction, mail, 'https://test.example')).toBe(0);
			await transaction('report_draft').update({ retry_at: transaction.raw("now() - interval '1 second'") });
			expect(await answerDrafts(transaction, mail, 'https://test.example')).toBe(1);
			expect(sent[0]).toMatchObject({ to: 'nomsa@example.org', subject: 'Umyalezo wakho oya kwi-Testville' });
			expect(sent[0]?.text).toContain('https://test.example/report');
			expect(await answerDrafts(transaction, mail, 'https://test.example')).toBe(0);
			expect((await decide('reopen')).body).toMatchObject({ code: 'wrong-state' });
			await asked.close();
		}),
	);

	it(
		'without the right see no drafts',
		posted(async (_box, transaction) => {
			const asked = await serving(transaction);
			expect((await asked.ask('GET', '/api/desk/drafts')).status).toBe(401);
			await asked.close();
		}),
	);
});

describe('a mailbox', () => {
	it(
		'is emptied once: what was taken is marked, what cannot be read is left conspicuous',
		posted(async (box, transaction) => {
			const mails = new Map<number, Buffer>([
				[3, plainMail()],
				[5, Buffer.from('nothing')],
				[9, plainMail({ id: '<two@example.org>' })],
			]);
			const marked: [number, boolean][] = [];
			const mailbox: Mailbox = {
				unseen: async () => [...mails].map(([uid, { length }]) => ({ uid, size: length })).filter(({ uid }) => !marked.some(([done]) => done === uid)),
				read: async (uid) => mails.get(uid) as Buffer,
				done: async (uid, flag) => void marked.push([uid, flag]),
				close: async () => undefined,
			};
			expect(await emptyMailbox(mailbox, box)).toMatchObject({ draft: 2, unreadable: 1 });
			expect(marked).toEqual([
				[3, false],
				[5, true],
				[9, false],
			]);
			expect(await emptyMailbox(mailbox, box)).toMatchObject({ draft: 0, again: 0 });
			expect(await transaction('report_draft')).toHaveLength(2);
		}),
	);
});
