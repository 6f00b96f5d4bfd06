/** What a quantity comes to at a rate, in whole cents; halves go up. */
export const amountOf = ({ quantity, cents }: { readonly quantity: number; readonly cents: number }): number =>
	// Quantities have three decimals: in thousandths the product is exact, and a half is a half.
	Math.floor((Math.round(quantity * 1000) * cents + 500) / 1000);

/** Value-added tax on an amount, in whole cents; `percent` has two decimals. */
export const taxOf = (netCents: number, percent: number): number => Math.floor((netCents * Math.round(percent * 100) + 5000) / 10_000);

/** What an invoice is held against; money in cents, without tax. */
export interface Held {
	readonly ceiling: number;
	/** What other approved invoices of the same instruction come to. */
	readonly already: number;
	readonly vatPercent: number;
	/** What contractors charge here. */
	readonly usualVat: number;
	readonly lines: readonly {
		readonly item: string;
		readonly quantity: number;
		readonly cents: number;
		readonly agreedCents: number;
		/** How much was measured or, where nothing was, agreed. */
		readonly most: number;
		/** How much of it other approved invoices have charged. */
		readonly already: number;
	}[];
	/** Whether the work order is done. */
	readonly done: boolean;
	/** Lines of the work order that ended as fixed without a photo or a reading taken at the asset. */
	readonly unproved: number;
}

export type FindingKind = 'over-ceiling' | 'rate' | 'measured' | 'vat' | 'not-closed' | 'unproved';

/** What is odd about an invoice. `by`: how far it goes beyond, in cents, units, per cent or lines. */
export interface Finding {
	readonly kind: FindingKind;
	/** The agreed item; empty where it is about the whole. */
	readonly item: string;
	readonly by: number;
}

const thousandths = (it: number): number => Math.round(it * 1000) / 1000;

/** Names all that speaks against paying an invoice as it stands. */
export function findingsOf({ ceiling, already, vatPercent, usualVat, lines, done, unproved }: Held): Finding[] {
	const net = lines.reduce((sum, it) => sum + amountOf(it), 0);
	const whole = (kind: FindingKind, by: number, odd = by > 0): Finding[] => (odd ? [{ kind, item: '', by }] : []);
	return [
		...whole('over-ceiling', already + net - ceiling),
		...lines.flatMap((it): Finding[] => {
			const over = thousandths(it.already + it.quantity - it.most);
			return [
				...(it.cents === it.agreedCents ? [] : [{ kind: 'rate' as const, item: it.item, by: it.cents - it.agreedCents }]),
				...(over > 0 ? [{ kind: 'measured' as const, item: it.item, by: over }] : []),
			];
		}),
		...whole('vat', vatPercent - usualVat, vatPercent !== usualVat),
		...whole('not-closed', 0, !done),
		...whole('unproved', unproved),
	];
}
