import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { Letter } from '../../../server/planning/letters/contract.ts';
import { type Post, pauseLeft, sendLetters } from '../../../server/planning/letters/send.ts';
import { runOnce } from '../../../server/planning/runs/runner.ts';
import { secret } from '../../../server/platform/config.ts';
import { type Mail, NotSent } from '../../../server/platform/mail.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { addFault, addPipe, inPlace } from './register.ts';

afterAll(() => db.destroy());

interface Told {
	id: string;
	letters: Letter[];
	people: { id: string; name: string }[];
	outside: boolean;
	errors: { path: string }[];
}

const report = 'failures-by-class-and-ward';
const params = { class: 'water-pipes', from: '2024-01-01', to: '2024-12-31' };
const weekly = { title: 'Pipes', what: 'report', report, params, every: 'week', day: 1, hour: 7, language: 'en' };
const week = 7 * 86_400_000;

interface Town {
	knex: Knex;
	asked: Asked;
	sent: Mail[];
	/** Everything that is due at a moment is sent. */
	sendAt: (now: Date, mail?: Post['mail']) => Promise<number>;
	enter: (name: string) => Promise<void>;
	/** When a letter is due next. */
	nextAt: () => Promise<Date>;
}

const town = (test: (it: Town) => Promise<void>) =>
	undone(async (knex) => {
		const pipe = await addPipe(knex, { key: 'P-1', metres: 1000, ward: 1 });
		await addFault(knex, { asset: pipe, at: '2024-03-05T10:00:00Z' });
		for (const [name, role] of [
			['plan', 'planner'],
			['engineer', 'engineer'],
			['centre', 'contact-centre'],
			['admin', 'administrator'],
		] as const)
			await addPerson(knex, { email: `${name}@example.org`, name, password: 'a-good-password', language: 'en', roles: [{ role }] });
		const asked = await serving(knex);
		const sent: Mail[] = [];
		const keep: Post['mail'] = { send: async (mail) => void sent.push(mail) };
		try {
			await test({
				...{ knex, asked, sent },
				sendAt: (now, mail = keep) => sendLetters(knex, { mail, publicUrl: 'https://town.example', secret: secret(asked.directory), now }),
				enter: async (name) => void (await asked.ask('POST', '/api/session', { email: `${name}@example.org`, password: 'a-good-password' })),
				nextAt: async () => (await knex('planning_letter').orderBy('id', 'desc').first('next_at')).next_at,
			});
		} finally {
			await asked.close();
		}
	});

/** The accounts of these names, as the list of possible readers names them. */
async function ids({ ask }: Asked, ...names: string[]): Promise<string[]> {
	const { body } = await ask<Told>('GET', '/api/planning/letters');
	return names.map((name) => body.people.find((it) => it.name === name)?.id ?? '');
}

