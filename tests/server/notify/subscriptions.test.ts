import { describe, expect, test } from 'vitest';
import { channels, subscriptions } from '../../../server/notify/index.ts';
import { happened } from '../../../server/platform/events.ts';
import { undone } from '../../support/database.ts';
import { addFault, addFollower, addReport, move, outbox, work } from './town.ts';

const publicUrl = 'https://faults.example.org';
const told = subscriptions({ channels, publicUrl });

describe('a report', () => {
	test(
		'is thanked for, in the language of whoever sent it, with the tracking link',
		undone(async (db) => {
			const fault = await addFault(db);
			const report = await addReport(db, fault, { email: 'anna@example.org', language: 'af' });
			await work(db, told);
			const [message, ...more] = await outbox(db, fault);
			expect(more).toEqual([]);
			expect(message).toMatchObject({ email: 'anna@example.org', kind: 'received', language: 'af', state: 'due', tracking: report.tracking });
			expect(message.subject).toBe(`TST-${report.code}: ons het jou aanmelding – Straatlig brand nie`);
			expect(message.body).toContain(`${publicUrl}/t/${report.tracking}\n`);
			expect(message.body).toContain('Waar: Straatlig SL-103, Kerkstraat');
			expect(message.body).toContain('Testville\nBel in ’n noodgeval 080 000 0000.');
		}),
	);

	test(
		'of what others have reported is thanked for by saying so, and they are not bothered',
		undone(async (db) => {
			const fault = await addFault(db);
			await addReport(db, fault, { email: 'first@example.org' });
			await addReport(db, fault, { email: 'second@example.org', language: 'xh' });
			await work(db, told);
			expect((await outbox(db, fault)).map((it) => [it.email, it.kind, it.language])).toEqual([
				['first@example.org', 'received', 'en'],
				['second@example.org', 'joined', 'xh'],
			]);
		}),
	);

	test(
		'without an address is not answered',
		undone(async (db) => {
			const fault = await addFault(db);
			await addReport(db, fault, { email: null });
			await work(db, told);
			expect(await outbox(db, fault)).toEqual([]);
		}),
	);

	test(
		'in a language we have no words in is answered in the municipality’s first',
		undone(async (db) => {
			const fault = await addFault(db);
			await db('municipality').update({ languages: ['xh', 'en'] });
			await addReport(db, fault, { email: 'm@example.org', language: 'pt' });
			await work(db, told);
			expect(await outbox(db, fault)).toMatchObject([{ language: 'xh' }]);
		}),
	);
});

