import { type Sql, sql } from '../sql.ts';

const ranges = [
	[0xc0, 0x24f],
	[0x370, 0x52f],
	[0x1e00, 0x1eff],
] as const;

const pairs = ranges.flatMap(([from, to]) =>
	Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i))
		.map((upper) => [upper, upper.toLowerCase()] as const)
		.filter(([upper, lower]) => upper !== lower && lower.length === 1),
);
const capitals = pairs.map(([upper]) => upper).join('');
const smalls = pairs.map(([, lower]) => lower).join('');

/** A text in small letters, of the Latin, Greek and Cyrillic alphabets alike: `lower` alone knows of a database's locale only, and many have none. */
export const lowered = (it: Sql): Sql => sql`lower(translate(${it}, ${capitals}::text, ${smalls}::text))`;

/** A text without its accents. */
export const unaccented = (it: Sql): Sql => sql`public.unaccent('public.unaccent'::regdictionary, ${it})`;
