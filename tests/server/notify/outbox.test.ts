import type { AddressInfo } from 'node:net';
import express, { Router } from 'express';
import type { Knex } from 'knex';
import { expect, test } from 'vitest';
import type { Role } from '../../../server/auth/contract.ts';
import { rightsOf } from '../../../server/auth/index.ts';
import { type Context, loadTown } from '../../../server/municipality/index.ts';
import type { Message } from '../../../server/notify/contract.ts';
import { channels, routes, sendDue, subscriptions } from '../../../server/notify/index.ts';
import { server } from '../../../server/platform/http.ts';
import { undone } from '../../support/database.ts';
import { addFault, addFollower, addReport, move, work } from './town.ts';

const publicUrl = 'http://localhost:3000';

interface Page {
	messages: Message[];
	next: number | null;
	code?: string;
}

async function ask(db: Knex, query: string, rights: readonly string[]): Promise<Page> {
	const router = Router();
	const actor = { personId: 1, name: 'T', may: (right: string) => rights.includes(right) };
	const town = await loadTown(db);
	const begin = async (): Promise<Context> => ({ db, actor, town, sender: 'test', language: 'en', photos: [], now: new Date() });
	routes(server(router, begin));
	const listening = express().use(router).listen(0, '127.0.0.1');
	await new Promise((resolve) => listening.once('listening', resolve));
	const response = await fetch(`http://127.0.0.1:${(listening.address() as AddressInfo).port}/api/desk/messages?${query}`);
	const page = (await response.json()) as Page;
	await new Promise((resolve) => listening.close(resolve));
	return page;
}

const reads = (role: Role) => rightsOf([{ role }]);

test(
	'the outbox shows newest first what was written, to whom, and what became of it',
	undone(async (db) => {
		const fault = await addFault(db);
		const report = await addReport(db, fault, { email: 'anna@example.org' });
		await work(db, subscriptions({ channels, publicUrl }));
		await move(db, fault, 'fixed');
		await work(db, subscriptions({ channels, publicUrl }));
		await sendDue(db, { channels, means: {}, publicUrl });
		const { messages, next } = await ask(db, 'limit=50', reads('dispatcher'));
		expect(next).toBeNull();
		expect(messages.map((it) => [it.kind, it.to, it.state])).toEqual([
			['fixed', 'anna@example.org', 'kept'],
			['received', 'anna@example.org', 'kept'],
		]);
		expect(messages[0]?.body).toContain(`/t/${report.tracking}`);
		expect(messages[0]?.body).toContain('within 7 days');
		const code = messages[0]?.fault;
		expect((await ask(db, `fault=${code?.toLowerCase()}&state=kept`, reads('dispatcher'))).messages).toHaveLength(2);
		expect((await ask(db, 'state=sent', reads('dispatcher'))).messages).toEqual([]);
	}),
);

test(
	'the outbox goes page by page',
	undone(async (db) => {
		const fault = await addFault(db);
		for (let i = 0; i < 5; i += 1) await addFollower(db, fault, { email: `f${i}@example.org` });
		await move(db, fault, 'fixed');
		await work(db, subscriptions({ channels, publicUrl }));
		const first = await ask(db, 'limit=3', reads('dispatcher'));
		const second = await ask(db, `limit=3&before=${first.next}`, reads('dispatcher'));
		expect([...first.messages, ...second.messages].map((it) => it.to)).toEqual([4, 3, 2, 1, 0].map((i) => `f${i}@example.org`));
		expect(second.next).toBeNull();
	}),
);

test(
	'who may not read contacts sees neither address nor secret link, and others nothing at all',
	undone(async (db) => {
		const fault = await addFault(db);
		const report = await addReport(db, fault, { email: 'anna@example.org' });
		await work(db, subscriptions({ channels, publicUrl }));
		const [message] = (await ask(db, '', ['message.read'])).messages;
		expect(message?.to).toBe('a…@example.org');
		expect(JSON.stringify(message)).not.toContain(report.tracking);
		expect((await ask(db, '', reads('planner'))).code).toBe('not-allowed');
	}),
);