describe('an answer that is sent again and again', () => {
	it(
		'goes out once at its time as a paper, to the house whole, outside without small counts; whoever wants no more of it gets none',
		town(async ({ knex, asked, sent, sendAt, enter, nextAt }) => {
			const { ask } = asked;
			await enter('plan');
			const people = await ids(asked, 'engineer', 'centre');
			const made = await ask<Told>('POST', '/api/planning/letters', { ...weekly, people, outside: ['Council@Example.com'] });
			expect(made.status).toBe(200);
			expect(made.body.letters[0]).toMatchObject({ title: 'Pipes', mine: true, paused: null, last: null });
			const due = await nextAt();
			expect(await sendAt(new Date(due.getTime() - 1000))).toBe(0);
			// The worker was away for two weeks: what went by is sent once.
			const late = new Date(due.getTime() + 2 * week + 1000);
			expect(await sendAt(late)).toBe(3);
			expect(await sendAt(late)).toBe(0);
			expect(await nextAt()).toEqual(new Date(due.getTime() + 3 * week));
			const to = new Map(sent.map((mail) => [mail.to, mail]));
			expect([...to.keys()].sort()).toEqual(['centre@example.org', 'council@example.com', 'engineer@example.org']);
			const [inside, outside] = [to.get('engineer@example.org'), to.get('council@example.com')];
			expect(inside?.attachments?.[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
			expect(inside?.text).toContain('/planner/?report=failures-by-class-and-ward');
			expect(inside?.text).not.toContain('fewer than five');
			// Who answers calls has no figures of their own, and gets what the public gets.
			for (const mail of [outside, to.get('centre@example.org')]) {
				expect(mail?.text).toContain('fewer than five');
				expect(mail?.text).not.toContain('/planner/');
			}
			expect(outside?.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
			expect(await knex('planning_letter_paper')).toEqual([]);

			// Signed out, as a mail program does it: by the address of the header alone.
			await ask('DELETE', '/api/session');
			const link = outside?.headers?.['List-Unsubscribe']?.replace('<https://town.example', '').replace('>', '') ?? '';
			expect((await ask('GET', link)).status).toBe(200);
			await fetch(asked.url + link, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
			expect((await ask('POST', `${link}x`)).status).toBe(404);
			expect(
				(
					await ask(
						'POST',
						link.replace(/\/\d+/, (it) => `/${Number(it.slice(1)) + 1}`),
					)
				).status,
			).toBe(404);
			const again = new Date(due.getTime() + 3 * week);
			expect(await sendAt(again)).toBe(2);
			await ask('POST', `${link}?then=again`);
			expect(await sendAt(new Date(again.getTime() + week))).toBe(3);
			await enter('plan');
			const { body } = await ask<Told>('GET', '/api/planning/letters');
			expect(body.letters[0]?.last).toMatchObject({ sent: 3, waiting: 0, failed: 0, trouble: null });
		}),
	);

	it(
		'is not sent twice when nobody knows whether it arrived, is tried again when it surely did not leave, and says so',
		town(async ({ asked, sent, sendAt, enter, nextAt }) => {
			await enter('plan');
			await asked.ask('POST', '/api/planning/letters', { ...weekly, people: await ids(asked, 'engineer', 'centre') });
			const due = await nextAt();
			let said = 0;
			const moody: Post['mail'] = {
				send: async () => {
					said += 1;
					throw said === 1 ? new NotSent('down', false) : new Error('cut off');
				},
			};
			expect(await sendAt(due, moody)).toBe(2);
			expect(await sendAt(new Date(due.getTime() + 3_600_000))).toBe(1);
			expect(sent).toHaveLength(1);
			const { body } = await asked.ask<Told>('GET', '/api/planning/letters');
			expect(body.letters[0]?.last).toMatchObject({ sent: 1, failed: 1, trouble: 'unknown' });
		}),
	);

	it(
		'waits for what has to be worked out, and sends the board and one’s own questions',
		town(async ({ knex, asked, sent, sendAt, enter, nextAt }) => {
			const { ask } = asked;
			await enter('plan');
			const [people, outside] = [await ids(asked, 'plan'), []];
			const board = { ...weekly, what: 'board', report: undefined, params: {}, people, outside };
			expect((await ask<Told>('POST', '/api/planning/letters', board)).body.errors.map(({ path }) => path)).toEqual(['what']);
			await ask('POST', '/api/planning/kept', { report, params, title: 'One', pinned: true });
			const inquiry = { from: 'fault', by: [{ field: 'class' }], measures: [{ what: 'count' }] };
			const kept = await ask<{ questions: { id: string }[] }>('POST', '/api/planning/questions', { title: 'Mine', inquiry });
			await ask('POST', '/api/planning/letters', board);
			const heavy = { ...weekly, report: 'under-reporting', params: { from: '2024-01-01', to: '2024-12-31' }, people };
			expect((await ask('POST', '/api/planning/letters', heavy)).status).toBe(200);
			const due = await nextAt();
			expect(await sendAt(due)).toBe(1);
			expect(sent[0]?.attachments?.map(({ filename }) => filename)).toEqual(['failures-by-class-and-ward-2024-01-01-2024-12-31.pdf']);
			// It is counted after it is due: figures of before are not those of today.
			await knex('planning_run').update({ asked_at: due });
			while (await runOnce(knex, { calculate: inPlace }));
			await knex.raw('alter table planning_run disable trigger planning_run_stands');
			await knex('planning_run').update({ as_of: new Date(due.getTime() + 1) });
			expect(await sendAt(new Date(due.getTime() + 5 * 60_000))).toBe(1);
			const own = { ...weekly, what: 'question', report: undefined, params: {}, question: kept.body.questions[0]?.id, people };
			expect((await ask('POST', '/api/planning/letters', own)).status).toBe(200);
			await ask('PATCH', `/api/planning/questions/${kept.body.questions[0]?.id}`, { gone: true });
			expect(await sendAt(new Date(due.getTime() + week))).toBe(1);
			const { body } = await ask<Told>('GET', '/api/planning/letters');
			expect(body.letters.find(({ what }) => what === 'question')?.last?.trouble).toBe('gone');
		}),
	);

	it(
		'is its owner’s; goes outside by right alone; those who manage people pause and remove it; it pauses when its owner leaves',
		town(async ({ knex, asked, sendAt, enter, nextAt }) => {
			const { ask } = asked;
			await enter('engineer');
			const people = await ids(asked, 'plan');
			const wrong = async (wish: object): Promise<string[]> =>
				(await ask<Told>('POST', '/api/planning/letters', { ...weekly, people, ...wish })).body.errors.map(({ path }) => path);
			expect(await wrong({ day: 8 })).toEqual(['day']);
			expect(await wrong({ people: [] })).toEqual(['people']);
			expect(await wrong({ language: 'de' })).toEqual(['language']);
			expect(await wrong({ params: { ...params, from: 'x' } })).toEqual(['from']);
			expect((await ask('POST', '/api/planning/letters', { ...weekly, people, outside: ['a@example.com'] })).status).toBe(403);
			const { id } = (await ask<Told>('POST', '/api/planning/letters', { ...weekly, people })).body;
			await enter('plan');
			expect((await ask('PATCH', `/api/planning/letters/${id}`, { paused: true })).status).toBe(404);
			await enter('admin');
			expect((await ask('PATCH', `/api/planning/letters/${id}`, { title: 'Other' })).status).toBe(403);
			expect((await ask<Told>('PATCH', `/api/planning/letters/${id}`, { paused: true })).body.letters[0]?.paused).toBe('wish');
			expect((await ask<Told>('PATCH', `/api/planning/letters/${id}`, { removed: true })).body.letters).toEqual([]);
			const back = await ask<Told>('PATCH', `/api/planning/letters/${id}`, { removed: false, paused: false });
			expect(back.body.letters[0]).toMatchObject({ mine: false, paused: null, by: 'engineer' });
			const due = await nextAt();
			await knex('person').where({ email: 'engineer@example.org' }).update({ disabled_at: due });
			expect(await sendAt(due)).toBe(0);
			expect(await pauseLeft(knex, due)).toBe(0);
			expect((await ask<Told>('GET', '/api/planning/letters')).body.letters[0]).toMatchObject({ paused: 'left', nextAt: null });
			const mails = await knex('account_mail').where({ kind: 'letter-paused' }).join('person', 'person.id', 'person_id').pluck('person.email');
			expect(mails).toContain('admin@example.org');
			const kinds = await knex('event').whereLike('kind', 'schedule.%').orderBy('id').pluck('kind');
			expect(kinds.map((kind) => kind.slice(9))).toEqual(['made', 'paused', 'removed', 'restored', 'paused']);
		}),
	);
});
