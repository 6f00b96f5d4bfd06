import { locale } from '../../i18n/locale.ts';

/** A difference with its sign, nought without one. */
export const signed = (value: number, digits: number): string =>
	new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' })
		.format(value)
		.replace(/^(?=\d)/, Number(value.toFixed(digits)) > 0 ? '+' : '');
