import { describe, expect, test } from 'vitest';
import { fromShort, hrefOf, readRoute, registerHref } from '../../client/console/address.ts';
import { changesOf, draftOf, editOf, isReshaped, type Subject, valueIn } from '../../client/console/register/edit/draft.ts';
import { crossingsOf, cutAlong, cutAt, lengthOf, metresBetween, partsOf } from '../../client/console/register/edit/shapes.ts';
import { columnOf } from '../../client/console/register/imports/mapping-table.tsx';
import { scheduleOf } from '../../client/console/register/imports/schedules.ts';
import { isSameFile } from '../../client/console/register/imports/uploads.ts';
import { daysLate, daysSince } from '../../client/console/register/layers/freshness.tsx';

const layer = {
	attributes: [
		{ id: 'material', title: 'Material', kind: 'choice', choices: { AC: 'Asbestos cement' } },
		{ id: 'diameter', title: 'Diameter', kind: 'number', unit: 'mm' },
		{ id: 'live', title: 'Live', kind: 'boolean' },
	],
};
const id = { id: 'water-pipes', layer };

const pipe: Subject = {
	reference: 'WP-7',
	class: 'water-pipes',
	title: 'Water pipe WP-7',
	version: 3,
	status: 'in-service',
	key: 'P7',
	geometry: { type: 'LineString', coordinates: [[18.96, -33.73], [18.961, -33.73], [18.961, -33.731]] }, // biome-ignore format: two corners
	attributes: { material: 'AC', diameter: 110 },
	owner: 'municipal',
	street: 'Kerkstraat',
	zone: null,
	installedOn: '1990-01-01',
	conditionGrade: 3,
	conditionOn: null,
	criticality: 3,
};

describe('what is written about an asset becomes a change of the register', () => {
	test('that is none while nothing is otherwise', () => {
		expect(editOf(pipe, draftOf(pipe), id)).toBeNull();
		expect(isReshaped(pipe, draftOf(pipe))).toBe(false);
	});

	test('that says only what is otherwise, in the kind of each attribute, and which version was seen', () => {
		const before = draftOf(pipe);
		const now = {
			...before,
			attributes: { ...before.attributes, diameter: '160,5', material: '', live: 'false' },
			fields: { ...before.fields, conditionGrade: '4', installedOn: '' },
		};
		expect(editOf(pipe, now, id)).toEqual({
			kind: 'change',
			asset: 'WP-7',
			version: 3,
			attributes: { material: null, diameter: 160.5, live: false },
			fields: { installedOn: null, conditionGrade: 4 },
		});
		expect(changesOf(pipe, now, layer)).toContainEqual({ field: 'diameter', before: 110, after: 160.5 });
		expect(changesOf(pipe, now, layer)).toContainEqual({ field: 'conditionGrade', before: 3, after: 4 });
	});

	test('that never empties what every asset has', () => {
		const before = draftOf(pipe);
		expect(editOf(pipe, { ...before, fields: { ...before.fields, owner: ' ', criticality: '' } }, id)).toBeNull();
	});

	test('that sends words which are no number as they are, so that the server says what is wrong with them', () => {
		expect(valueIn('number', 'thick')).toBe('thick');
		expect(valueIn('number', '')).toBeNull();
		expect(valueIn('text', '12')).toBe('12');
	});

	test('that moves it, or makes a new one once it is drawn', () => {
		const shape = { type: 'Point', coordinates: [18.9, -33.7] };
		expect(editOf(pipe, { ...draftOf(pipe), shape }, id)).toMatchObject({ kind: 'change', geometry: shape });
		expect(editOf(null, draftOf(null), id)).toBeNull();
		expect(editOf(null, { ...draftOf(null), shape, key: ' N1 ' }, id)).toEqual({ kind: 'add', class: 'water-pipes', geometry: shape, key: 'N1' });
	});
});

