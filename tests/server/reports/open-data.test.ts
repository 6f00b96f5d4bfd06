import { afterAll, describe, expect, test } from 'vitest';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { people, tell } from './public-town.ts';

afterAll(() => db.destroy());

const year = new Date(Date.now() - 62 * 86_400_000).getFullYear();
const file = async (asked: Asked, name: string, of = year): Promise<string> => String((await asked.ask('GET', `/open-data/${name}?year=${of}`)).body);
const rows = (csv: string): Record<string, string>[] => {
	const [head = '', ...lines] = csv.trim().split('\r\n');
	return lines.map((line) => Object.fromEntries(line.split(',').map((it, i) => [head.split(',')[i], it])));
};

describe('open data', () => {
	test(
		'tells of hexagons only what at least five people told, and hides a second one where one alone would be found by subtraction',
		undone(async (transaction) => {
			await tell(transaction, { lamp: 'SL-100', since: 62, by: people(5, 'a') });
			await tell(transaction, { lamp: 'SL-111', since: 62, by: people(2, 'b') });
			await tell(transaction, { lamp: 'X9-1', mode: 'road.pothole', since: 62, by: [...people(9, 'c')] });
			await tell(transaction, { lamp: 'SL-100', since: 0, by: people(7, 'd') });
			const asked = await serving(transaction);
			const found = rows(await file(asked, 'hexagons.csv'));
			const lamps = found.filter((it) => it['class'] === 'street-lights');
			expect(new Set(lamps.map((it) => it['hexagon'])).size).toBe(2);
			expect(lamps.map(({ reports, people: by, hidden }) => [reports, by, hidden])).toEqual([
				['', '', 'yes'],
				['', '', 'yes'],
			]);
			const roads = found.filter((it) => it['class'] !== 'street-lights');
			expect(roads.map(({ reports, people: by, hidden, ward }) => [reports, by, hidden, ward])).toEqual([['9', '9', 'no', '2']]);
			const json = JSON.parse(await (await fetch(`${asked.url}/open-data/hexagons.geojson?year=${year}`)).text());
			expect(json.features.map((it: { properties: { hidden: boolean } }) => it.properties.hidden).filter(Boolean)).toHaveLength(2);
			expect(json.features[0].geometry.coordinates[0]).toHaveLength(7);
			await asked.close();
		}),
	);

	test(
		'tells of wards in rows of at least five different people; one who reports a lot is one, and those without a trace are one together',
		undone(async (transaction) => {
			await tell(transaction, { since: 62, by: [...people(6), ...people(6)] });
			await tell(transaction, { lamp: 'X9-1', mode: 'road.pothole', since: 62, by: Array.from({ length: 9 }, () => null) });
			const asked = await serving(transaction);
			const found = rows(await file(asked, 'wards.csv'));
			expect(found).toEqual([expect.objectContaining({ ward: '2', class: 'street-lights', reports: '12', people: '6' })]);
			await asked.close();
		}),
	);

	test(
		'says what there is, and refuses other years and files',
		undone(async (transaction) => {
			await tell(transaction, { since: 62 });
			const asked = await serving(transaction);
			const { body } = await asked.ask<{ years: number[]; leastPeople: number; until: string }>('GET', '/api/open-data');
			expect(body).toMatchObject({ leastPeople: 5, hexagonMetres: 250 });
			expect(body.years).toContain(year);
			for (const bad of ['hexagons.csv?year=1999', 'hexagons.csv?year=x', 'hexagons.csv', 'wards.csv?year=1e9'])
				expect((await asked.ask('GET', `/open-data/${bad}`)).status, bad).toBe(400);
			expect((await asked.ask('GET', `/open-data/people.csv?year=${year}`)).status).toBe(404);
			await asked.close();
		}),
	);
});
