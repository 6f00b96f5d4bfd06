import { describe, expect, test } from 'vitest';
import { layersOf } from '../../../server/assets/import/read.ts';
import { impatient, quick, refusal, rowsOf } from './fake/read.ts';
import { fake, type Heard, type Said } from './fake/server.ts';

const server = fake();
const address = (): string => server.at('/ogc/collections/lamps');
const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const epsg = (code: number): string => `http://www.opengis.net/def/crs/EPSG/0/${code}`;

const feature = (n: number): object => ({
	type: 'Feature',
	id: n,
	properties: { pole_no: `P${n}` },
	geometry: { type: 'Point', coordinates: [18.9 + n / 1e5, -33.7] },
});

interface Temper {
	total?: number;
	says?: number;
	stored?: string;
	page?: (cursor: number, heard: Heard) => Said | undefined;
	/** Where the next page is, as it says. */
	next?: (cursor: number) => string | undefined;
	headers?: Record<string, string>;
}

const size = 400;
const nextOf = (cursor: number, total: number): string | undefined =>
	cursor + size < total ? `/ogc/collections/lamps/items?cursor=${cursor + size}&limit=400` : undefined;

const ogc =
	({ total = 1000, says = total, stored, page, next = (cursor) => nextOf(cursor, total), headers = {} }: Temper) =>
	(heard: Heard): Said => {
		if (!heard.url.pathname.endsWith('/items'))
			return { body: { id: 'lamps', crs: [crs84, ...(stored ? [stored] : [])], ...(stored && { storageCrs: stored }) } };
		const cursor = Number(heard.words['cursor'] ?? 0);
		const features = Array.from({ length: Math.max(0, Math.min(size, total - cursor)) }, (_, i) => feature(cursor + i));
		const href = next(cursor);
		const links = [
			{ rel: 'self', href: 'x' },
			...(href
				? [
						{ rel: 'next', type: 'text/html', href: '/not/this' },
						{ rel: 'next', type: 'application/geo+json', href },
					]
				: []),
		];
		return page?.(cursor, heard) ?? { headers, body: { type: 'FeatureCollection', numberMatched: says, numberReturned: features.length, links, features } };
	};

