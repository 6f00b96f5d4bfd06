import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { csvOf } from '../../../server/planning/csv.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { addFault, addPipe } from './register.ts';

afterAll(() => db.destroy());

interface Bad {
	code: string;
	errors: { path: string; message: string }[];
}

const asPlanner = (test: (asked: Asked, transaction: Knex) => Promise<void>, role: 'planner' | 'contact-centre' | null = 'planner') =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		try {
			if (role) {
				await addPerson(transaction, { email: 'p@example.org', name: 'P', password: 'a-good-password', language: 'en', roles: [{ role }] });
				await asked.ask('POST', '/api/session', { email: 'p@example.org', password: 'a-good-password' });
			}
			await test(asked, transaction);
		} finally {
			await asked.close();
		}
	});

const paths = [
	'/api/planning/reports',
	'/api/planning/reports/pipe-failure-rate',
	'/api/planning/reports/pipe-failure-rate.csv',
	'/api/planning/reports/pipe-failure-rate/rows?row=:AC',
	'/api/planning/wards',
	'/api/planning/lines?class=water-pipes&attribute=material',
];

describe('planning', () => {
	it(
		'is not for the public',
		asPlanner(async ({ ask }) => {
			for (const path of paths) expect((await ask('GET', path)).status, path).toBe(401);
		}, null),
	);

	it(
		'is not for staff without the right',
		asPlanner(async ({ ask }) => {
			for (const path of paths) expect((await ask('GET', path)).status, path).toBe(403);
		}, 'contact-centre'),
	);

	it(
		'lists its questions with their parameters, in the language asked for',
		asPlanner(async ({ ask }) => {
			const { body } = await ask<{ reports: { id: string; question: string; params: { id: string; default: string }[] }[] }>(
				'GET',
				'/api/planning/reports?language=af',
			);
			const pipes = body.reports.find((it) => it.id === 'pipe-failure-rate');
			expect(pipes?.question).toMatch(/^Watter pypmateriale/);
			expect(pipes?.params.map((it) => it.id)).toEqual(['class', 'mode', 'by', 'from', 'to', 'area']);
			expect(pipes?.params.find((it) => it.id === 'class')?.default).toBe('water-pipes');
		}),
	);

	it.each([
		['class=roads', 'class'],
		['class=', null],
		['mode=street-light.out', 'mode'],
		['by=day', 'by'],
		['from=2024-02-30', 'from'],
		['from=yesterday', 'from'],
		['from=2024-06-01&to=2024-05-31', 'to'],
		['from=0001-01-01', 'from'],
		['depth=3', 'depth'],
		['class=water-pipes&class=sewer-pipes', 'class'],
		[`class=${'x'.repeat(200)}`, 'class'],
		[`mode=${encodeURIComponent("all' or 1=1 --")}`, 'mode'],
		['from=2024-01-01%00', 'from'],
	])('asked with %s answers what is wrong, here and in the CSV', (query, path) =>
		asPlanner(async ({ ask }) => {
			for (const end of ['', '.csv']) {
				const answer = await ask<Bad>('GET', `/api/planning/reports/pipe-failure-rate${end}?${query}`);
				if (path === null) expect(answer.status).toBe(200);
				else expect([answer.status, answer.body.code, answer.body.errors[0]?.path]).toEqual([400, 'bad-input', path]);
			}
		})(),
	);

	it(
		'knows no other reports, rows, classes or attributes',
		asPlanner(async ({ ask }) => {
			const status = async (path: string): Promise<number> => (await ask('GET', `/api/planning/${path}`)).status;
			expect(await status('reports/everything')).toBe(404);
			expect(await status('reports/everything.csv')).toBe(404);
			expect(await status('reports/..%2F..%2Fetc')).toBe(400);
			expect(await status('reports/pipe-failure-rate/rows?row=nonsense')).toBe(404);
			expect(await status('reports/failures-by-class-and-ward/rows?row=2;drop')).toBe(404);
			expect(await status('reports/pipe-failure-rate/rows')).toBe(400);
			expect(await status('lines?class=street-lights&attribute=material')).toBe(400);
			expect(await status('lines?class=water-pipes&attribute=owner')).toBe(400);
		}),
	);

	it(
		'gives wards and pipes as shapes with the keys of the answers',
		asPlanner(async ({ ask }, transaction) => {
			await addPipe(transaction, { key: 'P2', metres: 300, material: 'CI' });
			const wards = await ask<{ features: { id: string; properties: { title: string }; geometry: { type: string } }[] }>('GET', '/api/planning/wards');
			expect(wards.body.features.map((it) => [it.properties.title, it.geometry.type])).toEqual([
				['Ward 1', 'Polygon'],
				['Ward 2', 'Polygon'],
			]);
			const lines = await ask<{ total: number; shown: number; features: { id: string; properties: { title: string } }[] }>('GET', paths[5] ?? '');
			expect(lines.body).toMatchObject({ total: 2, shown: 2 });
			expect(lines.body.features.map((it) => [it.id, it.properties.title])).toEqual([
				['AC', 'Asbestos cement'],
				['CI', 'Cast iron'],
			]);
			const answer = await ask<{ geography: { places: { key: string }[] } }>('GET', '/api/planning/reports/pipe-failure-rate');
			expect(answer.body.geography.places.map((it) => it.key).sort()).toEqual(['AC', 'CI']);
		}),
	);

	it(
		'hands out its table as CSV that no spreadsheet runs',
		asPlanner(async ({ ask }, transaction) => {
			const evil = '=HYPERLINK("http://example.org","x"),\n@SUM(1)';
			const pipe = await addPipe(transaction, { key: 'EVIL', metres: 1000, material: evil });
			await addFault(transaction, { asset: pipe, at: '2026-03-01T08:00:00Z' });
			const answer = await ask<string>('GET', '/api/planning/reports/pipe-failure-rate.csv?from=2025-01-01&to=2025-12-31');
			expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
			expect(answer.headers.get('content-disposition')).toBe('attachment; filename="pipe-failure-rate-2025-01-01-2025-12-31.csv"');
			const text = String(answer.body);
			expect(text).toContain(`"'=HYPERLINK(""http://example.org"",""x""),\n@SUM(1)"`);
			expect(text).not.toMatch(/(^|,|\r\n)"?[=+@]/);
		}),
	);
});

describe('a table as CSV', () => {
	const columns = [
		{ id: 'name', title: 'Name', kind: 'text' as const },
		{ id: 'span', title: 'Interval', kind: 'interval' as const, unit: 'per km' },
		{ id: 'rate', title: 'Rate', kind: 'rate' as const },
	];
	const row = (cells: Record<string, string | number | [number, number] | null>) => ({ key: 'k', place: null, faint: null, faults: 0, cells });

	it('keeps numbers numbers, also negative ones, and leaves a gap where there is none', () => {
		const text = csvOf({ columns, rows: [row({ name: 'a', span: [-1.5, 2], rate: null }), row({ name: 'b', span: null, rate: 1 / 3 })] });
		expect(text).toBe('\uFEFFName,Interval (per km) ≥,Interval (per km) ≤,Rate,\r\na,-1.5,2,,\r\nb,,,0.3333333333,\r\n');
	});

	it.each(['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1'])('makes a text of %j', (name) => {
		const [, second = ''] = csvOf({ columns, rows: [row({ name, span: null, rate: null })] }).split(/\r\n(?=["'])/);
		expect(second.replace(/^"/, '').startsWith("'")).toBe(true);
	});
});
