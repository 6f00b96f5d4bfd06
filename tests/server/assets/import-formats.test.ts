import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { folder } from './files.ts';
import { fixture } from './read-all.ts';
import { register } from './register.ts';

const file = folder();
const { take, rows, place } = register();
const formats = ['ten.csv', 'ten.fgb', 'ten.geojsonl', 'ten.gml', 'ten.gpkg', 'ten.kml', 'ten.shp.zip', 'ten.xlsx'];

describe('the same lamps in another format', () => {
	test('are the same lamps: taken once, each other file changes nothing', async () => {
		const map = { pole_number: 'pole_no', watts: 'watts', installed_on: 'installed' };
		const copy = (name: string): string => file(name, readFileSync(fixture(name)));
		const first = await take(copy('ten.geojson'), 'street-lights', { key: 'pole_no', map });
		expect(first.tally).toEqual({ rows: 10, accepted: 9, repaired: 0, rejected: 1 });
		expect(first.reasons).toEqual([{ what: 'it has no geometry', count: 1 }]);
		// the town has poles of these numbers elsewhere, which the first file moves
		expect(first.difference.unchanged).toBe(0);
		for (const name of formats) {
			const again = await take(copy(name), 'street-lights', { key: 'pole_no', map });
			expect([name, again.difference.unchanged, again.tally.accepted]).toEqual([name, 9, 9]);
		}
		const [lamp] = await rows<{ lon: number; installed: string }>("select st_x(geom) as lon, installed_on::text as installed from asset where key = 'P2'");
		expect(lamp).toEqual({ lon: 18.961, installed: '2011-03-02' });
	});

	test('come from the layer that is named, in the system that it has', async () => {
		const { lon, lat } = await place(311_005, 6_265_005);
		const mark = (name: string): string => `<Placemark><name>${name}</name><Point><coordinates>${lon},${lat}</coordinates></Point></Placemark>`;
		const kml = file(
			'two.kml',
			`<kml><Document><Folder><name>lamps</name>${mark('KM1')}</Folder><Folder><name>poles</name>${mark('KM2')}</Folder></Document></kml>`,
		);
		await expect(take(kml, 'street-lights', { key: 'name' })).rejects.toThrow('it holds several layers: "lamps", "poles"; say which one is meant');
		expect(await take(kml, 'street-lights', { key: 'name', sourceLayer: 'poles' })).toMatchObject({ tally: { accepted: 1 }, srid: 4326 });
		const gml = `<FeatureCollection xmlns:gml="g"><gml:featureMember><lamp><no>GM1</no><gml:Point srsName="urn:ogc:def:crs:EPSG::32734"><gml:pos>311007 6265005</gml:pos></gml:Point></lamp></gml:featureMember></FeatureCollection>`;
		expect(
			await take(file('utm.gml', gml.replace('<gml:Point', '<at><gml:Point').replace('</gml:Point>', '</gml:Point></at>')), 'street-lights', { key: 'no' }),
		).toMatchObject({
			srid: 32734,
			tally: { accepted: 1 },
		});
		expect(await rows("select key from asset where key in ('KM1', 'KM2', 'GM1') order by key")).toEqual([{ key: 'GM1' }, { key: 'KM2' }]);
	});
});
