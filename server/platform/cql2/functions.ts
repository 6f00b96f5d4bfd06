import { type Sql, sql } from '../sql.ts';
import { lowered } from './fold-case.ts';

type Argument = 'string' | 'number' | 'geometry' | 'time';

/** A function that a filter may call. */
export interface Cql2Function {
	readonly args: readonly Argument[];
	readonly returns: 'string' | 'number';
	readonly description: string;
	readonly sql: (...args: Sql[]) => Sql;
}

const none = sql`null`;
const numeric = (description: string, of: (it: Sql) => Sql): Cql2Function => ({ args: ['number'], returns: 'number', description, sql: (it = none) => of(it) });
const textual = (description: string, returns: 'string' | 'number', of: (it: Sql) => Sql): Cql2Function => ({
	args: ['string'],
	returns,
	description,
	sql: (it = none) => of(it),
});

/** The functions of a filter, by their names. */
export const functions: ReadonlyMap<string, Cql2Function> = new Map([
	['abs', numeric('The number without its sign.', (it) => sql`abs((${it})::float8)`)],
	['ceil', numeric('The next whole number above.', (it) => sql`ceil((${it})::float8)`)],
	['floor', numeric('The next whole number below.', (it) => sql`floor((${it})::float8)`)],
	['round', numeric('The nearest whole number.', (it) => sql`round((${it})::float8)`)],
	['length', textual('How many characters a text has.', 'number', (it) => sql`char_length(${it})`)],
	['lower', textual('The text in small letters.', 'string', lowered)],
	['trim', textual('The text without spaces around it.', 'string', (it) => sql`btrim(${it})`)],
	['year', { args: ['time'], returns: 'number', description: 'The year of a day or an instant.', sql: (it = none) => sql`extract(year from ${it})::float8` }],
	['month', { args: ['time'], returns: 'number', description: 'The month, 1 to 12.', sql: (it = none) => sql`extract(month from ${it})::float8` }],
	[
		'distance',
		{
			args: ['geometry', 'geometry'],
			returns: 'number',
			description: 'How many metres two geometries are apart.',
			sql: (a = none, b = none) => sql`st_distance(st_transform(${a}, 4326)::geography, st_transform(${b}, 4326)::geography)`,
		},
	],
]);
