import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cql2Sql, parseCql2 } from '../../../../server/platform/cql2/index.ts';
import type { Problem } from '../../../../server/platform/problem.ts';
import { queryables } from './places.ts';

/** What a filter is refused with. */
function refusal(filter: string, language: 'cql2-text' | 'cql2-json' = 'cql2-text'): string {
	try {
		cql2Sql(parseCql2(filter, language), queryables);
	} catch (error) {
		const problem = error as Problem;
		expect(problem.status, String(error)).toBe(400);
		expect(problem.errors[0]?.path).toBe('filter');
		return problem.errors[0]?.message ?? '';
	}
	throw new Error(`was not refused: ${filter.slice(0, 200)}`);
}

const refused: readonly (readonly [filter: string, why: RegExp])[] = [
	['', /empty/],
	['   ', /empty/],
	['name', /a filter is a condition, found a text/],
	["name='", /character 6: the quote is never closed/],
	['name=', /character 6: expected a property, a value or "\(", found the end/],
	["name=='a'", /character 6: expected a property/],
	["name='a' and", /found the end/],
	["name='a') ", /character 9: expected an operator or the end, found "\)"/],
	["(name='a'", /expected "\)", found the end/],
	["nme='a'", /character 1: there is no property "nme"; there are id, name/],
	["constructor='a'", /no property/],
	['name=1', /character 6: expected a text, found a number/],
	["people='x'", /character 8: expected a number, found a text/],
	["people LIKE '1%'", /expected a text, found a number/],
	['name like people', /expected a pattern in quotes/],
	["name like 'a\\'", /backslash/],
	['name between 1 and 2', /expected a number, found a text/],
	['people between 1', /expected AND/],
	['people in ()', /at least one value/],
	["people in (1,'a')", /expected a number/],
	['open>true', /has no order/],
	['name is', /expected NULL/],
	['name not 1', /expected LIKE, IN or BETWEEN/],
	['geom=geom', /compared by S_INTERSECTS/],
	['people and open', /expected a condition, found a number/],
	['not people', /expected a condition/],
	["founded=DATE('2026-02-30')", /expected a day/],
	["founded=DATE('0000-01-01')", /expected a day/],
	["seen=TIMESTAMP('2026-01-01')", /expected an instant/],
	["seen=TIMESTAMP('2026-01-01T25:00:00Z')", /expected an instant/],
	["seen=TIMESTAMP('2026-01-01T08:00:00')", /expected an instant/],
	["T_AFTER(seen,INTERVAL('2026-01-02','2026-01-01'))", /ends before it begins/],
	["T_AFTER(seen,INTERVAL('soon','..'))", /expected a date/],
	["T_AFTER(seen,INTERVAL('..'))", /two ends/],
	["T_AFTER(seen,'2026-01-01')", /expected a date or an instant, found a text/],
	['T_AFTER(seen)', /takes two arguments, found 1/],
	["seen=INTERVAL('..','2026-01-01')", /T_INTERSECTS/],
	['S_INTERSECTS(geom,POINT(1))', /expected a number/],
	['S_INTERSECTS(geom,POINT EMPTY)', /not empty/],
	['S_INTERSECTS(geom,POINT(1 2 3 4))', /expected "\)"/],
	['S_INTERSECTS(geom,LINESTRING(1 2))', /two or more positions/],
	['S_INTERSECTS(geom,POLYGON((0 0,1 0,1 1,0 1)))', /closed rings/],
	['S_INTERSECTS(geom,POINT(200 0))', /outside their reference system/],
	['S_INTERSECTS(geom,POINT(1e999 0))', /two or three numbers/],
	['S_INTERSECTS(geom,BBOX(1,2,3))', /four or six numbers/],
	['S_INTERSECTS(geom,BBOX(1,2,3,1))', /southern edge/],
	['S_INTERSECTS(geom,GEOMETRYCOLLECTION())', /one or more/],
	['S_TOUCHES(geom,GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4)))', /GEOMETRYCOLLECTION of several types/],
	['S_INTERSECTS(name,POINT(1 2))', /expected a geometry, found a text/],
	['A_CONTAINS(tags,(1))', /one list holds texts, the other numbers/],
	["A_CONTAINS(name,('a'))", /expected a list, found a text/],
	["A_CONTAINS(tags,(('a')))", /a list holds texts or numbers/],
	['nothing(1)=1', /no function "nothing"/],
	['toString(1)=1', /no function/],
	['abs(1,2)=1', /takes 1 arguments, found 2/],
	['people=1e400', /too large/],
	['people+1e200=1', /too large or too small to compute/],
	[`people=${'people*'.repeat(12)}1`, /factors/],
	["name='a\0b'", /characters that cannot be compared/],
	['name=$1', /"\$" is not expected here/],
	["name='a'; drop table fault", /";" is not expected here/],
	['and=1', /found "and"/],
	[`${'('.repeat(10_000)}true${')'.repeat(10_000)}`, /nested too deep/],
	[`${'not '.repeat(10_000)}true`, /nested too deep/],
	[`people=${'-('.repeat(9_000)}1${')'.repeat(9_000)}`, /nested too deep/],
	[`people=${'1+'.repeat(4_000)}1`, /nested too deep/],
	[`abs(${'abs('.repeat(5_000)}1`, /nested too deep/],
	[`S_INTERSECTS(geom,${'GEOMETRYCOLLECTION('.repeat(2_000)}`, /nested too deep/],
	[`people in (${'1,'.repeat(20_000)}1)`, /too many parts/],
	['x'.repeat(70_000), /longer than/],
];

