import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { PublicNotice } from '../../../server/municipality/contract.ts';
import type { DeskNotice } from '../../../server/municipality/notices/contract.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

const hour = 3_600_000;
const at = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
const square = (west: number, south: number, size: number) => ({
	type: 'Polygon',
	coordinates: [
		[
			[west, south],
			[west + size, south],
			[west + size, south + size],
			[west, south + size],
			[west, south],
		],
	],
});
const wish = {
	kind: 'interruption',
	title: { en: 'No water in Kerkstraat', af: 'Geen water in Kerkstraat nie', xh: ' ' },
	words: { en: 'We replace a valve.' },
	themes: ['water'],
	area: square(18.96, -33.735, 0.01),
	from: at(-1),
	until: at(5),
};
const inside = { lon: 18.9619, lat: -33.7301 };

interface Refusal {
	code: string;
	errors: { path: string }[];
}

const staff = (check: (asked: Asked, transaction: typeof db) => Promise<void>) =>
	undone(async (transaction) => {
		await addPerson(transaction, { email: 'works@example.org', name: 'Works', password: 'long enough 1', language: 'en', roles: [{ role: 'dispatcher' }] });
		const asked = await serving(transaction);
		expect((await asked.ask('POST', '/api/session', { email: 'works@example.org', password: 'long enough 1' })).status).toBe(200);
		await check(asked, transaction);
		await asked.close();
	});

const write = async (asked: Asked, more: object = {}): Promise<DeskNotice> => {
	const { status, body } = await asked.ask<{ notice: DeskNotice }>('POST', '/api/desk/notices', { ...wish, ...more });
	expect(status, JSON.stringify(body)).toBe(200);
	return body.notice;
};
const move = (asked: Asked, { code }: DeskNotice, to: string) =>
	asked.ask<{ notice: DeskNotice; was: string }>('POST', `/api/desk/notices/${code}/move`, { to });
const seen = async (asked: Asked, query: string): Promise<PublicNotice[]> =>
	(await asked.ask<{ notices: PublicNotice[] }>('GET', `/api/notices?${query}`)).body.notices;
const place = `lon=${inside.lon}&lat=${inside.lat}`;

afterAll(() => db.destroy());

describe('an announcement', () => {
	it(
		'is a draft until it is published, is seen where it holds and for what it touches, and goes when it is taken back or over',
		staff(async (asked, transaction) => {
			const notice = await write(asked);
			expect(notice).toMatchObject({ state: 'draft', title: { en: 'No water in Kerkstraat', af: 'Geen water in Kerkstraat nie' }, version: 1 });
			expect(await seen(asked, '')).toEqual([]);
			expect((await move(asked, notice, 'published')).body.was).toBe('draft');
			expect(await seen(asked, `${place}&language=af`)).toMatchObject([
				{ code: notice.code, title: 'Geen water in Kerkstraat nie', now: true, themes: ['water'] },
			]);
			expect(await seen(asked, 'language=xh')).toMatchObject([{ title: 'No water in Kerkstraat' }]);
			expect(await seen(asked, `${place}&theme=roads`)).toEqual([]);
			expect(await seen(asked, 'lon=18.91&lat=-33.79')).toEqual([]);
			expect(await seen(asked, 'bbox=18.955,-33.736,18.961,-33.734')).toHaveLength(1);
			expect(await seen(asked, 'bbox=18.91,-33.79,18.92,-33.78')).toEqual([]);
			expect([await seen(asked, 'ward=1'), await seen(asked, 'ward=2')].map((it) => it.length).sort()).toEqual([0, 1]);
			await move(asked, notice, 'draft');
			expect(await seen(asked, place)).toEqual([]);
			await move(asked, notice, 'published');
			await transaction('notice').update({ starts_at: at(-3), ends_at: at(-2) });
			expect(await seen(asked, place)).toEqual([]);
		}),
	);

	it(
		'by wards has their area, and is given as GeoJSON',
		staff(async (asked) => {
			const { area: _, ...byWards } = wish;
			const { body } = await asked.ask<{ notice: DeskNotice }>('POST', '/api/desk/notices', { ...byWards, wards: ['1', '2'], from: at(24), until: at(30) });
			await move(asked, body.notice, 'published');
			const shapes = await asked.ask<{ features: { geometry: { type: string }; properties: PublicNotice }[] }>(
				'GET',
				'/api/notices.geojson?bbox=18.9,-33.8,18.91,-33.79',
			);
			expect(await seen(asked, 'ward=2')).toHaveLength(1);
			expect(await seen(asked, 'ward=99')).toEqual([]);
			expect(shapes.body.features).toMatchObject([{ geometry: { type: 'MultiPolygon' }, properties: { wards: ['Ward 1', 'Ward 2'], now: false } }]);
		}),
	);

	it(
		'is changed by one at a time',
		staff(async (asked) => {
			const notice = await write(asked);
			const put = (version: number, more: object) =>
				asked.ask<{ notice: DeskNotice }>('PUT', `/api/desk/notices/${notice.code}`, { ...wish, version, ...more });
			expect((await put(1, { title: { en: 'Later' } })).body.notice).toMatchObject({ title: { en: 'Later' }, version: 2 });
			expect((await put(1, {})).body).toMatchObject({ code: 'conflict' });
		}),
	);

	it(
		'is refused, by its field, without a title, an area, an end after its beginning, or with a ward that is none',
		staff(async (asked) => {
			const refused = async (more: object): Promise<unknown> => {
				const { status, body } = await asked.ask<Refusal>('POST', '/api/desk/notices', { ...wish, ...more });
				return [status, body.errors?.[0]?.path];
			};
			expect(await refused({ title: { en: '  ' } })).toEqual([400, 'title']);
			expect(await refused({ area: undefined })).toEqual([400, 'area']);
			expect(
				await refused({
					area: {
						type: 'Polygon',
						coordinates: [
							[
								[1, 2],
								[1, 2],
							],
						],
					},
				}),
			).toEqual([400, 'area']);
			expect(await refused({ area: { type: 'Polygon', coordinates: [['x']] } })).toEqual([400, 'area']);
			expect(await refused({ until: at(-2) })).toEqual([400, 'until']);
			expect(await refused({ wards: ['99'] })).toEqual([400, 'wards']);
			expect(await refused({ themes: ['magic'] })).toEqual([400, 'themes.0']);
		}),
	);

	it(
		'is nothing a stranger can write',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			expect((await asked.ask('POST', '/api/desk/notices', wish)).status).toBe(401);
			expect((await asked.ask('GET', '/api/desk/notices')).status).toBe(401);
			await asked.close();
		}),
	);
});

