import { afterAll, describe, expect, it } from 'vitest';
import { importRound } from '../../../server/assets/index.ts';
import { db } from '../../support/database.ts';
import { type Body, type Site, site } from './care.ts';
import { folder } from './files.ts';

afterAll(() => db.destroy());
const file = folder();

const inspection = (more: object = {}) => ({ on: '2026-10-01', grade: 4, ...more });
const condition = async ({ db: it }: Site, reference: string): Promise<Body> =>
	it('asset').where({ reference }).first('condition_grade as grade', 'condition_on as on', 'version');

describe('an inspection', () => {
	it(
		'says how the asset is, as a new version of it under a change of its own',
		site(async (here) => {
			const officer = await here.as('gis-officer', 'Thandi');
			const defects = [
				{ code: 'leaning', severity: 4, words: 'to the north' },
				{ code: 'corrosion', severity: 2 },
			];
			const kept = await officer('POST', '/api/assets/sl-103/inspections', inspection({ note: 'Base plate loose', defects }));
			expect(kept.status, JSON.stringify(kept.body)).toBe(200);
			expect(kept.body).toMatchObject({
				version: 2,
				inspection: { on: '2026-10-01', grade: 4, inspector: 'Thandi', note: 'Base plate loose', current: true, source: 'console' },
			});
			expect(kept.body.inspection.defects).toEqual([
				{ code: 'leaning', title: 'Leaning', severity: 4, words: 'to the north' },
				{ code: 'corrosion', title: 'Corrosion', severity: 2, words: '' },
			]);
			expect(await condition(here, 'SL-103')).toEqual({ grade: 4, on: '2026-10-01', version: 2 });
			const { rows } = await here.db.raw(
				"select change.kind, change.counts from register_change as change join asset on asset.change_id = change.id where asset.reference = 'SL-103'",
			);
			expect(rows).toEqual([{ kind: 'inspection', counts: { inspected: 1, corrected: 0, graded: 1 } }]);
			const versions = (await officer('GET', '/api/assets/SL-103/versions')).body.versions;
			expect(versions.map((it: Body) => [it.conditionGrade, it.change?.kind ?? null])).toEqual([
				[null, null],
				[4, 'inspection'],
			]);
		}),
	);

	it(
		'that is later wins, and one that arrives late is history and nothing else',
		site(async (here) => {
			const crew = await here.as('crew', 'Sipho');
			const add = async (on: string, grade: number): Promise<number> => (await crew('POST', '/api/assets/SL-104/inspections', { on, grade })).status;
			expect([await add('2026-05-01', 2), await add('2026-09-01', 3), await add('2025-01-01', 5)]).toEqual([200, 200, 200]);
			expect(await condition(here, 'SL-104')).toMatchObject({ grade: 3, on: '2026-09-01', version: 3 });
			const { inspections } = (await crew('GET', '/api/assets/SL-104/inspections')).body;
			expect(inspections.map((it: Body) => [it.on, it.grade, it.current])).toEqual([
				['2026-09-01', 3, true],
				['2026-05-01', 2, false],
				['2025-01-01', 5, false],
			]);
		}),
	);

	it(
		'is corrected by the same inspector on the same day, and not doubled',
		site(async (here) => {
			const officer = await here.as('gis-officer', 'Thandi');
			await officer('POST', '/api/assets/SL-105/inspections', inspection({ grade: 2 }));
			await officer('POST', '/api/assets/SL-105/inspections', inspection({ grade: 5, inspector: 'thandi' }));
			const { inspections } = (await officer('GET', '/api/assets/SL-105/inspections')).body;
			expect(inspections.map((it: Body) => it.grade)).toEqual([5]);
			expect(await condition(here, 'SL-105')).toMatchObject({ grade: 5 });
		}),
	);

	it(
		'no longer counts once its change is undone, and the one before counts again',
		site(async (here) => {
			const officer = await here.as('gis-officer');
			await officer('POST', '/api/assets/SL-107/inspections', inspection({ grade: 2, on: '2026-01-01' }));
			await officer('POST', '/api/assets/SL-107/inspections', inspection({ grade: 5, on: '2026-06-01' }));
			const [latest] = (await officer('GET', '/api/register/history')).body.changes;
			expect((await officer('POST', `/api/register/changes/${latest.id}/undo`, {})).status).toBe(200);
			expect(await condition(here, 'SL-107')).toMatchObject({ grade: 2, on: '2026-01-01' });
			const { inspections } = (await officer('GET', '/api/assets/SL-107/inspections')).body;
			expect(inspections.map((it: Body) => [it.on, it.current])).toEqual([['2026-01-01', true]]);
		}),
	);

	it(
		'follows the asset to what took its place',
		site(async ({ as }) => {
			const officer = await as('gis-officer');
			await officer('POST', '/api/assets/SL-106/inspections', inspection({ grade: 5 }));
			const edited = await officer('POST', '/api/assets/edits', { edit: { kind: 'replace', asset: 'SL-106', key: 'P6-NEW' } });
			expect(edited.status, JSON.stringify(edited.body)).toBe(200);
			const next = edited.body.assets.find((it: Body) => it.status === 'in-service').reference;
			const { inspections } = (await officer('GET', `/api/assets/${next}/inspections`)).body;
			expect(inspections).toMatchObject([{ asset: 'SL-106', grade: 5, current: false }]);
		}),
	);

	it(
		'is refused with the field that is wrong, and kept from those who only read',
		site(async ({ as, resident, db: it }) => {
			const officer = await as('gis-officer');
			const cases: [object, string][] = [
				[inspection({ on: '2026-02-30' }), 'on'],
				[inspection({ on: '2199-01-01' }), 'on'],
				[inspection({ grade: 0 }), 'grade'],
				[inspection({ grade: 6 }), 'grade'],
				[inspection({ defects: [{ code: 'potholes', severity: 1 }] }), 'defects.0.code'],
				[inspection({ defects: [{ code: 'corrosion', severity: 9 }] }), 'defects.0.severity'],
			];
			for (const [body, path] of cases) {
				const answer = await officer('POST', '/api/assets/SL-100/inspections', body);
				expect([body, answer.status, answer.body.errors?.map((it: Body) => it.path)]).toEqual([body, 400, [path]]);
			}
			expect((await officer('POST', '/api/assets/NO-1/inspections', inspection())).status).toBe(404);
			expect((await (await as('planner'))('POST', '/api/assets/SL-100/inspections', inspection())).status).toBe(403);
			expect((await resident('GET', '/api/assets/SL-100/inspections')).status).toBe(401);
			expect(await it('inspection')).toEqual([]);
			expect(await it('register_change')).toEqual([]);
		}),
	);
});

