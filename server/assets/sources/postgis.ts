import pg from 'pg';
import { type ReadOptions, SourceError, type SourceLayer, type SourceRow, source } from './index.ts';
import { chosenLayer } from './reading/layers.ts';
import { plain } from './reading/services/ask.ts';
import { type Asked, beginSql, columnsSql, declareSql, fetchSql, layersSql, type Wanted } from './reading/services/postgis-queries.ts';

const patience = 15_000;
const geometryTypes = /^(geometry|geography)$/;

const sentences: Readonly<Record<string, string>> = {
	'28P01': 'the user or the password is wrong',
	'28000': 'the user may not connect',
	'3D000': 'there is no such database',
	'42501': 'the user may not read this table',
	'57014': 'it took longer than ten minutes',
	'42883': 'it has no PostGIS',
	'42P01': 'it has no PostGIS, or no such table',
	ECONNREFUSED: 'nothing answers there',
	ENOTFOUND: 'there is no host of this name',
	ETIMEDOUT: 'no answer came in time',
};

/** Never with the address: it may hold a password. */
function told(host: string, error: unknown): SourceError {
	if (error instanceof SourceError) return error;
	const { code = '', message = '' } = error as { code?: string; message?: string };
	return new SourceError(`${host}: ${sentences[code] ?? `the database says: ${message.slice(0, 200)}`}`);
}

/** How a server is told to prove who it is, by the words of PostgreSQL. */
function encryption(mode: string | null, host: string): { ssl?: pg.ClientConfig['ssl'] } {
	if (mode === null || mode === 'disable') return {};
	return { ssl: { rejectUnauthorized: mode.startsWith('verify'), servername: host } };
}

interface Place {
	readonly host: string;
	readonly config: pg.ClientConfig;
	readonly table: string | undefined;
	readonly geometry: string | undefined;
	readonly key: string | undefined;
}

/** Takes an address apart. Only what is known here is passed on: a connection could otherwise be led to a socket or a file of this machine. */
async function placeOf(address: string, { hostOf }: ReadOptions): Promise<Place> {
	if (!URL.canParse(address)) throw new SourceError('this is no address of a database: postgres://user:password@host/database?table=schema.table');
	const url = new URL(address);
	const host = plain(url.hostname);
	if (host === '' || host.startsWith('/')) throw new SourceError('which host is the database on?');
	if (!hostOf) throw new SourceError('databases cannot be asked from here');
	const at = await hostOf(host.replace(/^\[|\]$/g, '')).catch((error: unknown) => {
		throw told(host, error);
	});
	const config: pg.ClientConfig = {
		host: at,
		port: Number(url.port || 5432),
		user: plain(url.username),
		password: plain(url.password),
		database: plain(url.pathname.slice(1)),
		connectionTimeoutMillis: patience,
		application_name: 'Faultline',
		...encryption(url.searchParams.get('sslmode'), host),
	};
	const named = (name: string): string | undefined => url.searchParams.get(name) || undefined;
	return { host: url.host, config, table: named('table'), geometry: named('geometry'), key: named('key') };
}

const ask = async <Row>(client: pg.Client, { text, values }: Asked): Promise<Row[]> => (await client.query(text, [...(values ?? [])])).rows as Row[];

/** Works over a connection of its own, which is closed whatever happens. */
async function* connected<T>({ host, config }: Place, work: (client: pg.Client) => AsyncIterable<T>): AsyncGenerator<T> {
	const client = new pg.Client(config);
	// a connection that ends in the middle fails the query that is under way; without a listener it would also end the process
	client.on('error', () => undefined);
	try {
		await client.connect();
		yield* work(client);
	} catch (error) {
		throw told(host, error);
	} finally {
		await client.end().catch(() => undefined);
	}
}

interface LayerRow {
	schema: string;
	table: string;
	geometry: string;
	type: string;
	srid: number;
	rows: number | null;
}

type Layer = SourceLayer & { row: LayerRow };

async function layersOf(client: pg.Client): Promise<Layer[]> {
	const rows = await ask<LayerRow>(client, layersSql);
	return rows.map((row) => ({
		name: `${row.schema}.${row.table}`,
		rows: row.rows === null ? null : Math.round(row.rows),
		crs: row.srid > 0 ? `EPSG:${row.srid}` : null,
		geometry: row.type,
		row,
	}));
}

/** The table that is meant and its columns. A table without schema is one of the public's. */
async function wantedIn(client: pg.Client, { table, geometry }: Place, layer: string | undefined): Promise<Wanted> {
	const name = layer ?? table ?? chosenLayer(await layersOf(client), undefined).name;
	const [schema = 'public', rest] = name.includes('.') ? [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)] : ['public', name];
	const columns = await ask<{ name: string; type: string }>(client, columnsSql(schema, rest));
	if (columns.length === 0) throw new SourceError(`there is no table ${schema}.${rest}`);
	const drawn = columns.filter((it) => geometryTypes.test(it.type)).map((it) => it.name);
	const chosen = geometry ?? drawn[0];
	if (chosen === undefined) throw new SourceError(`${schema}.${rest} has no geometry`);
	if (!drawn.includes(chosen)) throw new SourceError(`"${chosen}" is no geometry of ${schema}.${rest}; it has: ${drawn.join(', ')}`);
	if (geometry === undefined && drawn.length > 1)
		throw new SourceError(`${schema}.${rest} has several geometries: ${drawn.join(', ')}; say which (geometry=…)`);
	return { schema, table: rest, geometry: chosen, columns: columns.map((it) => it.name).filter((it) => !drawn.includes(it)) };
}

interface FetchedRow {
	properties: Record<string, unknown>;
	wkb: Buffer | null;
	crs: string | null;
}

const rowOf = ({ properties, wkb, crs }: FetchedRow, { line, key }: { line: number; key: string | undefined }): SourceRow => {
	const id = key === undefined ? null : (properties[key] ?? null);
	return { line, properties, ...(wkb === null ? { geometry: null } : { wkb }), crs: crs ?? undefined, id: id === null ? undefined : String(id) };
};

async function* rowsOf(client: pg.Client, place: Place, layer: string | undefined): AsyncGenerator<SourceRow> {
	for (const it of beginSql) await ask(client, it);
	const wanted = await wantedIn(client, place, layer);
	const { key } = place;
	if (key !== undefined && !wanted.columns.includes(key)) throw new SourceError(`there is no column "${key}"; there are: ${wanted.columns.join(', ')}`);
	await ask(client, declareSql(wanted));
	let line = 0;
	for (let rows = await ask<FetchedRow>(client, fetchSql); rows.length > 0; rows = await ask<FetchedRow>(client, fetchSql))
		for (const row of rows) {
			line += 1;
			yield rowOf(row, { line, key });
		}
}

export default source({
	id: 'postgis',
	title: 'another PostGIS',
	kind: 'service',
	accepts: (address) => /^postgres(ql)?:\/\//i.test(address),
	layers: async (address, options) => {
		for await (const layers of connected(await placeOf(address, options), async function* (client) {
			yield await layersOf(client);
		}))
			return layers.map(({ row: _, ...layer }) => layer);
		return [];
	},
	read: async function* (address, options) {
		const place = await placeOf(address, options);
		yield* connected(place, (client) => rowsOf(client, place, options.layer));
	},
});
