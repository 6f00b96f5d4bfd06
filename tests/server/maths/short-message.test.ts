import { describe, expect, it } from 'vitest';
import { dialled, onePart, places, plainText, shortMessage } from '../../../server/maths/short-message.ts';

describe('a text message', () => {
	it('is written in the alphabet of telephones: letters that it has stay, others lose their accents', () => {
		expect(plainText('’n Straatlig – brûe, reën, é ü ñ; “ja” €5 [x]')).toBe('\'n Straatlig - brue, reen, é ü ñ; "ja" €5 [x]');
		expect(plainText('ok 👍 漢')).toBe('ok ? ?');
	});

	it('counts signs of the second table twice', () => {
		expect([places('abc'), places('€'), places('[a]')]).toEqual([3, 2, 5]);
	});

	it('is one part with its link whole, however long the text and whatever it is made of', () => {
		const link = 'https://faults.drakenstein.example/t/0a1b2c3d-0000-4000-8000-0123456789ab';
		const short = shortMessage('DRK-7F3K2: work has started – Street light is off', link);
		expect(short).toBe(`DRK-7F3K2: work has started - Street light is off ${link}`);
		for (const text of ['ŉ'.repeat(300), '€'.repeat(300), 'word '.repeat(60), 'a'.repeat(86), 'a'.repeat(87)]) {
			const written = shortMessage(text, link);
			expect(places(written)).toBeLessThanOrEqual(onePart);
			expect(written.endsWith(` ${link}`)).toBe(true);
			expect(plainText(written)).toBe(written);
		}
	});
});

describe('a phone number', () => {
	it.each([
		['082 123 4567', '+27821234567'],
		['+27 (0)82-123 4567'.replace('(0)', ''), '+27821234567'],
		['0027821234567', '+27821234567'],
		['27821234567', '+27821234567'],
		['+44 20 7946 0958', '+442079460958'],
		['12', null],
		['not a number', null],
		['+082', null],
	])('%s is dialled %s', (typed, number) => {
		expect(dialled(typed, '27')).toBe(number);
	});

	it('of a country nobody named is not guessed', () => {
		expect(dialled('082 123 4567', '')).toBeNull();
	});
});
