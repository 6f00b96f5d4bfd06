import type { Database } from '../../platform/db/index.ts';
import type { Getter } from '../sources/index.ts';
import { applyIn } from './apply.ts';
import type { Difference } from './contract.ts';
import type { Mapping } from './mapping.ts';
import { type Count, clear, clearLeftBehind, freshStem, layerOf, type Prepared, prepare } from './prepare.ts';
import type { Tally } from './queries.ts';
import { isAddress, nameOf, type Opened } from './read.ts';
import { writeRejects } from './rejects.ts';
import type { Plan } from './staged.ts';
import { tablesOf } from './tables.ts';
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
	/** Renumberings that score at least so much are taken for such; without it none is. */
	confirmAbove?: number | undefined;
	/** All is checked and told, nothing changed. */
	dryRun?: boolean | undefined;
	personId?: number | null | undefined;
	say?: ((line: string) => void) | undefined;
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

/** Says how the file is understood before anything is read through. */
function explain({ layer, mapping, srid }: Plan, { source }: Opened, say: (line: string) => void): void {
	say(`${source.title}, EPSG:${srid}, into ${layer.title['en'] ?? layer.id}`);
	say(`  key: ${mapping.key === null ? 'the id of the feature' : mapping.key}`);
	for (const [name, column] of [...Object.entries(mapping.attributes), ...Object.entries(mapping.register)]) say(`  ${name}: ${column}`);
	if (mapping.unused.length) say(`  not taken: ${mapping.unused.join(', ')}`);
	if (mapping.warning) say(`  note: ${mapping.warning}`);
}

/**
 * Takes a file into the register: reads, checks, compares by (class, key), applies the difference in one transaction or nothing at all.
 * Throws a SourceError with a sentence when the file as a whole cannot be taken; single rows that cannot are written to FILE.rejects.csv.
 */
export async function importFile(database: Database, options: ImportOptions): Promise<ImportResult> {
	const { knex, connection } = database;
	const { file, layer, get, say = () => undefined, ...told } = options;
	layerOf(layer);
	await clearLeftBehind(knex);
	const stem = freshStem();
	const hearer = {
		understood: (plan: Plan, opened: Opened) => explain(plan, opened, say),
		progress: (stage: string, rows: number) => say(stage === 'reading' ? `  read ${rows} rows …` : `  read ${rows} rows; ${stage} …`),
	};
	const { srid, key, map, x, y, wkt, sourceLayer, dates, unknownDates, confirmAbove } = told;
	const reading = { srid, key, map: map && { ...map }, x, y, wkt, sourceLayer, dates, unknownDates, confirmAbove };
	try {
		const prepared = await prepare({ knex, connection }, { from: file, layer, options: reading, get }, { stem, hearer });
		return await conclude(database, prepared, options);
	} finally {
		await clear(knex, tablesOf(stem));
	}
}

async function conclude(database: Database, prepared: Prepared, options: ImportOptions): Promise<ImportResult> {
	const { knex } = database;
	const { plan, tally, comparing } = prepared;
	const path = `${isAddress(options.file) ? options.layer : options.file}.rejects.csv`;
	await writeRejects(knex, comparing.tables, path);
	const nothing = tally.rejected === tally.rows;
	const wish = { comparing, tally, dryRun: options.dryRun || nothing, retireMissing: options.retireMissing ?? false };
	const { difference, runId, changed } = await knex.transaction((db) =>
		applyIn(db, { ...wish, source: nameOf(options.file), personId: options.personId ?? null }),
	);
	if (changed) await database.maintain();
	return {
		layer: plan.layer.id,
		source: prepared.format,
		srid: plan.srid,
		mapping: plan.mapping,
		tally,
		reasons: prepared.reasons,
		repairs: prepared.repairs,
		notes: plan.notes.sentences(),
		fits: prepared.fits,
		difference,
		rejects: tally.rejected > 0 ? path : null,
		runId,
	};
}
