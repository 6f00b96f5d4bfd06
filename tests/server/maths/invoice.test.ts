import { describe, expect, it } from 'vitest';
import { amountOf, findingsOf, taxOf } from '../../../server/maths/invoice.ts';

describe('amounts of an invoice', () => {
	it('are whole cents, halves upwards, and exact where floating point is not', () => {
		expect(amountOf({ quantity: 1.005, cents: 100 })).toBe(101);
		expect(amountOf({ quantity: 0.5, cents: 1 })).toBe(1);
		expect(amountOf({ quantity: 1e6, cents: 123_456 })).toBe(123_456_000_000);
		expect(taxOf(10_010, 15)).toBe(1502);
		expect(taxOf(9999, 15.5)).toBe(1550);
		expect(taxOf(100, 0)).toBe(0);
	});
});

describe('what speaks against an invoice', () => {
	const line = { item: 'TRENCH', quantity: 10, cents: 5000, agreedCents: 5000, most: 10, already: 0 };
	const right = { ceiling: 50_000, already: 0, vatPercent: 15, usualVat: 15, lines: [line], done: true, unproved: 0 };

	it('is nothing where it is as agreed, to the last cent and metre', () => {
		expect(findingsOf(right)).toEqual([]);
		expect(findingsOf({ ...right, lines: [{ ...line, quantity: 0.1, already: 0.2, most: 0.3 }] })).toEqual([]);
	});

	it('is named, each by itself, with how far it goes', () => {
		expect(findingsOf({ ...right, already: 1 })).toEqual([{ kind: 'over-ceiling', item: '', by: 1 }]);
		expect(findingsOf({ ...right, lines: [{ ...line, cents: 4900 }] })).toEqual([{ kind: 'rate', item: 'TRENCH', by: -100 }]);
		expect(findingsOf({ ...right, lines: [{ ...line, most: 9.5 }] })).toEqual([{ kind: 'measured', item: 'TRENCH', by: 0.5 }]);
		expect(findingsOf({ ...right, vatPercent: 0 })).toEqual([{ kind: 'vat', item: '', by: -15 }]);
		expect(findingsOf({ ...right, done: false, unproved: 2 }).map(({ kind, by }) => [kind, by])).toEqual([
			['not-closed', 0],
			['unproved', 2],
		]);
	});
});
