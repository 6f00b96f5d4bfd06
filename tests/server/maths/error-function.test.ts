import { expect, test } from 'vitest';
import { erf, erfc, normalBetween } from '../../../server/maths/error-function.ts';

// x, erf(x), erfc(x) from the C library's double precision functions
const TABLE = [
	[-6, -1, 2],
	[-3.3, -0.9999969422902035, 1.9999969422902035],
	[-1, -0.8427007929497149, 1.842700792949715],
	[-0.46, -0.4846553900016797, 1.4846553900016797],
	[0, 0, 1],
	[0.1, 0.1124629160182849, 0.8875370839817152],
	[0.46875, 0.49261347321793797, 0.507386526782062],
	[0.47, 0.4937450508860821, 0.5062549491139179],
	[1, 0.8427007929497149, 0.15729920705028513],
	[2, 0.9953222650189527, 0.004677734981047265],
	[3.99, 0.9999999832607886, 1.6739211364520814e-8],
	[4.01, 0.9999999858030606, 1.4196939421371052e-8],
	[6, 1, 2.1519736712498916e-17],
	[10, 1, 2.088487583762545e-45],
	[20, 1, 5.3958656116079005e-176],
	[26, 1, 5.663192408856143e-296],
] as const;

test.each(TABLE)('erf and erfc at %d keep fourteen digits, in the far tail too', (x, error, complement) => {
	expect(Math.abs(erf(x) - error)).toBeLessThanOrEqual(1e-14 * Math.abs(error));
	expect(Math.abs(erfc(x) - complement)).toBeLessThanOrEqual(1e-13 * complement);
});

test('the normal probability between two bounds is the same on both sides and does not vanish in the tails', () => {
	expect(normalBetween(-1, 1)).toBeCloseTo(0.6826894921370859, 14);
	expect(normalBetween(8, 9)).toBeCloseTo(normalBetween(-9, -8), 30);
	expect(normalBetween(8, 9) / 6.220960574271786e-16).toBeCloseTo(1, 2);
});
