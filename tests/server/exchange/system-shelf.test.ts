import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import csv from '../../../server/exchange/systems/csv.ts';
import esri from '../../../server/exchange/systems/esri.ts';
import { type Change, type Connection, Refused, Unwell } from '../../../server/exchange/systems/index.ts';
import open311 from '../../../server/exchange/systems/open311.ts';
import rest from '../../../server/exchange/systems/rest.ts';
import { featureLayer } from '../../support/feature-layer.ts';

let folder: string;
let url: string;
let answer: (path: string, words: URLSearchParams, method: string) => unknown;
let close: () => void;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'faultline-drop-'));
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += chunk;
		const at = new URL(request.url ?? '/', 'http://there');
		const said = answer(at.pathname, new URLSearchParams(request.headers['content-type']?.includes('form') ? body : at.search), request.method ?? '');
		const status = typeof said === 'number' ? said : 200;
		response.writeHead(status, { 'content-type': 'application/json' }).end(typeof said === 'number' ? '' : JSON.stringify(said));
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	close = () => {
		server.closeAllConnections();
		server.close();
	};
});
afterEach(async () => {
	close();
	await rm(folder, { recursive: true });
});

const connection = (settings: Record<string, string>, more: Partial<Connection> = {}): Connection => ({
	...{ settings, key: 'K', request: (to, asked) => fetch(to, asked), signal: undefined, folder, prefix: 'test-F-', known: async () => [] },
	now: new Date('2026-11-29T08:00:00Z'),
	...more,
});

const change = (more: Partial<Change> = {}): Change => ({
	...{
		id: 'test-F-ABC',
		version: 1,
		remoteId: null,
		sentBefore: false,
		state: 'OPEN',
		asset: "P'7",
		chainage: 12.5,
		previousAsset: null,
		mergedInto: null,
		title: 'Leak, "big"',
	},
	...more,
	fault: {
		...{
			code: 'ABC',
			link: 'https://town.example/f/ABC',
			mode: 'water-pipe.leak',
			class: 'water-pipes',
			state: 'confirmed',
			open: true,
			emergency: false,
			priority: 3,
		},
		...{
			asset: { reference: 'WP-1', class: 'water-pipes', chainage: 12.5 },
			department: 'water',
			ward: '2',
			street: 'Kerkstraat',
			point: { lon: 18.9, lat: -33.7 },
		},
		...{ reports: 3, meToos: 1, times: { reported: '2026-11-29T06:00:00Z', stateSince: '2026-11-29T07:00:00Z', due: null, fixed: null }, mergedInto: null },
	},
});

describe('a FeatureServer', () => {
	it('has one feature a fault, with its asset and chainage, however often it is told; a second one that a lost answer left is taken away', async () => {
		const layer = featureLayer();
		const { features } = layer;
		answer = layer.answer;
		const it = connection({ layer: `${url}/arcgis/rest/services/Works/FeatureServer/0`, ...usual(esri) });
		await expect(esri.push(change(), it)).rejects.toThrow(Unwell);
		features.set(9, { ...features.get(1), OBJECTID: 9 });
		expect(await esri.push(change({ version: 2, state: 'Assigned' }), it)).toEqual({ remoteId: '1' });
		expect([...features.values()]).toMatchObject([{ faultline_id: 'test-F-ABC', status: 'Assigned', asset_id: "P'7", chainage: 12.5, faultline_version: 2 }]);
		const [said] = await esri.pull(null, it);
		expect(said).toMatchObject({ id: 'test-F-ABC', remoteId: '1', state: 'Assigned', seen: 2, asset: "P'7", chainage: 12.5, at: new Date(2) });
	});

	it('that says inside a 200 that it will not, refuses; that its token is over, is tried again', async () => {
		const it = connection({ layer: `${url}/FeatureServer/0`, ...usual(esri) });
		answer = () => ({ error: { code: 400, message: 'Invalid field: status' } });
		await expect(esri.push(change(), it)).rejects.toThrow(Refused);
		answer = () => ({ error: { code: 498, message: 'Invalid token' } });
		await expect(esri.push(change(), it)).rejects.toThrow(Unwell);
	});
});