interface Known {
	notices: PublicNotice[];
	outage: { faults: number; reports: number; code: string } | null;
	authority: { name: string } | null;
	candidates: { authority: { name: string; phone: string | null } | null }[];
}

const snap = async (asked: Asked, mode: string, pin = inside): Promise<Known> =>
	(await asked.ask<Known>('POST', '/api/snap', { mode, ...pin, method: 'map-click', zoom: 19, language: 'en' })).body;

describe('before anybody types', () => {
	it(
		'what is announced there for this trouble is told',
		staff(async (asked) => {
			await move(asked, await write(asked), 'published');
			expect((await snap(asked, 'water-pipe.leak')).notices).toMatchObject([{ title: 'No water in Kerkstraat' }]);
			expect((await snap(asked, 'road.pothole')).notices).toEqual([]);
		}),
	);

	it(
		'many lamps out at once are one outage, many potholes are not',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const lamp = (n: number) => asked.ask('POST', '/api/reports', { mode: 'street-light.out', ...inside, method: 'asset-click', asset: `SL-${n}` });
			for (const n of [101, 102, 103]) expect((await lamp(n)).status).toBe(200);
			expect((await snap(asked, 'street-light.out')).outage).toBeNull();
			await lamp(104);
			expect((await snap(asked, 'street-light.out')).outage).toMatchObject({ faults: 4, reports: 4 });
			await transaction('fault').update({ first_report_at: at(-60) });
			expect((await snap(asked, 'street-light.out')).outage).toBeNull();
			const [head] = await transaction('fault').select('id', 'code').limit(1);
			await transaction('fault').whereNot('id', head.id).update({ parent_id: head.id });
			expect((await snap(asked, 'street-light.out')).outage).toMatchObject({ code: head.code, faults: 4 });
			await transaction('fault').update({ family: 'road-surface' });
			expect((await snap(asked, 'road.pothole')).outage).toBeNull();
			await asked.close();
		}),
	);

	it(
		'whose it is is told by the owner in the register, and by the trouble and the ward',
		undone(async (transaction) => {
			await transaction('authority').insert([
				{ code: 'agency', name: { en: 'Road agency' }, phone: '0800 1', owners: ['agency'], modes: [] },
				{ code: 'supplier', name: { en: 'Supplier' }, modes: ['service-connection.no-power'], ward_codes: ['1'] },
			]);
			await transaction('asset').where('reference', 'X9-1').update({ owner: 'agency' });
			const asked = await serving(transaction);
			const road = await snap(asked, 'road.pothole', await lonLat(transaction, 311_200, 6_265_002));
			expect(road.candidates[0]?.authority).toMatchObject({ name: 'Road agency', phone: '0800 1' });
			expect(road.authority).toBeNull();
			expect((await snap(asked, 'service-connection.no-power')).authority).toBeNull();
			await transaction('authority')
				.where('code', 'supplier')
				.update({ ward_codes: ['2'] });
			await asked.close();
			const again = await serving(transaction);
			expect((await snap(again, 'service-connection.no-power')).authority).toMatchObject({ name: 'Supplier' });
			await again.close();
		}),
	);
});
