import { describe, expect, test } from 'vitest';
import { stopsWith } from '../../client/crew/find.ts';
import type { Act, Deed } from '../../client/crew/kept/act.ts';
import { takenM, withActs } from '../../client/crew/kept/apply.ts';
import { metresBetween, metresTo } from '../../client/crew/kept/distance.ts';
import { tilesIn } from '../../client/crew/map/keep-tiles.ts';
import { wayTo } from '../../client/crew/navigate.ts';
import { missingFor } from '../../client/crew/stop/evidence.ts';
import type { Stop } from '../../server/work/field/contract.ts';

const lamp = { lon: 18.96, lat: -33.73 };
/** So many metres east of the lamp. */
const aside = (metres: number) => ({ lon: lamp.lon + metres / (111_195 * Math.cos((33.73 * Math.PI) / 180)), lat: lamp.lat, accuracy: 6 });

const line: Stop['lines'][number] = {
	id: 7,
	version: 1,
	title: 'The lamp is dark',
	fault: null,
	asset: { reference: 'SL-00412', class: 'street-lights', title: 'Street light' },
	street: 'Church Street',
	...lamp,
	chainage: null,
	outcome: null,
	cause: null,
	component: null,
	mode: null,
	condition: null,
	note: 'ladder needed',
	until: null,
	endedAt: null,
	endedBy: null,
	proof: null,
	proofM: null,
	proofReason: null,
	cost: null,
	photos: [],
};
const task = { id: 1, item: 7, code: 'off', title: 'Isolated', kind: 'check', unit: null, wanted: true, answer: null, doneAt: null } as const;
const stop = {
	code: 'WO-1',
	state: 'assigned',
	title: 'The lamp is dark',
	crew: 'Lights 1',
	ended: 0,
	lines: [line],
	tasks: [task, { ...task, id: 2, item: null, kind: 'reading', title: 'Voltage', unit: 'V', wanted: false }],
	materials: [],
	times: [],
	conflicts: [],
	isolation: null,
	assets: [{ reference: 'SL-00412', geometry: { type: 'Point', coordinates: [lamp.lon, lamp.lat] } }],
} as unknown as Stop;

let at = Date.parse('2026-11-29T08:00:00Z');
const act = (deed: Deed, more: Partial<Act> = {}): Act => {
	at += 60_000;
	const item = deed.kind === 'time' ? null : 7;
	return { key: `key-${at}`, at, person: '1', language: 'en', order: 'WO-1', item, deed, files: [], state: 'waiting', attempts: 0, again: 0, ...more };
};
const shown = (...acts: readonly Act[]) => {
	const [it] = withActs([stop], acts);
	if (!it?.lines[0]) throw new Error('the stop is gone');
	return { ...it, line: it.lines[0] };
};
const photoAt = (metres: number, accuracy = 6) =>
	act({ kind: 'photos', moment: 'after', stand: { ...aside(metres), accuracy } }, { files: [`photo-${metres}`] });

describe('what was done without a signal', () => {
	test('is shown at once: the clock, what was written, the photos, and how it ended', () => {
		const it = shown(
			act({ kind: 'time', act: 'start', time: 'travel' }),
			act({ kind: 'time', act: 'start', time: 'work' }),
			act({
				kind: 'write',
				fields: { cause: { base: null, value: 'corrosion' } },
				tasks: [{ id: 1, answer: null, done: true }],
				materials: [{ code: 'LAMP', used: 1 }],
			}),
			photoAt(9),
			act({ kind: 'end', outcome: 'fixed' }),
		);
		expect(it.times.map(({ kind, until }) => [kind, until !== null])).toEqual([
			['travel', true],
			['work', true],
		]);
		expect(it.line).toMatchObject({ cause: 'corrosion', note: 'ladder needed', outcome: 'fixed' });
		expect(it.tasks[0]?.doneAt).not.toBeNull();
		expect(it.materials).toMatchObject([{ code: 'LAMP', used: 1, item: 7 }]);
		expect(it.line.waiting[0]?.takenM).toBeCloseTo(9, 1);
		expect(it).toMatchObject({ state: 'done', ended: 1 });
	});

	test('what the server has refused has not ended anything, but what was written stays to be read', () => {
		const it = shown(
			act({ kind: 'write', fields: { note: { base: 'ladder needed', value: 'pole is loose' } }, tasks: [], materials: [] }, { state: 'refused' }),
			act({ kind: 'end', outcome: 'fixed' }, { state: 'refused' }),
		);
		expect(it).toMatchObject({ state: 'assigned', line: { note: 'pole is loose', endedAt: null } });
	});

	test('what was taken back goes on', () => {
		expect(shown(act({ kind: 'end', outcome: 'not-ours', reason: 'Eskom' }), act({ kind: 'reopen' }))).toMatchObject({
			state: 'started',
			line: { outcome: null },
		});
	});
});

