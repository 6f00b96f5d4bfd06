import { describe, expect, test } from 'vitest';
import { fill } from '../../client/i18n/message.ts';

describe('a message', () => {
	test('takes values as they are', () => {
		expect(fill('Built in {year} on {street}', { year: 1987, street: '{street}' }, 'en')).toBe('Built in 1987 on {street}');
	});

	test('takes the branch of its number', () => {
		const text = '{count|=0:no reports|one:# report|other:# reports} here';
		expect([0, 1, 2, 1234].map((count) => fill(text, { count }, 'en'))).toEqual(['no reports here', '1 report here', '2 reports here', '1,234 reports here']);
	});

	test('falls back to `other` where a category has no branch', () => {
		expect(fill('{count|other:#d}', { count: 1 }, 'en')).toBe('1d');
	});

	test('leaves a hole that nobody fills as it is, so that it is seen', () => {
		expect(fill('{a} {b}', { a: 1 }, 'en')).toBe('1 {b}');
	});
});
