import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

let database: Database;
let asked: Asked;

beforeAll(async () => {
	database = await ownDatabase();
	asked = await serving(database.knex);
});

afterAll(async () => {
	await asked.close();
	await database.close();
});

const report = (body: object, key: string) => asked.ask<{ fault: string; ticket: string }>('POST', '/api/reports', body, { 'idempotency-key': key });
const counts = async () =>
	(await database.knex.raw('select (select count(*) from fault) as faults, (select count(*) from report) as reports, (select max(reports) from fault) as most'))
		.rows[0];

describe('many at once', () => {
	it('report one lamp: many reports, one fault, and nobody is turned away', async () => {
		const at = await lonLat(database.knex, 311105, 6265005);
		const body = { mode: 'street-light.out', ...at, method: 'map-click', zoom: 19 };
		const answers = await Promise.all(Array.from({ length: 24 }, (_, i) => report(body, `lamp-report-${i}`)));
		expect(answers.map((it) => it.status)).toEqual(Array(24).fill(200));
		expect(new Set(answers.map((it) => it.body.fault)).size).toBe(1);
		expect(new Set(answers.map((it) => it.body.ticket)).size).toBe(24);
		expect(await counts()).toEqual({ faults: 1, reports: 24, most: 24 });
	});

	it('report breaks close to each other on one pipe: one fault; far apart: two', async () => {
		const close = await lonLat(database.knex, 311000, 6265003);
		const far = await lonLat(database.knex, 311400, 6265003);
		const body = { mode: 'water-pipe.leak', method: 'map-click', zoom: 19, answers: { 'how-much': 'stream' }, notEmergency: true };
		const answers = await Promise.all(
			[...Array(6).keys()].flatMap((i) => [report({ ...body, ...close }, `pipe-close-${i}`), report({ ...body, ...far }, `pipe-far-${i}`)]),
		);
		expect(
			answers.map((it) => it.status),
			JSON.stringify(answers[0]?.body),
		).toEqual(Array(12).fill(200));
		const onPipe = await database.knex('fault').where('failure_mode', 'water-pipe.leak').whereNotNull('asset_id').select('chainage_m', 'reports');
		expect(onPipe.length).toBeLessThanOrEqual(2);
		expect((await counts()).reports).toBe(36);
	});

	it('send the same submission: one report, one answer', async () => {
		const before = await counts();
		const at = await lonLat(database.knex, 311210, 6265005);
		const answers = await Promise.all(
			Array.from({ length: 10 }, () => report({ mode: 'street-light.out', ...at, method: 'map-click', zoom: 19 }, 'the-very-same')),
		);
		expect(answers.map((it) => it.status)).toEqual(Array(10).fill(200));
		expect(new Set(answers.map((it) => JSON.stringify(it.body))).size).toBe(1);
		expect((await counts()).reports).toBe(before.reports + 1);
	});
});