describe('there is no way to "fixed"', () => {
	const kinds = (...acts: readonly Act[]) => missingFor(shown(...acts), shown(...acts).line, 30).map(({ kind }) => kind);
	const ticked = act({ kind: 'write', fields: {}, tasks: [{ id: 1, answer: null, done: true }], materials: [] });
	const before = act({ kind: 'photos', moment: 'before', stand: aside(2) }, { files: ['before'] });

	test.each([
		['without anything', [], ['task', 'photo']],
		['with a photo from before the work', [ticked, before], ['photo']],
		['with a photo from too far away', [ticked, photoAt(45)], ['photo']],
		['with a photo from a phone that hardly knows where it is', [ticked, photoAt(4, 300)], ['photo']],
		['with the checklist not done', [photoAt(4)], ['task']],
	] as const)('%s', (_, acts, missing) => {
		expect(kinds(...acts)).toEqual(missing);
	});

	test('but with a photo at the lamp, or a reading', () => {
		expect(kinds(ticked, photoAt(45), photoAt(29))).toEqual([]);
		expect(kinds(ticked, act({ kind: 'write', fields: {}, tasks: [{ id: 2, answer: '231', done: true }], materials: [] }))).toEqual([]);
	});
});

describe('distances', () => {
	test('to a pipe are those to its nearest stretch, to an area those to its edge', () => {
		const pipe = {
			coordinates: [
				[aside(-100).lon, lamp.lat],
				[aside(100).lon, lamp.lat],
			],
		};
		expect(metresTo(pipe, { lon: aside(60).lon, lat: lamp.lat + 12 / 111_195 })).toBeCloseTo(12, 1);
		const park = [
			[
				[0, 0],
				[0.001, 0],
				[0.001, 0.001],
				[0, 0],
			],
		];
		expect(metresTo({ coordinates: park }, { lon: 0.002, lat: 0 })).toBeCloseTo(111.2, 1);
		// By the haversine formula on a globe of the mean radius of the earth: 1446.21 m.
		expect(metresBetween({ lon: 18.96, lat: -33.73 }, { lon: 18.97, lat: -33.74 })).toBeCloseTo(1446.2, 0);
	});

	test('to a fault are those to where it is, whatever asset it is on', () => {
		const onPipe = { ...line, fault: { code: 'F1', state: 'scheduled', reports: 1 }, lon: aside(80).lon };
		expect(takenM(stop, onPipe, aside(80))).toBeCloseTo(0, 3);
		expect(takenM(stop, line, aside(80))).toBeCloseTo(80, 1);
	});
});

test('a number is found as it is typed from a pole, whole before its end', () => {
	const other = { ...stop, code: 'WO-2', assets: [{ reference: 'SL-10412' }], lines: [] } as unknown as Stop;
	const all = withActs([stop, other], []);
	const codes = (typed: string): string[] => stopsWith(all, typed).map(({ code }) => code);
	expect(codes('sl 00412')).toEqual(['WO-1']);
	expect(codes('0412')).toEqual(['WO-1', 'WO-2']);
	expect(codes('99')).toEqual([]);
});

test('each kind of phone opens its own navigation', () => {
	expect(wayTo(lamp, 'Mozilla/5.0 (Linux; Android 14; Pixel 7)')).toBe('geo:-33.730000,18.960000?q=-33.730000,18.960000');
	expect(wayTo(lamp, 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5)')).toBe('maps:?daddr=-33.730000,18.960000');
	expect(wayTo(lamp, 'Mozilla/5.0 (X11; Linux x86_64)')).toMatch(/^https:/);
});

test('the pieces of the map that are kept cover the area, from the zoom on from which a layer is drawn', () => {
	const tiles = tilesIn([18.955, -33.735, 18.965, -33.725], [{ id: 'street-lights', minZoom: 16 }]);
	// In the usual numbering of tiles of the web, the one that holds the lamp.
	expect(tiles).toContain('/tiles/street-lights/16/36219/39297.mvt');
	expect(tiles.every((it) => !it.startsWith('/tiles/street-lights/13/'))).toBe(true);
});
