import { signal } from '@preact/signals';

/** A row of the table, a mark of the chart and a shape on the map are one thing three times: what is pointed at in one lights up in all. */
export interface Pointed {
	row: string | null;
	place: string | null;
}

/** What is pointed at, or has the focus, wherever it is. */
export const pointed = signal<Pointed | null>(null);

/** Whether a row is the one pointed at; pointing at a place lights all its rows. */
export function isLit(row: { key: string; place: string | null }, at: Pointed | null): boolean {
	if (!at) return false;
	return at.row === null ? row.place !== null && row.place === at.place : row.key === at.row;
}