describe('a folder', () => {
	it('gets each change whole, in the folder of its day, and the same again is the same file; what they write is read back, the newest of each', async () => {
		const it = connection({ folder: 'imqs' });
		await csv.push(change({ mergedInto: { id: 'test-F-XYZ', remoteId: null } }), it);
		await csv.push(change({ mergedInto: { id: 'test-F-XYZ', remoteId: null } }), it);
		const day = join(folder, 'out', '2026-11-29');
		expect(await readdir(day)).toEqual(['test-F-ABC-000001.csv']);
		const [head, row] = (await readFile(join(day, 'test-F-ABC-000001.csv'), 'utf8')).split('\r\n');
		expect(head).toMatch(/^id,version,state,asset,previous_asset,chainage,merged_into,/);
		expect(row).toMatch(/^test-F-ABC,1,OPEN,P'7,,12\.5,test-F-XYZ,water-pipe\.leak,"Leak, ""big""",water,/);
		await mkdir(join(folder, 'in'), { recursive: true });
		await writeFile(join(folder, 'in', 'b.csv'), 'id,remote_id,state,updated_at,asset\ntest-F-ABC,77,STARTED,2026-11-29T07:00:00Z,P7\n');
		await writeFile(join(folder, 'in', 'a.csv'), '\uFEFFid,remote_id,state,updated_at,asset\r\ntest-F-ABC,77,DONE,2026-11-29T09:00:00Z,P7\r\n');
		await writeFile(join(folder, 'in', '.half.csv.part'), 'id\n');
		expect(await csv.pull(null, it)).toMatchObject([{ id: 'test-F-ABC', remoteId: '77', state: 'DONE', at: new Date('2026-11-29T09:00:00Z'), asset: 'P7' }]);
		expect((await csv.pull(null, it))[0]?.chainage).toBeUndefined();
	});
});

describe('a system that speaks Open311', () => {
	it('has one request a fault, found again where the answer was lost, and is told the rest as updates under a name that stays', async () => {
		const requests: Record<string, string>[] = [];
		const updates = new Map<string, string | null>();
		let lose = true;
		const update = (words: URLSearchParams): unknown => {
			updates.set(words.get('update_id') ?? '', words.get('status'));
			return [{ update_id: 'x' }];
		};
		const post = (words: URLSearchParams): unknown => {
			const row = { service_request_id: `R${requests.length + 1}`, description: words.get('description') ?? '', asset: words.get('attribute[asset_id]') ?? '' };
			requests.push({ ...row, status: 'OPEN', updated_datetime: '2026-11-29T07:30:00Z' });
			if (!lose) return [row];
			lose = false;
			return 503;
		};
		answer = (path, words, method) => (path === '/servicerequestupdates.json' ? update(words) : method === 'GET' ? requests : post(words));
		const it = connection({ endpoint: url, service: 'LEAK' }, { known: async () => [{ id: 'test-F-ABC', remoteId: 'R1' }] });
		await expect(open311.push(change({ state: 'open' }), it)).rejects.toThrow(Unwell);
		expect(await open311.push(change({ state: 'open', sentBefore: true }), it)).toEqual({ remoteId: 'R1' });
		await open311.push(change({ state: 'duplicate', version: 2, remoteId: 'R1' }), it);
		expect(requests).toMatchObject([{ service_request_id: 'R1', asset: "P'7" }]);
		expect([...updates]).toEqual([
			['test-F-ABC-1', 'open'],
			['test-F-ABC-2', 'duplicate'],
		]);
		expect(await open311.pull(null, it)).toMatchObject([{ id: null, remoteId: 'R1', state: 'open', at: new Date('2026-11-29T07:30:00Z') }]);
	});
});

describe('a system that takes JSON', () => {
	it('is read page by page; what is no list, or no JSON, is a trouble that passes, and a refusal says why', async () => {
		const it = connection({ url: `${url}/orders/` });
		answer = (path) =>
			path === '/orders' ? { items: [{ id: 'test-F-A', state: 'done', version: 3 }], next: '/more' } : [{ id: 'test-F-B', updatedAt: '2026-11-29T07:00:00Z' }];
		expect((await rest.pull(null, it)).map(({ id, version, asset }) => [id, version, asset])).toEqual([
			['test-F-A', 3, undefined],
			['test-F-B', null, undefined],
		]);
		answer = () => ({ nothing: true });
		await expect(rest.pull(new Date(0), it)).rejects.toThrow('Its answer is no list.');
		answer = () => 422;
		await expect(rest.push(change(), it)).rejects.toThrow(Refused);
		answer = () => 503;
		await expect(rest.push(change(), it)).rejects.toThrow(Unwell);
	});
});

describe('every kind on the shelf', () => {
	it.each([csv, esri, open311, rest])('$id has words for what is under way and what is done, there and back', ({ states, back }) => {
		for (const state of ['confirmed', 'scheduled', 'in-progress', 'fixed', 'merged']) expect(states[state], state).toBeTruthy();
		expect(Object.values(back)).toContain('fixed');
		// A word of theirs that ends a fault here is never one that we say of a fault that is open.
		for (const [their, our] of Object.entries(back))
			if (our === 'fixed') expect([states['confirmed'], states['scheduled'], states['in-progress']]).not.toContain(their);
	});
});

/** The settings that a kind has where nobody says otherwise. */
function usual({ settings }: typeof esri): Record<string, string> {
	return Object.fromEntries(
		Object.entries(settings).flatMap(([name, schema]) => {
			const { success, data } = schema.safeParse(undefined);
			return success && data !== undefined ? [[name, data]] : [];
		}),
	);
}
