import { partOf, type Row, textOf } from './answers.ts';

/** What another authority says: still theirs to do, repaired, or over without a repair that they vouch for. */
export type Standing = 'open' | 'fixed' | 'over';

const over = new Set(['closed', 'no_further_action', 'not_councils_responsibility', 'duplicate', 'cancelled', 'resolved', 'archived']);

const plain = (said: string): string => said.toLowerCase().replaceAll(/[\s-]+/g, '_');

/** The finest word that a row has for how it stands; undefined where it has none. */
export function statusIn(row: Row): string | undefined {
	const extended = partOf(row, 'extended_attributes');
	const said = textOf(extended ?? {}, 'status') ?? textOf(row, 'status');
	return said === undefined ? undefined : plain(said).slice(0, 60);
}

/** What a status means; undefined for one that changes nothing. */
export function standingOf(status: string): Standing | undefined {
	if (status === 'unchanged' || status === '') return undefined;
	if (status === 'fixed') return 'fixed';
	return over.has(status) ? 'over' : 'open';
}
