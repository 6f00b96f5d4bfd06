import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { Knex } from 'knex';
import pg from 'pg';
import type { AssetClass } from '../../../gis-layers/index.ts';
import { catalogue } from '../../municipality/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { type Getter, SourceError } from '../sources/index.ts';
import { applyChange } from './apply.ts';
import type { Difference } from './change-queries.ts';
import { copyRows } from './copy.ts';
import { boxIn, sridOf, systemsThatFit } from './fit.ts';
import { type Mapping, mappingOf } from './mapping.ts';
import { Notes } from './notes.ts';
import {
	analyzeSql,
	checkSql,
	countsSql,
	createRowsSql,
	dropSql,
	duplicatesSql,
	homeSql,
	leftBehindSql,
	newTables,
	type Tables,
	type Tally,
	tallySql,
} from './queries.ts';
import { type Opened, openFile } from './read.ts';
import { writeRejects } from './rejects.ts';
import { type Plan, stage } from './staged.ts';
import type { DateOrder } from './values.ts';

export interface ImportOptions {
	file: string;
	/** Id of the asset class. */
	layer: string;
	/** Coordinate system of the file; else as the file says, else longitude and latitude. */
	srid?: number | undefined;
	/** Column of the register's key; `id`: the feature's own. */
	key?: string | undefined;
	/** Attribute or register field → column. */
	map?: Readonly<Record<string, string>> | undefined;
	x?: string | undefined;
	y?: string | undefined;
	wkt?: string | undefined;
	/** Which layer of a source that holds several. */
	sourceLayer?: string | undefined;
	/** How services are asked. */
	get?: Getter | undefined;
	dates?: DateOrder | undefined;
	unknownDates?: boolean | undefined;
	/** Assets in service that the file does not hold are retired. */
	retireMissing?: boolean | undefined;
	/** All is checked and told, nothing changed. */
	dryRun?: boolean | undefined;
	personId?: number | null | undefined;
	say?: ((line: string) => void) | undefined;
}

/** How often something was found. */
export interface Count {
	what: string;
	count: number;
}

export interface ImportResult {
	layer: string;
	source: string;
	srid: number;
	mapping: Mapping;
	tally: Tally;
	reasons: Count[];
	repairs: Count[];
	/** What was seen in the values, in sentences. */
	notes: string[];
	/** Coordinate systems in which the rows that lie outside would lie inside. */
	fits: string[];
	difference: Difference;
	/** Where the rejected rows stand with their reasons; null without any. */
	rejects: string | null;
	/** The run under which the change is recorded; null where nothing was applied. */
	runId: number | null;
}

function layerOf(id: string): AssetClass {
	const layer = catalogue.byId.get(id);
	if (!layer) throw new SourceError(`there is no layer "${id}"; there are: ${catalogue.classes.map((it) => it.id).join(', ')}`);
	return layer;
}

/** In which coordinate system a file is written: as told, as it says itself, else WGS84. */
function systemOf({ sample }: Opened, told: number | undefined): number {
	if (told !== undefined) return told;
	const named = sample.find((it) => it.crs !== undefined)?.crs;
	if (named === undefined) return 4326;
	const srid = sridOf(named);
	if (srid === undefined) throw new SourceError(`the file says its coordinate system is "${named}"; say its number with --srs EPSG:n`);
	return srid;
}

async function planFor(db: Knex, opened: Opened, options: ImportOptions): Promise<Plan> {
	const layer = layerOf(options.layer);
	const home = await maybeOne<{ name: string }>(db, homeSql);
	if (!home) throw new SourceError('this database has no municipality yet: run npm run setup first');
	return {
		layer,
		mapping: mappingOf(layer, opened.sample, options),
		municipality: home.name,
		dates: options.dates,
		unknownDates: options.unknownDates ?? false,
		srid: systemOf(opened, options.srid),
		notes: new Notes(),
	};
}

