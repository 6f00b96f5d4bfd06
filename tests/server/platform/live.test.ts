import { request } from 'node:http';
import type { Knex } from 'knex';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { happened } from '../../../server/platform/events.ts';
import { createLive, type LiveEvent } from '../../../server/platform/live.ts';
import { native } from '../../support/database.ts';
import { addFault, openTiles, staff, type Tiles } from '../tiles/site.ts';

let site: Tiles;
const opened: { close: () => void; closed: Promise<unknown> }[] = [];
beforeAll(async () => {
	site = await openTiles();
});
afterAll(() => site.close());
afterEach(async () => {
	for (const { close, closed } of opened.splice(0)) {
		close();
		await closed;
	}
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something holds, or says that it never did. */
const until = async (holds: () => boolean): Promise<void> => {
	for (let tries = 0; tries < 100 && !holds(); tries += 1) await pause(20);
	expect(holds()).toBe(true);
};

/** A feed of one's own, and what it tells. */
const begin = async (options = {}) => {
	const live = createLive(site.db, 50);
	const heard: LiveEvent[] = [];
	live.subscribe((event) => heard.push(event), options);
	await live.catchUp();
	return { live, heard };
};
const patient = { passive: true };

/** A browser's EventSource, as far as the wire is concerned. */
const listen = async (headers: Record<string, string> = {}) => {
	const lines: string[] = [];
	let gone = (): void => undefined;
	const closed = new Promise<void>((resolve) => {
		gone = resolve;
	});
	const it = { status: 0, headers: {} as Record<string, unknown>, ended: false, lines, messages: () => messagesIn(lines), close: () => sent.destroy() };
	const sent = request(`${site.base}/api/live`, { headers }, (response) => {
		Object.assign(it, { status: response.statusCode, headers: response.headers });
		response.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n')));
		response.on('end', () => Object.assign(it, { ended: true })).on('error', () => undefined);
	});
	sent
		.on('error', () => undefined)
		.on('close', gone)
		.end();
	opened.push({ close: it.close, closed });
	await until(() => it.status !== 0 && lines.length > 0);
	return it;
};

const messagesIn = (lines: string[]): Record<string, unknown>[] => lines.filter((line) => line.startsWith('data: ')).map((line) => JSON.parse(line.slice(6)));
const lastId = (lines: string[]): string => lines.findLast((line) => line.startsWith('id: '))?.slice(4) ?? '';

describe('the live feed', () => {
	test('tells what happens after one has begun to listen, in order, once', async () => {
		await happened(site.db, { kind: 'fault.opened' });
		const { live, heard } = await begin();
		for (const kind of ['fault.moved', 'fault.linked', 'asset.changed'] as const) await happened(site.db, { kind });
		await until(() => heard.length >= 3);
		await pause(150);
		expect(heard.map(({ kind }) => kind)).toEqual(['fault.moved', 'fault.linked', 'asset.changed']);
		live.close();
	});

	test('does not read while nobody but the patient listens, and then still misses nothing', async () => {
		const { live, heard } = await begin(patient);
		const queries: string[] = [];
		site.db.on('query', ({ sql }: { sql: string }) => queries.push(sql));
		await pause(200);
		expect(queries).toEqual([]);
		await happened(site.db, { kind: 'fault.moved' });
		await live.catchUp();
		expect(heard.map(({ kind }) => kind)).toEqual(['fault.moved']);
	});

	// One embedded session does one transaction after the other: there nothing commits late.
	test.runIf(native)('delivers what commits late, after events with higher numbers', async () => {
		const { live, heard } = await begin(patient);
		const late: Knex.Transaction = await site.db.transaction();
		await happened(late, { kind: 'fault.late' });
		const lost: Knex.Transaction = await site.db.transaction();
		await happened(lost, { kind: 'fault.lost' });
		await happened(site.db, { kind: 'fault.early' });
		await live.catchUp();
		expect(heard.map(({ kind }) => kind)).toEqual(['fault.early']);
		const early = heard[0]?.id ?? 0;
		expect([live.reached(early), live.reached(early - 2), live.settled]).toEqual([true, false, early - 3]);
		await lost.rollback();
		await late.commit();
		await live.catchUp();
		await live.catchUp();
		expect(heard.map(({ kind }) => kind)).toEqual(['fault.early', 'fault.late']);
	});

	test('says that much was missed rather than telling thousands of things', async () => {
		const { live, heard } = await begin(patient);
		await site.db.raw(`insert into event (kind) select 'fault.moved' from generate_series(1, 3000)`);
		await live.catchUp();
		expect(heard.map(({ kind }) => kind)).toEqual(['live.missed']);
		await happened(site.db, { kind: 'fault.opened' });
		await live.catchUp();
		expect(heard.map(({ kind }) => kind)).toEqual(['live.missed', 'fault.opened']);
	});

	test('one who fails does not keep the others from hearing', async () => {
		const live = createLive(site.db);
		const heard: LiveEvent[] = [];
		live.subscribe(() => {
			throw new Error('not listening');
		}, patient);
		live.subscribe((event) => heard.push(event), patient);
		await live.catchUp();
		await happened(site.db, { kind: 'fault.moved' });
		await live.catchUp();
		expect(heard).toHaveLength(1);
	});
});

describe('GET /api/live', () => {
	test('tells staff what happened to a fault, and everybody else that it changed; never by whom', async () => {
		const fault = await addFault(site);
		const { id: person } = (await site.db('person').insert({ email: 'a@example.org', name: 'A' }).returning('id'))[0];
		const [office, street] = [await listen(staff), await listen()];
		const details = { from: 'reported', to: 'scheduled', note: 'private words' };
		await happened(site.db, { kind: 'fault.moved', faultId: fault.id, personId: person, details });
		await until(() => office.messages().length > 0 && street.messages().length > 0);
		const [told] = office.messages();
		expect(told).toEqual({ id: told?.['id'], kind: 'fault.moved', layer: 'faults', fault: fault.code, from: 'reported', to: 'scheduled' });
		expect(street.messages()).toEqual([{ id: told?.['id'], kind: 'fault.changed', layer: 'faults', fault: fault.code }]);
	});

	test('does not tell the public what concerns only staff, nor the code of what is hidden', async () => {
		const hidden = await addFault(site, { state: 'rejected' });
		const asset = await site.db('asset').where({ reference: 'SL-100' }).first('id');
		const [office, street] = [await listen(staff), await listen()];
		await happened(site.db, { kind: 'contact.read', faultId: hidden.id });
		await happened(site.db, { kind: 'person.signed-in' });
		await happened(site.db, { kind: 'asset.changed', assetId: asset.id });
		await happened(site.db, { kind: 'layer.changed', details: { layer: 'water-valves' } });
		await happened(site.db, { kind: 'layer.changed', details: { layer: 'roads', shown: true, boxes: [[1, 2, 3, 4]] } });
		await happened(site.db, { kind: 'layer.changed', details: { layer: 'roads', shown: false, boxes: [[5, 6, 7, 8]] } });
		await happened(site.db, { kind: 'fault.moved', faultId: hidden.id });
		await until(() => office.messages().length >= 6 && street.messages().length >= 2);
		const without = ({ id: _id, ...rest }: Record<string, unknown>) => rest;
		expect(street.messages().map(without)).toEqual([
			{ kind: 'layer.changed', layer: 'roads', boxes: [[1, 2, 3, 4]] },
			{ kind: 'fault.changed', layer: 'faults' },
		]);
		expect(office.messages().map(({ kind, layer }) => `${kind} ${layer}`)).toEqual([
			'contact.read faults',
			'asset.changed street-lights',
			'layer.changed water-valves',
			'layer.changed roads',
			'layer.changed roads',
			'fault.moved faults',
		]);
	});

	test('tells those who work for one department about the faults of others only what everybody may know', async () => {
		const [ours, theirs] = [await addFault(site), await addFault(site, { department_id: 2 })];
		const crew = await listen({ ...staff, 'x-scope': JSON.stringify({ departments: [1], wards: [] }) });
		for (const { id } of [ours, theirs]) await happened(site.db, { kind: 'fault.assigned', faultId: id });
		await until(() => crew.messages().length >= 2);
		expect(crew.messages().map(({ kind, fault }) => [kind, fault])).toEqual([
			['fault.assigned', ours.code],
			['fault.changed', theirs.code],
		]);
	});

	test('tells somebody who comes back what happened meanwhile', async () => {
		const fault = await addFault(site);
		const first = await listen(staff);
		await happened(site.db, { kind: 'fault.opened', faultId: fault.id });
		await until(() => first.messages().length === 1);
		await happened(site.db, { kind: 'fault.moved', faultId: fault.id });
		await until(() => first.messages().length === 2);
		const id = first.lines.filter((line) => line.startsWith('id: '))[1]?.slice(4) ?? '';
		first.close();
		await happened(site.db, { kind: 'fault.linked', faultId: fault.id });
		const again = await listen({ ...staff, 'last-event-id': id });
		await until(() => again.messages().some(({ kind }) => kind === 'fault.linked'));
		expect(again.messages().map(({ kind }) => kind)).toContain('fault.linked');
		expect(Number(lastId(again.lines))).toBeGreaterThan(Number(id));
	});

	test('says to somebody who was away too long that everything should be asked for afresh', async () => {
		await site.db.raw(`insert into event (kind) select 'fault.moved' from generate_series(1, 1500)`);
		// What happened before somebody listens is not news to them: else it could come both ways.
		await site.live.catchUp();
		const back = await listen({ 'last-event-id': '1' });
		await until(() => back.messages().length > 0);
		expect(back.messages().map(({ kind }) => kind)).toEqual(['live.missed']);
	});

	test('lets one address hold only so many lines, and gives the place back', async () => {
		const open = [await listen(), await listen(), await listen()];
		expect((await listen()).status).toBe(429);
		open[0]?.close();
		await pause(200);
		expect((await listen()).status).toBe(200);
	});

	test('keeps the line open with signs of life, is not buffered, and ends with the server', async () => {
		const one = await listen();
		expect(one.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no', 'cache-control': 'no-store' });
		await until(() => one.lines.filter((line) => line.startsWith(':')).length >= 3);
		site.live.close();
		await until(() => one.ended);
	});
});