describe('a fault that moves', () => {
	test(
		'is told of to everyone who reported or follows, once each, however many reports one made',
		undone(async (db) => {
			const fault = await addFault(db);
			const first = await addReport(db, fault, { email: 'anna@example.org' });
			await addReport(db, fault, { email: 'Anna@Example.org' });
			await addReport(db, fault, { email: 'ben@example.org' });
			await addFollower(db, fault, { email: 'anna@example.org' });
			await addFollower(db, fault, { email: 'clara@example.org' });
			await work(db, told);
			await db('message').delete();
			await move(db, fault, 'in-progress');
			await work(db, told);
			const messages = await outbox(db, fault);
			expect(messages.map((it) => [it.email, it.kind])).toEqual([
				['anna@example.org', 'in-progress'],
				['ben@example.org', 'in-progress'],
				['clara@example.org', 'in-progress'],
			]);
			expect(messages[0].tracking).toBe(first.tracking);
		}),
	);

	test(
		'is told of once, also when the job is done again after a crash',
		undone(async (db) => {
			const fault = await addFault(db);
			await addReport(db, fault, { email: 'anna@example.org' });
			await move(db, fault, 'fixed');
			await work(db, told);
			const before = await outbox(db, fault);
			await db('job').update({ done_at: null, held_until: null });
			await work(db, told);
			expect(await outbox(db, fault)).toEqual(before);
		}),
	);

	test.each(['in-progress', 'fixed', 'closed', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected'])('to "%s" is told of', (state) =>
		undone(async (db) => {
			const fault = await addFault(db);
			await addFollower(db, fault, { email: 'clara@example.org' });
			await move(db, fault, state, 'The private owner has been told');
			await work(db, told);
			const [message] = await outbox(db, fault);
			expect(message.kind).toBe(state);
			expect(message.body).toContain('Reason: The private owner has been told');
		})(),
	);

	test.each(['scheduled', 'made-safe', 'waiting'])('to "%s" is not: the tracking page shows it', (state) =>
		undone(async (db) => {
			const fault = await addFault(db);
			await addFollower(db, fault, { email: 'clara@example.org' });
			await move(db, fault, state);
			await work(db, told);
			expect(await outbox(db, fault)).toEqual([]);
		})(),
	);

	test(
		'is told of to those whose fault was merged into it',
		undone(async (db) => {
			const kept = await addFault(db);
			const gone = await addFault(db);
			await addReport(db, gone, { email: 'merged@example.org' });
			await db('fault').where({ id: gone }).update({ state: 'merged', merged_into: kept });
			await move(db, kept, 'fixed');
			await work(db, told);
			expect(await outbox(db, kept)).toMatchObject([{ email: 'merged@example.org', kind: 'fixed' }]);
		}),
	);

	test(
		'is not told of to who has said "no more", on whichever link, until they come back',
		undone(async (db) => {
			const fault = await addFault(db);
			await addReport(db, fault, { email: 'anna@example.org' });
			const second = await addReport(db, fault, { email: 'anna@example.org' });
			await db('follower')
				.where({ tracking: second.tracking })
				.update({ stopped_at: db.raw('clock_timestamp()') });
			await db('event').update({ dealt: true });
			await move(db, fault, 'in-progress');
			await work(db, told);
			expect(await outbox(db, fault)).toEqual([]);
			await addFollower(db, fault, { email: 'anna@example.org' });
			await move(db, fault, 'fixed');
			await work(db, told);
			expect(await outbox(db, fault)).toMatchObject([{ kind: 'fixed' }]);
		}),
	);

	test(
		'is not told of to who came after, nor when the move has been taken back',
		undone(async (db) => {
			const fault = await addFault(db);
			await move(db, fault, 'in-progress');
			await addFollower(db, fault, { email: 'later@example.org' });
			await move(db, fault, 'rejected');
			const event = await db('event').where({ kind: 'fault.moved' }).orderBy('id', 'desc').first();
			await happened(db, { kind: 'fault.undone', faultId: fault, details: { event: event.id } });
			await work(db, told);
			expect(await outbox(db, fault)).toEqual([]);
		}),
	);
});

test(
	'a fault that is reopened is told of to those who follow it, not to whose report reopened it: they are thanked',
	undone(async (db) => {
		const fault = await addFault(db);
		await addReport(db, fault, { email: 'old@example.org' });
		await addReport(db, fault, { email: 'again@example.org' });
		await db('event').update({ dealt: true });
		const report = await addReport(db, fault, { email: 'again@example.org' });
		const { at } = await db('follower').where({ tracking: report.tracking }).first();
		await happened(db, { kind: 'fault.reopened', faultId: fault, at });
		await db.raw('update follower set at = event.at from event where event.kind = ? and follower.tracking = ?', ['fault.reopened', report.tracking]);
		await work(db, told);
		expect((await outbox(db, fault)).map((it) => [it.email, it.kind])).toEqual([
			['again@example.org', 'joined'],
			['old@example.org', 'reopened'],
		]);
	}),
);

test(
	'an asset that the public may not know of, and an erased contact, are in no message',
	undone(async (db) => {
		const fault = await addFault(db);
		await db('asset_class').where({ code: 'street-lights' }).update({ secrecy: 'staff' });
		await addReport(db, fault, { email: 'anna@example.org' });
		await addReport(db, fault, { email: 'erased@example.org' });
		await db('contact').where({ email: 'erased@example.org' }).update({ email: null, erased_at: new Date() });
		await work(db, told);
		const [message, ...more] = await outbox(db, fault);
		expect(more).toEqual([]);
		expect(message.body).toContain('Where: Kerkstraat');
		expect(message.body).not.toContain('SL-103');
	}),
);

test(
	'events, jobs and their errors hold no address',
	undone(async (db) => {
		const fault = await addFault(db);
		await addReport(db, fault, { email: 'private@example.org' });
		await work(db, told);
		const { rows } = await db.raw(
			`select event::text from event where event::text like '%private@%' union all select job::text from job where job::text like '%private@%'`,
		);
		expect(rows).toEqual([]);
	}),
);
