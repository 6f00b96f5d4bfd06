import { afterAll, expect, it } from 'vitest';
import { answerReport, faultsBehind } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { site } from '../assets/care.ts';
import { addFault, addPipe, planning } from './register.ts';

afterAll(() => db.destroy());

it(
	'count what each formula asks for in each quarter of the financial year, with the very faults behind the one that is chosen',
	undone(async (transaction) => {
		const context = await planning(transaction);
		await transaction('asset').where({ class: 2 }).update({ owner: 'province' });
		const pipe = await addPipe(transaction, { key: 'S1', metres: 20_000, material: 'AC' });
		// two in the first quarter (July to September), fixed after 20 hours and after 30; one in the second, still open; one in the year before
		const days: [at: string, hours: number | null][] = [
			['2026-07-01T00:30:00Z', 20],
			['2026-09-30T20:00:00Z', 30],
			['2026-10-05T10:00:00Z', null],
			['2026-06-30T10:00:00Z', 20],
		];
		for (const [at, hours] of days) {
			const id = await addFault(transaction, { asset: pipe, at, state: hours === null ? 'reported' : 'fixed' });
			if (hours !== null) await transaction.raw('update fault set fixed_at = first_report_at + make_interval(hours => ?) where id = ?', [hours, id]);
		}

		const question = { id: 'statutory-indicators', language: 'en', raw: { year: '2026', quarter: '1' } };
		const { rows, notes, about } = await answerReport(context, question);
		const row = (code: string) => rows.find((it) => it.key === code);
		expect(about).toBe('2026/27 · Quarter 1');
		// two on 20 km are ten for each 100 km; in so many days of July to September they are 0.1 for each km, four times as much in a year
		expect(row('WS3.2')?.cells).toMatchObject({ q1: expect.closeTo(10, 6), q2: expect.closeTo(5, 6), q3: null, counted: 2, reached: 'no target' });
		expect(row('IBNET 9.1')?.cells).toMatchObject({ q1: expect.closeTo((2 / 20) * (365.25 / 92), 6) });
		expect(row('WS3.21')?.cells).toMatchObject({ q1: 50, q2: 0, year: expect.closeTo(100 / 3, 6), counted: 2, checked: 'to be verified by the municipality' });
		expect((await faultsBehind(context, question, { row: 'WS3.21', limit: 9, offset: 0 })).faults.map(({ day }) => day)).toEqual(['2026-09-30', '2026-07-01']);
		expect(notes.join(' ')).toMatch(/from memory.*WS3\.21/);

		await transaction('indicator').where({ code: 'WS3.21' }).update({ target: 40, hours: 48, verified: true });
		const anew = (await answerReport(context, question)).rows.find((it) => it.key === 'WS3.21');
		expect(anew?.cells).toMatchObject({ q1: 100, reached: 'yes', checked: 'yes' });
	}),
);

it(
	'are written by administrators alone, never over another, and only as a formula allows',
	site(async (here) => {
		const admin = await here.as('administrator');
		const engineer = await here.as('engineer');
		const path = '/api/desk/settings/indicators';
		expect((await engineer('GET', path)).status).toBe(403);
		const { indicators } = (await admin('GET', path)).body;
		const it = indicators.find(({ code }: { code: string }) => code === 'WS3.11');
		expect(it).toMatchObject({ kind: 'answered', hours: 24, verified: false });
		expect((await admin('PUT', path, { ...it, kind: 'per-km', per: null })).body.errors).toMatchObject([{ path: 'per' }]);
		expect((await admin('PUT', path, { ...it, kind: 'per-km', per: 100, class: 'street-lights' })).body.errors).toMatchObject([{ path: 'class' }]);
		expect((await admin('PUT', path, { ...it, modes: ['no.such'] })).body.errors).toMatchObject([{ path: 'modes.0' }]);
		expect((await admin('PUT', path, { ...it, version: null })).body.errors).toMatchObject([{ path: 'code' }]);
		expect((await engineer('PUT', path, it)).status).toBe(403);
		const kept = await admin('PUT', path, { ...it, hours: 12, target: 95, verified: true });
		expect(kept.body).toMatchObject({ hours: 12, target: 95, verified: true });
		expect((await admin('PUT', path, it)).body.code).toBe('conflict');
		expect((await admin('PUT', path, { ...it, version: kept.body.version })).body).toMatchObject({ hours: 24, target: null, verified: false });
	}),
);