/** Says how the file is understood before anything is read through. */
function explain({ layer, mapping, srid }: Plan, { source }: Opened, say: (line: string) => void): void {
	say(`${source.title}, EPSG:${srid}, into ${layer.title['en'] ?? layer.id}`);
	say(`  key: ${mapping.key === null ? 'the id of the feature' : mapping.key}`);
	for (const [name, column] of [...Object.entries(mapping.attributes), ...Object.entries(mapping.register)]) say(`  ${name}: ${column}`);
	if (mapping.unused.length) say(`  not taken: ${mapping.unused.join(', ')}`);
	if (mapping.warning) say(`  note: ${mapping.warning}`);
}

/** Copies all rows into the staging table over a connection of its own, outside any transaction. */
async function copyAll(
	database: Database,
	{ tables, opened, plan, say }: { tables: Tables; opened: Opened; plan: Plan; say: (line: string) => void },
): Promise<number> {
	const client = new pg.Client(database.connection);
	// A connection that ends in the middle fails the query that is under way; without a listener it would also end the process.
	client.on('error', () => undefined);
	await client.connect();
	async function* staged() {
		for await (const row of opened.rows) yield stage(plan, row);
	}
	try {
		return await copyRows(client, { table: tables.rows, rows: staged(), progress: (count) => say(`  read ${count} rows …`) });
	} finally {
		await client.end();
	}
}

async function clear(db: Knex, { rows, checked, change }: Tables): Promise<void> {
	for (const name of [change, checked, rows]) await all(db, dropSql(name));
}

async function check(db: Knex, tables: Tables, plan: Plan): Promise<Tally> {
	const box = await boxIn(db, plan.srid);
	await all(db, analyzeSql(tables.rows));
	await all(db, checkSql({ tables, srid: plan.srid, box, geometry: plan.layer.geometry }));
	await all(db, duplicatesSql(tables));
	await all(db, analyzeSql(tables.checked));
	return one<Tally>(db, tallySql(tables));
}

/**
 * Takes a file into the register: reads, checks, compares by (class, key), applies the difference in one transaction or nothing at all.
 * Throws a SourceError with a sentence when the file as a whole cannot be taken; single rows that cannot are written to FILE.rejects.csv.
 */
export async function importFile(database: Database, options: ImportOptions): Promise<ImportResult> {
	const { knex } = database;
	const say = options.say ?? (() => undefined);
	layerOf(options.layer);
	const opened = await openFile(options.file, { ...options, layer: options.sourceLayer });
	const plan = await planFor(knex, opened, options);
	explain(plan, opened, say);
	for (const { name } of await all<{ name: string }>(knex, leftBehindSql)) await all(knex, dropSql(name));
	const tables = newTables(new Date(), randomBytes(4).toString('hex'));
	try {
		await all(knex, createRowsSql(tables.rows));
		const count = await copyAll(database, { tables, opened, plan, say });
		say(`  read ${count} rows; checking …`);
		const tally = await check(knex, tables, plan);
		if (tally.rows !== count) throw new Error('the staged rows were lost: the database has started anew in between');
		return await conclude(database, { tables, plan, tally, options, source: opened.source.id });
	} finally {
		await clear(knex, tables);
	}
}

interface Checked {
	tables: Tables;
	plan: Plan;
	tally: Tally;
	options: ImportOptions;
	source: string;
}

async function conclude(database: Database, { tables, plan, tally, options, source }: Checked): Promise<ImportResult> {
	const { knex } = database;
	const path = `${options.file}.rejects.csv`;
	await writeRejects(knex, tables, path);
	const reasons = await all<Count>(knex, countsSql(tables, 'reason'));
	const repairs = await all<Count>(knex, countsSql(tables, 'repair'));
	const fits = await systemsThatFit(knex, tables, plan.srid);
	const nothing = tally.rejected === tally.rows;
	const wish = { tables, plan, tally, dryRun: options.dryRun || nothing, retireMissing: options.retireMissing ?? false };
	const { difference, runId, changed } = await applyChange(knex, { ...wish, source: basename(options.file), personId: options.personId ?? null });
	if (changed) await database.maintain();
	return {
		layer: plan.layer.id,
		source,
		srid: plan.srid,
		mapping: plan.mapping,
		tally,
		reasons,
		repairs,
		notes: plan.notes.sentences(),
		fits,
		difference,
		rejects: tally.rejected > 0 ? path : null,
		runId,
	};
}
