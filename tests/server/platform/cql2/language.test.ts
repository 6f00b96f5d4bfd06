import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cql2 } from '../../../../server/platform/cql2/index.ts';
import { cql2Sql, parseCql2, writeCql2 } from '../../../../server/platform/cql2/index.ts';
import { queryables } from './places.ts';
import { table } from './table.ts';

describe('values never become SQL', () => {
	test('whatever a filter says, its text holds only what we wrote', () => {
		const evil = "x'') or true; drop table fault; --?";
		const { text, values } = cql2Sql(
			parseCql2(`name='${evil.replaceAll("'", "''")}' and people>42 and S_INTERSECTS(geom,POINT(1 2)) and founded=DATE('2026-01-01')`),
			queryables,
		);
		expect(text).not.toMatch(/drop|42|2026|Point/);
		expect(values).toContain(evil);
		expect(values).toContain(42);
	});
});

describe('a filter can be written again', () => {
	const number = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ noNaN: true, noDefaultInfinity: true })).map((it) => (it === 0 ? 0 : it));
	const word = fc.oneof(fc.string(), fc.constantFrom("it's", 'a\\', '\\t', '\\u005c', 'é\n', '50%', "\\'", '\\\\n')).filter((it) => !it.includes('\0'));
	const value: fc.Arbitrary<Cql2> = fc.oneof(number, word, fc.boolean()).map((it) => ({ kind: 'literal', value: it }));
	const name: fc.Arbitrary<Cql2> = fc
		.oneof(
			fc.constantFrom('name', 'people', 'and', 'a b', 'x"y', 'point', 'date', 'été', 'a.b'),
			fc.string({ minLength: 1 }).filter((it) => !it.includes('\0')),
		)
		.map((it) => ({ kind: 'property', name: it }));
	const day = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true });
	const time: fc.Arbitrary<Cql2> = fc.oneof(
		day.map((it): Cql2 => ({ kind: 'date', value: it.toISOString().slice(0, 10) })),
		day.map((it): Cql2 => ({ kind: 'timestamp', value: it.toISOString() })),
		fc
			.tuple(fc.oneof(name, fc.constant({ kind: 'open' } as const)), fc.constant({ kind: 'date', value: '2026-11-25' } as const))
			.map((ends): Cql2 => ({ kind: 'interval', ends })),
	);
	const position = fc.tuple(number, number);
	const shape: fc.Arbitrary<Cql2> = fc.oneof(
		position.map((it): Cql2 => ({ kind: 'geometry', geometry: { type: 'Point', coordinates: it } })),
		fc
			.array(fc.tuple(number, number, number), { minLength: 2, maxLength: 5 })
			.map((it): Cql2 => ({ kind: 'geometry', geometry: { type: 'LineString', coordinates: it } })),
		fc.array(position, { minLength: 1, maxLength: 5 }).map((it): Cql2 => ({ kind: 'geometry', geometry: { type: 'MultiPoint', coordinates: it } })),
		fc.array(position, { minLength: 3, maxLength: 5 }).map(
			(it): Cql2 => ({
				kind: 'geometry',
				geometry: {
					type: 'GeometryCollection',
					geometries: [
						{ type: 'Polygon', coordinates: [[...it, it[0] ?? [0, 0]]] },
						{ type: 'MultiPolygon', coordinates: [[[...it, it[0] ?? [0, 0]]]] },
					],
				},
			}),
		),
		fc.tuple(number, number, number, number).map(([w, a, e, b]): Cql2 => ({ kind: 'bbox', numbers: [w, Math.min(a, b), e, Math.max(a, b)] })),
	);
	const list: fc.Arbitrary<Cql2> = fc.array(value, { maxLength: 4 }).map((items) => ({ kind: 'array', items }));
	const { any } = fc.letrec<{ any: Cql2 }>((tie) => {
		const of = (op: string, ...args: fc.Arbitrary<Cql2>[]): fc.Arbitrary<Cql2> => fc.tuple(...args).map((it) => ({ kind: 'operation', op, args: it }));
		const some = tie('any');
		return {
			any: fc.oneof(
				{ depthSize: 'small', withCrossShrink: true },
				value,
				name,
				of('and', some, some, some),
				of('or', some, some),
				of('not', some),
				of('=', some, some),
				of('<>', some, some),
				of('isNull', some),
				of('like', some, value),
				of('between', some, some, some),
				of('in', some, list),
				of('+', some, some),
				of('-', some, some),
				of('*', some, some),
				of('^', some, some),
				of('div', some, some),
				of('casei', some),
				of('abs', some, some),
				of('s_intersects', shape, some),
				of('t_after', time, time),
				of('a_contains', name, list),
			),
		};
	});

	test('as text and as JSON, and is the same filter when read', () => {
		fc.assert(
			fc.property(any, (it) => {
				for (const language of ['cql2-text', 'cql2-json'] as const) expect(parseCql2(writeCql2(it, language), language)).toEqual(it);
			}),
			{ numRuns: 2_000 },
		);
	});

	test('for every filter of the table', () => {
		for (const [filter] of table) {
			const once = parseCql2(filter);
			expect(parseCql2(writeCql2(once))).toEqual(once);
			expect(parseCql2(writeCql2(once, 'cql2-json'), 'cql2-json')).toEqual(once);
		}
	});
});
