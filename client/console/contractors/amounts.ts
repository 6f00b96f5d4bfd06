import { money } from '../../i18n/money.ts';
import { amountOf } from '../means/means-form.tsx';

/** Cents as people read them. */
export const centsWords = (cents: number): string => money(cents / 100, 2);

/** An amount as it was typed, in cents; NaN where it is none. */
export const centsOf = (typed: string): number => Math.round(amountOf(typed) * 100);

/** Cents as they are typed. */
export const typedCents = (cents: number | null): string => (cents === null ? '' : (cents / 100).toFixed(2));
