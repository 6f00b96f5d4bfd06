import { afterAll, expect, it } from 'vitest';
import { handOverProject, projects } from '../../../server/planning/projects/projects.ts';
import { faultsBehind } from '../../../server/planning/run.ts';
import { Problem } from '../../../server/platform/problem.ts';
import { db, undone } from '../../support/database.ts';
import { addFault, addPipe, planning, worked } from './register.ts';

afterAll(() => db.destroy());

it(
	'chooses what takes most risk away for the money, and hands it over to works as a project',
	undone(async (transaction) => {
		const context = await planning(transaction);
		const worst = await addPipe(transaction, { key: 'R1', metres: 200, material: 'CI', installed: '1955-01-01', registered: '2015-01-01', ward: 1 });
		const beside = await addPipe(transaction, { key: 'R2', metres: 200, material: 'CI', installed: '1955-01-01', registered: '2015-01-01', ward: 1 });
		await addPipe(transaction, { key: 'R3', metres: 900, material: 'HDPE', installed: '2015-01-01', registered: '2015-01-01', ward: 2 });
		await transaction('asset').whereIn('key', ['R1', 'R2']).update({ street: 'Old Road' });
		for (const month of [1, 2, 3, 4, 5, 6]) await addFault(transaction, { asset: worst, at: `2026-0${month}-05T10:00:00Z` });
		for (const month of [1, 2, 3, 4, 5, 6]) await addFault(transaction, { asset: beside, at: `2026-0${month}-09T10:00:00Z` });

		const question = { id: 'renewal', language: 'en', raw: { budget: '800000', metre: '1000', site: '50000' } };
		const answer = await worked(context, question);
		const [first] = answer.rows;
		// Two pipes of one street that share an end: one site, set up once.
		expect(first?.assets).toEqual(['R1', 'R2']);
		expect(first?.cells).toMatchObject({ year: 1, pipes: 2, past: 12, cost: expect.closeTo(2 * 200 * 1000 + 50_000, -3) });
		expect(first?.cells['benefit']).toBeGreaterThan(0);
		expect(answer.geography?.shapes?.features[0]?.geometry.type).toBe('MultiLineString');
		expect(answer.notes.join(' ')).toContain('no choice whatever');
		expect((await faultsBehind(context, question, { row: first?.key ?? '', limit: 10, offset: 0 })).total).toBe(12);

		const poor = await worked(context, { ...question, raw: { ...question.raw, budget: '100000' } });
		expect(poor.rows.some((row) => row.assets?.includes('R1'))).toBe(false);

		const { code } = await handOverProject(context, { title: 'Old Road', assets: first?.assets ?? [], planned: 450_000 });
		expect((await projects(context, 10)).projects).toMatchObject([
			{ code, title: 'Old Road', state: 'open', assets: 2, ended: 0, planned: 450_000, actual: null },
		]);
		await expect(handOverProject(context, { title: 'x', assets: ['no such'] })).rejects.toBeInstanceOf(Problem);
	}),
);
