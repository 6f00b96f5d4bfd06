import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ogc, openOgc } from './site.ts';

let ogc: Ogc;
beforeAll(async () => {
	ogc = await openOgc();
});
afterAll(() => ogc.close());

const uri = (srid: number): string => `http://www.opengis.net/def/crs/EPSG/0/${srid}`;

/** Places of the street as PROJ has them in a system. */
async function byProj(srid: number): Promise<[number, number][]> {
	const { rows } = await ogc.db.raw(
		`select st_x(p) as x, st_y(p) as y from (select id, st_transform(geom, ${srid}) as p from asset where class = 1) as it order by id`,
	);
	return rows.map(({ x, y }: { x: number; y: number }) => [x, y]);
}

async function answered(crs: string): Promise<{ places: [number, number][]; header: string | null }> {
	const { body, headers } = await ogc.get(`/collections/street-lights/items?limit=100${crs && `&crs=${crs}`}`);
	return { places: body.features.map((it) => it.geometry.coordinates as [number, number]), header: headers.get('content-crs') };
}

function close(found: readonly [number, number][], right: readonly [number, number][], tolerance: number): void {
	expect(found).toHaveLength(right.length);
	found.forEach(([a, b], i) => {
		expect(Math.abs(a - (right[i]?.[0] ?? Number.NaN))).toBeLessThan(tolerance);
		expect(Math.abs(b - (right[i]?.[1] ?? Number.NaN))).toBeLessThan(tolerance);
	});
}

describe('coordinates', () => {
	test('are longitude and latitude unless something else is asked', async () => {
		const { places, header } = await answered('');
		expect(header).toBe('<http://www.opengis.net/def/crs/OGC/1.3/CRS84>');
		close(places, await byProj(4326), 1e-8);
	});

	test('of EPSG:4326 have the latitude first', async () => {
		const { places, header } = await answered(uri(4326));
		expect(header).toBe(`<${uri(4326)}>`);
		close(
			places,
			(await byProj(4326)).map(([lon, lat]) => [lat, lon]),
			1e-8,
		);
	});

	for (const srid of [3857, 32734, 2048]) {
		test(`of EPSG:${srid} are those of PROJ, in the order of their authority`, async () => {
			const { places, header } = await answered(uri(srid));
			expect(header).toBe(`<${uri(srid)}>`);
			close(places, await byProj(srid), 0.001);
		});
	}

	test('of the South African system point west and south from the equator', async () => {
		const [[westing = 0, southing = 0] = []] = (await answered(uri(2048))).places;
		// Lo19 is 19° east: the street lies some three kilometres west of it.
		expect(westing).toBeGreaterThan(3_000);
		expect(westing).toBeLessThan(4_000);
		expect(southing).toBeGreaterThan(3_700_000);
	});

	test('of a system that is not offered are not given', async () => {
		for (const crs of ['', uri(27700), 'EPSG:4326', 'urn:ogc:def:crs:EPSG::4326', `${uri(4326)}x`])
			for (const name of ['crs', 'bbox-crs', 'filter-crs'])
				expect((await ogc.get(`/collections/street-lights/items?${name}=${crs}`)).status, `${name} ${crs}`).toBe(400);
	});

	test('of one feature are given alike', async () => {
		const { body, headers } = await ogc.get<{ geometry: { coordinates: [number, number] } }>(`/collections/street-lights/items/1?crs=${uri(2048)}`);
		close([body.geometry.coordinates], (await byProj(2048)).slice(0, 1), 0.001);
		expect(headers.get('content-crs')).toBe(`<${uri(2048)}>`);
	});
});