describe('a filter that is wrong is refused with the reason and the place', () => {
	for (const [filter, why] of refused) test(filter.slice(0, 60) || 'nothing at all', () => expect(refusal(filter)).toMatch(why));

	const json: readonly (readonly [filter: string, why: RegExp])[] = [
		['{', /not valid JSON/],
		['null', /found null/],
		['[]', /condition/],
		['{}', /expected `op`/],
		['{"op":"and","args":[true]}', /two or more/],
		['{"op":"and"}', /must be a list/],
		['{"op":3,"args":[]}', /expected a text/],
		['{"op":"__proto__","args":[]}', /no function/],
		['{"op":"hasOwnProperty","args":[]}', /no function/],
		['{"op":"=","args":[{"property":"nme"},1]}', /filter.args.0.property: there is no property/],
		['{"op":"=","args":[{"property":"people"},"a"]}', /filter.args.1: expected a number/],
		['{"op":"=","args":[{"property":"people"},null]}', /filter.args.1: expected an expression, found null/],
		['{"op":"in","args":[{"property":"people"},1]}', /list/],
		['{"op":"s_intersects","args":[{"property":"geom"},{"type":"Point","coordinates":"a"}]}', /position/],
		['{"op":"s_intersects","args":[{"property":"geom"},{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}]}', /closed rings/],
		['{"op":"s_intersects","args":[{"property":"geom"},{"type":"GeometryCollection","geometries":[null]}]}', /expected a geometry/],
		['{"op":"s_intersects","args":[{"property":"geom"},{"bbox":[1,2,"a",4]}]}', /four or six/],
		['{"op":"t_after","args":[{"property":"seen"},{"interval":["2026-01-01"]}]}', /two ends/],
		['{"op":"t_after","args":[{"property":"seen"},{"date":"soon"}]}', /expected a day/],
		['{"op":"=","args":[{"property":"name"},"\\u0000"]}', /cannot be compared/],
		['{"op":"=","args":[{"property":"name"},"\\ud800"]}', /cannot be compared/],
		[`${'{"op":"not","args":['.repeat(2_000)}true${']}'.repeat(2_000)}`, /nested too deep/],
		[`${'['.repeat(30_000)}${']'.repeat(30_000)}`, /nested too deep/],
	];
	for (const [filter, why] of json) test(filter.slice(0, 60), () => expect(refusal(filter, 'cql2-json')).toMatch(why));

	test('no text at all makes anything but an answer or a refusal', () => {
		const words = fc.constantFrom(
			'name',
			'people',
			'geom',
			'seen',
			'and',
			'or',
			'not',
			'(',
			')',
			',',
			'=',
			'<',
			"'a'",
			'1',
			'-',
			'*',
			'^',
			'in',
			'like',
			'is',
			'null',
			'between',
			'POINT',
			'(1 2)',
			'BBOX',
			'DATE',
			"('2026-01-01')",
			'S_INTERSECTS',
			'T_AFTER',
			'INTERVAL',
			'A_CONTAINS',
			'CASEI',
			'"',
			"'",
			'\\',
			'é',
			'\u{1f600}',
			'.',
			'?',
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.array(words, { maxLength: 24 }).map((it) => it.join(' ')),
					fc.string({ unit: 'binary' }),
				),
				(filter) => {
					for (const language of ['cql2-text', 'cql2-json'] as const) {
						try {
							cql2Sql(parseCql2(filter, language), queryables);
						} catch (error) {
							expect((error as Problem).status, String(error)).toBe(400);
						}
					}
				},
			),
			{ numRuns: 3_000 },
		);
	});
});