describe('a line', () => {
	test('is as long as it is on the ground', () => {
		// a thousandth of a degree of longitude at 33.73° south is 92.5 m, of latitude 111.2 m
		expect(lengthOf(pipe.geometry)).toBeCloseTo(92.48 + 111.2, 0);
		expect(metresBetween([18.96, -33.73], [18.96, -33.731])).toBeCloseTo(111.2, 0);
		expect(lengthOf({ type: 'Point', coordinates: [18.96, -33.73] })).toBeNull();
	});

	test('is cut at the place nearest to a tap, into two parts that are together as long as it was', () => {
		const cut = cutAt(pipe.geometry, [18.9605, -33.7301]);
		expect(cut?.at[1]).toBeCloseTo(-33.73, 5);
		expect(cut?.metres).toBeCloseTo(46.24, 0);
		const parts = cut ? partsOf(pipe.geometry, cut) : [];
		expect(parts).toHaveLength(2);
		expect(parts.reduce((sum, part) => sum + (lengthOf(part) ?? 0), 0)).toBeCloseTo(lengthOf(pipe.geometry) ?? 0, 2);
	});

	test('is cut so many metres along it, but not at its ends or beyond', () => {
		expect(cutAlong(pipe.geometry, 100)?.at[0]).toBeCloseTo(18.961, 5);
		for (const metres of [0, -1, 1000, Number.NaN]) expect(cutAlong(pipe.geometry, metres), String(metres)).toBeNull();
		const end = cutAt(pipe.geometry, [18.96, -33.73]);
		expect(end && partsOf(pipe.geometry, end)).toEqual([]);
	});

	test('that crosses itself is noticed', () => {
		expect(crossingsOf(pipe.geometry)).toBe(0);
		const crossed = { type: 'LineString', coordinates: [[0, 0], [2, 2], [2, 0], [0, 2]] }; // biome-ignore format: four corners
		expect(crossingsOf(crossed)).toBe(1);
	});
});

describe('an import', () => {
	test('goes on with the same file, whatever the server made of its name, and with no other', () => {
		const file = { name: 'lamps _2026_.geojson', size: 12, received: 4 };
		expect(isSameFile({ file }, { name: 'lamps [2026].geojson', size: 12 })).toBe(true);
		expect(isSameFile({ file }, { name: 'lamps [2026].geojson', size: 13 })).toBe(false);
		expect(isSameFile({ file }, { name: 'pipes.geojson', size: 12 })).toBe(false);
		expect(isSameFile({ file: null }, { name: 'pipes.geojson', size: 12 })).toBe(false);
	});

	test('shows which column fills what', () => {
		const columns = [{ column: 'dia', fills: ['diameter'], samples: [] }];
		expect(columnOf({ columns }, 'diameter')).toBe('dia');
		expect(columnOf({ columns }, 'material')).toBe('');
	});

	test('of a source with a schedule of its own stands as what it is nearest to', () => {
		expect([null, 15, 60, 1440, 10_080].map(scheduleOf)).toEqual(['never', 'hourly', 'hourly', 'daily', 'weekly']);
	});
});

describe('a layer is late', () => {
	const now = Date.parse('2026-03-11T12:00Z');

	test('when more days have passed since its last edition than were expected', () => {
		expect(daysSince('2026-03-01T10:00Z', now)).toBe(10);
		expect(daysLate({ editionAt: '2026-03-01T10:00Z', expectedDays: 7 }, now)).toBe(3);
		expect(daysLate({ editionAt: '2026-03-01T10:00Z', expectedDays: 30 }, now)).toBe(0);
	});

	test('but not where nobody expects one', () => {
		expect(daysLate({ editionAt: '2020-03-01T10:00Z', expectedDays: null }, now)).toBe(0);
		expect(daysLate({ editionAt: null, expectedDays: 7 }, now)).toBe(0);
	});
});

describe('every place in the rooms of the register has an address', () => {
	test('that leads back to it', () => {
		for (const href of [
			registerHref('layers'),
			registerHref('layers', { layer: 'water-pipes', rule: 'attribute-missing:material' }),
			registerHref('imports', { import: 'AB12CD34' }),
			registerHref('edit', { asset: 'SL-10001' }),
			registerHref('edit', { layer: 'hydrants' }),
		])
			expect(hrefOf(readRoute(href.replace('/console/', '')))).toBe(href);
	});

	test('and a short one that can be said', () => {
		expect(fromShort('/console/layers')).toBe('/console/?view=layers');
		expect(fromShort('/console/layers/hydrants')).toBe('/console/?view=layers&layer=hydrants');
		expect(fromShort('/console/imports/AB12')).toBe('/console/?view=imports&import=AB12');
		expect(fromShort('/console/asset/SL-10001/edit')).toBe('/console/?view=edit&asset=SL-10001');
		expect(fromShort('/console/asset/SL-10001')).toBe('/console/?view=asset&asset=SL-10001');
	});
});
