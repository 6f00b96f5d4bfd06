import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import pg, { type ClientConfig } from 'pg';
import type { AssetClass } from '../../../gis-layers/index.ts';
import { catalogue } from '../../municipality/index.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { type Getter, SourceError } from '../sources/index.ts';
import { beginComparing, type Comparing, comparePiece, concludeComparing, usualFar } from './compare.ts';
import type { Difference, ReadingOptions } from './contract.ts';
import { copyRows } from './copy.ts';
import { sridOf, systemsThatFit } from './fit.ts';
import { mappingOf } from './mapping.ts';
import { Notes } from './notes.ts';
import { countsSql, createTablesSql, dropSql, homeSql, leftBehindSql, type Tally, tallySql } from './queries.ts';
import { type Opened, openFile } from './read.ts';
import { type Plan, stage } from './staged.ts';
import { newStem, type Tables, tablesOf } from './tables.ts';

/** What an import works with: the database, and how to open a connection of one's own to it. */
export interface Means {
	knex: Knex;
	connection: ClientConfig;
}

/** What is to be read, into which class, how. */
export interface Intent {
	/** A file's path or a service's address. */
	from: string;
	layer: string;
	options: ReadingOptions;
	/** How services are asked. */
	get?: Getter | undefined;
}

/** How often something was found. */
export interface Count {
	what: string;
	count: number;
}

export type Stage = 'reading' | 'checking' | 'comparing';

/** Who wants to hear how far it is. */
export interface Hearer {
	understood?: (plan: Plan, opened: Opened) => void;
	progress?: (stage: Stage, rows: number) => void | Promise<void>;
}

/** A source that has been read, checked and compared with the register. */
export interface Prepared {
	plan: Plan;
	format: string;
	comparing: Comparing;
	tally: Tally;
	reasons: Count[];
	repairs: Count[];
	/** Coordinate systems in which the rows that lie outside would lie inside. */
	fits: string[];
	difference: Difference;
}

/** The class of an id, or a sentence that says which there are. */
export function layerOf(id: string): AssetClass {
	const layer = catalogue.byId.get(id);
	if (!layer) throw new SourceError(`there is no layer "${id}"; there are: ${catalogue.classes.map((it) => it.id).join(', ')}`);
	return layer;
}

/** In which coordinate system a source is written: as told, as it says itself, else WGS84. */
export function systemOf({ sample }: Opened, told: number | undefined): number {
	if (told !== undefined) return told;
	const named = sample.find((it) => it.crs !== undefined)?.crs;
	if (named === undefined) return 4326;
	const srid = sridOf(named);
	if (srid === undefined) throw new SourceError(`the file says its coordinate system is "${named}"; say its number with --srs EPSG:n`);
	return srid;
}

/** Opens a source and decides how it is read. */
export async function planFor(db: Knex, { from, layer: id, options, get }: Intent): Promise<{ opened: Opened; plan: Plan }> {
	const layer = layerOf(id);
	const opened = await openFile(from, { x: options.x, y: options.y, wkt: options.wkt, layer: options.sourceLayer, get });
	const home = await maybeOne<{ name: string }>(db, homeSql);
	if (!home) throw new SourceError('this database has no municipality yet: run npm run setup first');
	const plan: Plan = {
		layer,
		mapping: mappingOf(layer, opened.sample, options),
		municipality: home.name,
		dates: options.dates,
		unknownDates: options.unknownDates ?? false,
		srid: systemOf(opened, options.srid),
		notes: new Notes(),
	};
	return { opened, plan };
}

/** Takes the tables of an import away. */
export async function clear(db: Knex, tables: Tables): Promise<void> {
	for (const name of Object.values<string>({ ...tables })) await all(db, dropSql(name));
}

/** Takes tables away that nobody waits for any more. */
export async function clearLeftBehind(db: Knex): Promise<void> {
	for (const { name } of await all<{ name: string }>(db, leftBehindSql)) await all(db, dropSql(name));
}

/** A stem for the tables of a new import. */
export const freshStem = (): string => newStem(new Date(), randomBytes(4).toString('hex'));

/** Rows that are compared at once. */
const pieceRows = 25_000;

/** Copies all rows into the staging table over a connection of its own, outside any transaction, and has them compared piece by piece meanwhile. */
async function copyAndCompare(means: Means, { opened, plan, comparing, hearer }: { opened: Opened; plan: Plan; comparing: Comparing; hearer: Hearer }) {
	const client = new pg.Client(means.connection);
	// A connection that ends in the middle fails the query that is under way; without a listener it would also end the process.
	client.on('error', () => undefined);
	await client.connect();
	async function* staged() {
		for await (const row of opened.rows) yield stage(plan, row);
	}
	let compared = 0;
	let comparison = Promise.resolve();
	const compareTo = (count: number): void => {
		const piece = { after: compared, to: count };
		compared = count;
		comparison = comparison.then(() => comparePiece(means.knex, comparing, piece));
		comparison.catch(() => undefined);
	};
	const progress = async (count: number): Promise<void> => {
		if (count - compared >= pieceRows) compareTo(count);
		await hearer.progress?.('reading', count);
	};
	try {
		const count = await copyRows(client, { table: comparing.tables.rows, rows: staged(), progress });
		await hearer.progress?.('checking', count);
		if (count > compared) compareTo(count);
		await comparison;
		return count;
	} finally {
		await comparison.catch(() => undefined);
		await client.end();
	}
}

/**
 * Reads a source into tables of its own, checks it, compares it with the register. Nothing changes there. Throws a SourceError with a sentence when the
 * source as a whole cannot be taken; the tables are the caller's to clear, whatever happens.
 */
export async function prepare(means: Means, intent: Intent, { stem, hearer }: { stem: string; hearer: Hearer }): Promise<Prepared> {
	const { knex } = means;
	const { opened, plan } = await planFor(knex, intent);
	hearer.understood?.(plan, opened);
	const tables = tablesOf(stem);
	for (const query of createTablesSql(tables)) await all(knex, query);
	const { confirmAbove, renumberMetres, farMetres = usualFar } = intent.options;
	const comparing = await beginComparing(knex, tables, { layer: plan.layer, srid: plan.srid, farMetres, confirmAbove, renumberMetres });
	comparing.count = await copyAndCompare(means, { opened, plan, comparing, hearer });
	await hearer.progress?.('comparing', comparing.count);
	const { difference, mark } = await concludeComparing(knex, comparing);
	const tally = await one<Tally>(knex, tallySql(tables));
	if (tally.rows !== comparing.count) throw new Error('the staged rows were lost: the database has started anew in between');
	return {
		plan,
		format: opened.source.id,
		comparing: { ...comparing, mark },
		tally,
		reasons: await all<Count>(knex, countsSql(tables, 'reason')),
		repairs: await all<Count>(knex, countsSql(tables, 'repair')),
		fits: await systemsThatFit(knex, tables, plan.srid),
		difference,
	};
}