const round = [
	'Pole No;Inspection Date;Condition;Inspected By;Defect;Severity;Remarks',
	'P1;2026-08-01;2;Ann;;;fine',
	'SL-102;01/08/2026;4;Ann;Leaning:5;;tilts',
	'SL-102;01/08/2026;4;Ann;Roes;2;tilts',
	'P3;2026-08-01;9;Ann;;;',
	'P999;2026-08-01;3;Ann;;;',
	'P4;2026-08-01;3;Ann;potholes;;',
	'P5;;3;Ann;;;',
	'P6;2026-08-01;3;Ann;;;',
	'P6;2026-08-01;1;Ann;;;',
	'',
].join('\n');

describe('a round of inspections', () => {
	it(
		'is taken row by row or sent back with a reason, none left out; the same again changes nothing',
		site(async (here) => {
			const path = file('round.csv', round);
			const options = { file: path, layer: 'street-lights', dates: 'dmy' as const };
			const columns = { asset: 'Pole No', on: 'Inspection Date', inspector: 'Inspected By' };
			const dry = await importRound(here.db, { ...options, columns, dryRun: true });
			expect(await here.db('inspection')).toEqual([]);
			const first = await importRound(here.db, { ...options, columns });
			expect(first).toMatchObject({ rows: 9, taken: 4, rejected: 5, fresh: 3, graded: 3 });
			expect({ ...dry, change: first.change }).toEqual(first);
			expect(first.rejects).toEqual([
				{ line: 5, reason: 'no grade from 1 to 5' },
				{ line: 7, reason: 'there is no defect "potholes" of this layer' },
				{ line: 8, reason: 'its day is not known' },
				{ line: 6, reason: 'the register has no such asset' },
				{ line: 10, reason: 'another row of the round gives this asset another grade on that day' },
			]);
			expect(await condition(here, 'SL-102')).toEqual({ grade: 4, on: '2026-08-01', version: 2 });
			const { rows } = await here.db.raw('select code, severity from inspection_defect order by code');
			expect(rows).toEqual([
				{ code: 'corrosion', severity: 2 },
				{ code: 'leaning', severity: 5 },
			]);
			const again = await importRound(here.db, { ...options, columns });
			expect(again).toMatchObject({ rows: 9, taken: 4, fresh: 0, corrected: 0, same: 3, graded: 0, change: null });
			expect(await condition(here, 'SL-102')).toMatchObject({ version: 2 });
			expect(await here.db('register_change')).toHaveLength(1);
		}),
	);

	it(
		'that is older than what is known does not overwrite it',
		site(async (here) => {
			await here.db('asset').where({ reference: 'SL-101' }).update({ condition_grade: 1, condition_on: '2026-09-09' });
			const path = file('old.csv', 'asset,date,grade\nSL-101,2026-01-01,5\n');
			expect(await importRound(here.db, { file: path, layer: 'street-lights' })).toMatchObject({ fresh: 1, graded: 0 });
			expect(await condition(here, 'SL-101')).toMatchObject({ grade: 1, on: '2026-09-09' });
		}),
	);

	it(
		'is found by the number an asset had before it was renumbered',
		site(async (here) => {
			await here.db('asset').where({ reference: 'SL-101' }).update({ key: 'NEW-1', reference: 'SL-NEW1' });
			const path = file('renumbered.csv', 'asset,date,grade\nP1,2026-01-01,3\nSL-101,2026-02-01,4\n');
			expect(await importRound(here.db, { file: path, layer: 'street-lights' })).toMatchObject({ taken: 2, graded: 1 });
			expect(await condition(here, 'SL-NEW1')).toMatchObject({ grade: 4 });
		}),
	);

	it(
		'whose columns cannot be told is refused with a sentence',
		site(async ({ db: it }) => {
			const path = file('strange.csv', 'a,b\n1,2\n');
			await expect(importRound(it, { file: path, layer: 'street-lights' })).rejects.toThrow(
				/which column holds the asset \(--asset\), the day \(--on\), the grade/,
			);
			await expect(importRound(it, { file: path, layer: 'lamps' })).rejects.toThrow(/there is no layer "lamps"/);
		}),
	);

	it(
		'comes in by the API too',
		site(async ({ as }) => {
			const officer = await as('gis-officer');
			const rows = [
				{ asset: 'SL-100', on: '2026-08-01', grade: 2, inspector: 'Ann', defect: 'corrosion:1' },
				{ asset: 'SL-100', on: 'yesterday', grade: 2 },
			];
			const taken = await officer('POST', '/api/inspections/rounds', { class: 'street-lights', source: 'field app', rows });
			expect(taken.body, JSON.stringify(taken.body)).toMatchObject({ rows: 2, taken: 1, rejected: 1, fresh: 1, graded: 1, rejects: [{ line: 2 }] });
			expect((await officer('POST', '/api/inspections/rounds', { class: 'x', source: 'y', rows })).body).toMatchObject({
				status: 400,
				errors: [{ path: 'class' }],
			});
		}),
	);
});
