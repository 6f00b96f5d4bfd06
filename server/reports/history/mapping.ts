import * as z from 'zod/mini';
import { State } from '../../faults/contract.ts';

/** What a ticket can say; each may stand in one column of the export. */
export const fields = [
	'number',
	'reported',
	'closed',
	'updated',
	'status',
	'category',
	'longitude',
	'latitude',
	'accuracy',
	'asset',
	'words',
	'name',
	'email',
	'phone',
	'language',
	'photos',
] as const;
export type Field = (typeof fields)[number];

/** How an export of the system used before is to be read: a file that a dry run writes and a person corrects. */
export const Mapping = z.object({
	/** What that system is called: its numbers are unique within it. */
	source: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
	columns: z.record(z.string(), z.nullable(z.string())),
	/** The order of day and month where a date such as 03/04/2021 occurs. */
	dates: z._default(z.nullable(z.enum(['dmy', 'mdy'])), null),
	/** Their states, and what they mean here; null leaves tickets of it out. */
	states: z.record(z.string(), z.nullable(State)),
	/** Their categories, and the failure mode that is meant; null leaves tickets of it out. */
	categories: z.record(z.string(), z.nullable(z.string())),
	/** How places were found there, where no accuracy is given. */
	method: z._default(z.enum(['gnss', 'map-click', 'address']), 'map-click'),
	/** How accurate places there are, m, where no column says so; null: as the method usually is. */
	accuracy: z._default(z.nullable(z.number().check(z.positive(), z.maximum(10_000))), null),
	/** Websites whose photos may be fetched; those of others are left out and counted. */
	photoHosts: z._default(z.array(z.string()), []),
	/** On what ground those who reported there are kept; without one they are left out. */
	basis: z._default(z.nullable(z.string().check(z.maxLength(300))), null),
});
export type Mapping = z.infer<typeof Mapping>;

/** Values of states and categories are compared without regard to case and spaces. */
export const plain = (said: string): string => said.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** A mapping made ready to be asked. */
export interface Reading extends Omit<Mapping, 'states' | 'categories' | 'columns'> {
	column: (field: Field) => string | null;
	/** Undefined: the mapping does not know it. */
	stateOf: (said: string) => State | null | undefined;
	modeOf: (said: string) => string | null | undefined;
}

/** Makes a mapping ready to be asked. */
export function reading({ states, categories, columns, ...rest }: Mapping): Reading {
	const byState = new Map(Object.entries(states).map(([said, state]) => [plain(said), state]));
	const byCategory = new Map(Object.entries(categories).map(([said, mode]) => [plain(said), mode]));
	return {
		...rest,
		column: (field) => columns[field] ?? null,
		stateOf: (said) => byState.get(plain(said)),
		modeOf: (said) => byCategory.get(plain(said)),
	};
}