describe('an OGC API', () => {
	test.each(['', '/items', '/items?f=html'])('is read by its links to the next page, from …/lamps%s', async (ending) => {
		server.says(ogc({}));
		const rows = await rowsOf(address() + ending);
		expect(rows.map((it) => it.id)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
		expect(rows[999]).toMatchObject({ line: 1000, properties: { pole_no: 'P999' }, geometry: { type: 'Point' } });
		expect(rows[0]?.crs).toBeUndefined();
	});

	test('is asked for the system it keeps things in; north and east change places where the authority has them so', async () => {
		const point = {
			type: 'Feature',
			id: 1,
			properties: {},
			geometry: {
				type: 'LineString',
				coordinates: [
					[-33.7, 18.9, 5],
					[-33.8, 18.8, 6],
				],
			},
		};
		const body = { features: [point], links: [] };
		server.says(ogc({ stored: epsg(4326), page: () => ({ body, headers: { 'content-crs': `<${epsg(4326)}>` } }) }));
		const [row] = await rowsOf(address());
		expect(server.heard.at(-1)?.words['crs']).toBe(epsg(4326));
		expect(row).toMatchObject({
			crs: epsg(4326),
			geometry: {
				coordinates: [
					[18.9, -33.7, 5],
					[18.8, -33.8, 6],
				],
			},
		});
		const metric = { ...point, geometry: { type: 'Point', coordinates: [311_000, 6_265_000] } };
		server.says(ogc({ stored: epsg(32734), page: () => ({ body: { features: [metric] }, headers: { 'content-crs': `<${epsg(32734)}>` } }) }));
		expect((await rowsOf(address()))[0]).toMatchObject({ crs: epsg(32734), geometry: { coordinates: [311_000, 6_265_000] } });
	});

	test('that was asked for a system and does not say that it gave it is taken to have given longitude and latitude', async () => {
		server.says(ogc({ total: 1, stored: epsg(32734) }));
		expect((await rowsOf(address()))[0]?.crs).toBeUndefined();
	});

	test('whose links lead in a circle is refused', async () => {
		server.says(ogc({ next: (cursor) => `/ogc/collections/lamps/items?cursor=${cursor === 400 ? 800 : 400}` }));
		expect(await refusal(address())).toContain('its pages lead in a circle');
		expect(server.heard.length).toBeLessThan(8);
	});

	test('that gives fewer than it says, or the same twice, is refused with the numbers', async () => {
		server.says(ogc({ says: 1200 }));
		expect(await refusal(address())).toContain('it gave 1,000 of 1,200 features');
		server.says(ogc({ page: (cursor) => (cursor === 800 ? { body: { features: [feature(3), feature(4)], links: [] } } : undefined) }));
		expect(await refusal(address())).toContain('it gave 2 features a second time');
	});

	test('lists its collections, and reads the one that is meant', async () => {
		const collections = { collections: [{ id: 'lamps', storageCrs: epsg(32734) }, { id: 'heights', itemType: 'record' }, { id: 'pipes' }] };
		const answer = ogc({ total: 5 });
		server.says((heard) => (heard.url.pathname.endsWith('/collections') ? { body: collections } : answer(heard)));
		const all = server.at('/ogc/collections');
		expect((await layersOf(all, { get: quick }))?.map(({ name, crs }) => [name, crs])).toEqual([
			['lamps', epsg(32734)],
			['pipes', null],
		]);
		expect((await rowsOf(all, { layer: 'lamps' })).length).toBe(5);
		expect(await refusal(all)).toContain('say which one is meant');
	});

	test('is shown user and password, and no other host is', async () => {
		server.says(
			ogc({ next: (cursor) => (cursor === 0 ? server.at('/ogc/collections/lamps/items?cursor=400').replace('127.0.0.1', 'localhost') : nextOf(cursor, 1000)) }),
		);
		await rowsOf(address().replace('://', '://officer:pass%20word@'));
		const seen = server.heard.map((it) => [it.headers.host?.split(':')[0], it.headers.authorization]);
		const basic = `Basic ${Buffer.from('officer:pass word').toString('base64')}`;
		expect(seen.filter(([host]) => host === '127.0.0.1').every(([, it]) => it === basic)).toBe(true);
		expect(seen.filter(([host]) => host === 'localhost').length).toBeGreaterThan(0);
		expect(seen.filter(([host]) => host === 'localhost').every(([, it]) => it === undefined)).toBe(true);
	});
});

describe('whatever service it is', () => {
	test('an answer that breaks off is asked for again, and a busy server is waited for', async () => {
		let broken = 0;
		const answer = ogc({});
		server.says((heard) => {
			const said = answer(heard);
			broken += 1;
			if (broken === 2) return { ...said, cut: 500 };
			if (broken === 4) return { status: 503 };
			if (broken === 5) return { status: 429, headers: { 'retry-after': '0' } };
			return said;
		});
		expect((await rowsOf(address())).length).toBe(1000);
	});

	test.each([
		['that is always broken', { status: 500, body: 'secret stack' }, 'it answers with an error (500)'],
		['that breaks off always', { body: { features: [] }, cut: 4 }, 'its answer breaks off'],
		['that wants a password', { status: 401 }, 'it wants a user and password, or a key'],
		['that points on and on', { status: 302, headers: { location: '/ogc/collections/lamps' } }, 'more than 5 times'],
		[
			'that points to where machines keep their secrets',
			{ status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data/' } },
			'an address that is never asked',
		],
		['that points to a file', { status: 302, headers: { location: 'file:///etc/passwd' } }, 'no protocol that is asked'],
		['that packs its answer badly', { headers: { 'content-encoding': 'gzip' }, body: 'not packed' }, 'its answer breaks off'],
	])('a server %s is refused in a sentence that tells no secret', async (_, said, why) => {
		server.says(() => said);
		const told = await refusal(`${address().replace('://', '://officer:hidden@')}?api_key=hidden`);
		expect(told).toMatch(/^SourceError: 127\.0\.0\.1:\d+\/ogc\/collections\/lamps: /);
		expect(told).toContain(why);
		expect(told).not.toMatch(/hidden|secret stack/);
	});

	test('a server that is silent is given up', async () => {
		server.says(() => ({ after: 1000 }));
		expect(await refusal(address(), { get: impatient })).toContain('no answer came in time');
	});

	test.each([
		['http://169.254.169.254/collections/x', 'never asked'],
		['http://[fe80::1]/collections/x', 'never asked'],
		['http://[::ffff:169.254.169.254]/collections/x', 'never asked'],
		['http://2852039166/collections/x', 'never asked'],
		['http://127.0.0.1:1/collections/x', 'nothing answers there'],
		['http://no-such-host.invalid/collections/x', ''],
		['ftp://example.org/collections/x', 'none of the known services'],
		['http://example.org/elsewhere', 'none of the known services'],
		['postgres://u:p@169.254.169.254/db?table=t', 'never asked'],
		['postgres://%E0%A4%A:%@127.0.0.1:1/%?table=t', 'nothing answers there'],
		['http://%E0%A4%A:%@127.0.0.1:1/collections/x', 'nothing answers there'],
		['postgres:///db?host=/var/run/postgresql', 'which host'],
	])('%s is refused', async (where, why) => {
		const told = await refusal(where);
		expect(told).toMatch(/^SourceError: /);
		expect(told).toContain(why);
	});
});
