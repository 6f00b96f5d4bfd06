import { describe, expect, it } from 'vitest';
import { both, conditionText, type Field, first, readInquiry, writeInquiry } from '../../client/planner/ask/inquiry.ts';
import { parseCql2 } from '../../server/platform/cql2/index.ts';

const field = (id: string, type: Field['type']): Field => ({ id, title: id, type, ofAssets: false });

describe('a condition that the form writes', () => {
	it.each([
		[field('street', 'text'), 'is', "Kerk's laan", "street = 'Kerk''s laan'"],
		[field('street', 'text'), 'isAbout', '100%', "CASEI(street) LIKE CASEI('%100\\%%')"],
		[field('asset.diameter_mm', 'number'), 'isMore', '100', 'asset.diameter_mm > 100'],
		[field('reported_on', 'date'), 'isLess', '2026-01-01', "reported_on < DATE('2026-01-01')"],
		[field('open', 'boolean'), 'is', 'true', 'open = true'],
		[field('ward', 'text'), 'isUnknown', '', 'ward IS NULL'],
	] as const)('is CQL2: %s', (of, way, value, text) => {
		expect(conditionText(of, way, value)).toBe(text);
		expect(() => parseCql2(text)).not.toThrow();
	});

	it('stands beside those before it', () => {
		expect(both('', 'a = 1')).toBe('a = 1');
		expect(both(' a = 1 ', 'b = 2')).toBe('a = 1 AND b = 2');
	});
});

describe('the address of a question', () => {
	it('says it whole, and only what is not usual', () => {
		expect(writeInquiry({ ...first, by: [] })).toBe('{"from":"fault"}');
		const draft = { ...first, by: [{ field: 'reported_on', piece: 'year' as const }], filter: "state = 'open'", near: { class: 'hydrants', metres: 50 } };
		expect(readInquiry(writeInquiry(draft))).toEqual(draft);
	});

	it('is none where it says something else', () => {
		expect(readInquiry('{"from":"person"}')).toBeNull();
		expect(readInquiry('nonsense')).toBeNull();
		expect(readInquiry(undefined)).toBeNull();
	});
});
