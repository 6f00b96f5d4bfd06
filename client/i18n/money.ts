import { currency, locale } from './locale.ts';

/** An amount in the municipality's currency, without cents unless asked. */
export const money = (amount: number, digits: 0 | 2 = 0): string =>
	new Intl.NumberFormat(locale(), { style: 'currency', currency: currency(), minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amount);
