import type { Difference } from '../../../../server/assets/import/contract.ts';
import type { DifferenceRow } from '../../../../server/assets/import/review/contract.ts';
import type { MarkRole } from '../marks-style.ts';
import type { Kind } from './import-state.ts';

const roles: Readonly<Record<DifferenceRow['kind'], MarkRole>> = {
	added: 'added',
	geometry: 'moved',
	both: 'moved',
	attributes: 'changed',
	rekeyed: 'renumbered',
	missing: 'gone',
	unchanged: 'found',
};

/** How a row of the difference is marked, in the table and on the map. */
export const roleOf = ({ kind }: Pick<DifferenceRow, 'kind'>): MarkRole => roles[kind];

const chipRoles: Readonly<Record<Kind, MarkRole>> = {
	added: 'added',
	geometry: 'moved',
	far: 'moved',
	both: 'moved',
	attributes: 'changed',
	rekeyed: 'renumbered',
	renumbered: 'renumbered',
	revived: 'added',
	missing: 'gone',
};

/** How the rows of a filter are marked. */
export const chipRole = (kind: Kind): MarkRole => chipRoles[kind];

/** How many rows a filter would show. */
export const countOf = (difference: Difference, kind: Kind): number => difference[kind];
