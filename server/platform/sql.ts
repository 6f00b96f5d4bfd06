import type { Knex } from 'knex';
import pg from 'pg';

// bigint and numeric as numbers (ids and money stay far below 2^53), dates as the text they are: a day has no time zone.
pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1700, Number);
pg.types.setTypeParser(1082, String);

/** A piece of SQL with its values beside it; pieces nest. A named piece is prepared once a connection. */
export class Sql {
	readonly text: string;
	readonly values: readonly unknown[];
	readonly name: string | undefined;

	constructor(text: string, values: readonly unknown[], name?: string) {
		this.text = text;
		this.values = values;
		this.name = name;
	}

	/** The same SQL, to be prepared under a name: for hot paths whose text never varies. */
	prepared(name: string): Sql {
		return new Sql(this.text, this.values, name);
	}
}

/** Writes SQL as SQL: sql`select * from report where id = ${id}`. */
export function sql(strings: TemplateStringsArray, ...parts: unknown[]): Sql {
	const values: unknown[] = [];
	let text = '';
	strings.forEach((literal, i) => {
		text += literal.replaceAll('?', '\\?');
		if (i >= parts.length) return;
		const part = parts[i];
		if (part instanceof Sql) {
			text += part.text;
			values.push(...part.values);
		} else {
			text += '?';
			values.push(part === undefined ? null : part);
		}
	});
	return new Sql(text, values);
}

/** Pieces in a row with a separator between them. */
export function join(pieces: readonly Sql[], separator: string): Sql {
	return new Sql(
		pieces.map((it) => it.text).join(separator),
		pieces.flatMap((it) => it.values),
	);
}

/** Conditions that must all hold; none at all is true. */
export const every = (conditions: readonly (Sql | undefined)[]): Sql => {
	const given = conditions.filter((it) => it !== undefined);
	return given.length ? join(given, ' and ') : sql`true`;
};

/** All rows of a query. */
export async function all<Row>(db: Knex, query: Sql): Promise<Row[]> {
	const raw = db.raw(query.text, query.values as Knex.RawBinding[]);
	const { rows } = await (query.name ? raw.options({ name: query.name }) : raw);
	return rows;
}

const numbered = new Map<string, string>();

/** The text with its values numbered, as the driver wants it. Only of prepared queries, of which there are few. */
function numberedText({ text }: Sql): string {
	const known = numbered.get(text);
	if (known !== undefined) return known;
	let n = 0;
	const made = text.replaceAll(/\\\?|\?/g, (mark) => {
		if (mark !== '?') return '?';
		n += 1;
		return `$${n}`;
	});
	numbered.set(text, made);
	return made;
}

/** All rows of a prepared query, straight from the driver: for paths so hot that what knex does beside (0.3 ms) is felt. */
export async function swiftly<Row>(db: Knex, query: Sql): Promise<Row[]> {
	if (!query.name) return all(db, query);
	const text = numberedText(query);
	const connection = await db.client.acquireConnection();
	try {
		db.client.emit('query', { sql: text, bindings: query.values });
		const { rows } = await connection.query({ name: query.name, text, values: query.values });
		return rows;
	} finally {
		await db.client.releaseConnection(connection);
	}
}

/** The first row of a query, if there is one. */
export async function maybeOne<Row>(db: Knex, query: Sql): Promise<Row | undefined> {
	const rows = await all<Row>(db, query);
	return rows[0];
}

/** The one row a query must have. */
export async function one<Row>(db: Knex, query: Sql): Promise<Row> {
	const row = await maybeOne<Row>(db, query);
	if (row === undefined) throw new Error('expected one row, found none');
	return row;
}
