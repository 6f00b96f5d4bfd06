import type { Knex } from 'knex';
import { catalogue } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { log } from '../../platform/log.ts';
import { hashOf } from '../../platform/pieces.ts';
import { Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { type Getter, SourceError } from '../sources/index.ts';
import { undoChange } from '../undo/undo.ts';
import { applyIn } from './apply.ts';
import { beginComparing, type Comparing, usualFar } from './compare.ts';
import { accessTo } from './credentials.ts';
import { clear, clearLeftBehind, freshStem, layerOf, type Means, type Prepared, prepare } from './prepare.ts';
import { thereSql, waitingSql } from './queries.ts';
import { basisOf, requestOf, told } from './request.ts';
import { appliedSql, claimSql, forgetReadSql, moveSql, progressSql, type RequestRow, readyToJudgeSql, stagedSql, undoneSql } from './request-queries.ts';
import { mayApply, noteOutcome } from './schedule.ts';
import { tablesOf } from './tables.ts';
import { dropFile, pathOf } from './upload.ts';

/** What the worker imports with. */
export interface ImportMeans extends Means {
	/** Where uploaded files are kept. */
	directory: string;
	/** Opens what credentials were sealed with. */
	secret: string;
	/** How services are asked. */
	get?: Getter | undefined;
	maintain: (options?: { vacuum?: boolean }) => Promise<void>;
}

/** A request that is interrupted so often ends the process it is worked on in: nobody should try again by himself. */
const mostAttempts = 3;
/** Progress is told at most so often, ms. */
const tellEvery = 2000;

const classOf = ({ class: number }: RequestRow): string => (number === null ? undefined : catalogue.byNumber.get(number)?.id) ?? '';

/** Takes one waiting request as far as it goes by itself. Says whether there was one. */
export async function importOnce(means: ImportMeans): Promise<boolean> {
	const { knex } = means;
	const claimed = await maybeOne<{ code: string }>(knex, claimSql);
	if (!claimed) return false;
	const row = await requestOf(knex, claimed.code);
	try {
		if (row.attempts > mostAttempts) throw new SourceError('it was interrupted again and again');
		if (row.state === 'reading') await read(means, row);
		else if (row.state === 'applying') await apply(means, row);
		else await undo(means, row);
	} catch (error) {
		await fail(means, row, error as Error);
	}
	return true;
}

/** Whatever goes wrong is said on the request; an undo or apply that was refused leaves it where it was. */
async function fail({ knex }: ImportMeans, row: RequestRow, error: Error): Promise<void> {
	const known = error instanceof SourceError || error instanceof Problem;
	if (!known) log.error({ err: error, import: row.code }, 'an import failed');
	const problem = known ? error.message : 'something went wrong on our side; nothing was changed';
	const state = row.state === 'reading' ? 'failed' : row.state === 'applying' ? 'ready' : 'applied';
	await knex.transaction(async (db) => {
		if (!(await still(db, row))) return;
		await all(db, moveSql(row.id, { state, problem }));
		await told(db, row, state);
		await noteOutcome(db, row, false);
		if (state === 'failed') await forget(db, row.id);
	});
}

/** Whether a request is still in the state in which it was taken up; holds it for this transaction. It may have been discarded, or given up for dead and taken up by another. */
async function still(db: Knex, { code, state, staged }: RequestRow): Promise<boolean> {
	const now = await requestOf(db, code, { hold: true });
	return now.state === state && (state !== 'reading' || now.staged === staged);
}

/** Clears away what was read. */
export async function forget(db: Knex, id: number, staged?: string | null): Promise<void> {
	if (staged) await clear(db, tablesOf(staged));
	await all(db, forgetReadSql(id));
}

async function whole({ directory }: ImportMeans, row: RequestRow): Promise<void> {
	if (row.fileName === null) return;
	if (row.received !== row.fileSize) throw new SourceError(`only ${row.received} of ${row.fileSize} bytes have come`);
	if (row.sha256 !== null && (await hashOf(pathOf(directory, row as never))) !== row.sha256)
		throw new SourceError('the file is not what was sent: its SHA-256 is another');
}

async function read(means: ImportMeans, row: RequestRow): Promise<void> {
	const { knex } = means;
	await clearLeftBehind(knex);
	if (row.staged) await clear(knex, tablesOf(row.staged));
	await whole(means, row);
	const stem = freshStem();
	await all(knex, stagedSql(row.id, stem));
	row.staged = stem;
	const began = Date.now();
	try {
		const access = await accessTo(knex, row, means);
		const prepared = await prepare(means, { layer: classOf(row), options: row.options, ...access }, { stem, hearer: { progress: progressOf(knex, row) } });
		const kept = await knex.transaction(async (db) => (await still(db, row)) && keep(db, row, prepared, Date.now() - began));
		if (!kept) await clear(knex, tablesOf(stem));
	} catch (error) {
		await clear(knex, tablesOf(stem));
		throw error;
	}
}

/** Keeps what was read until somebody judges it; a source that may is applied at once, within its limits. */
async function keep(db: Knex, row: RequestRow, prepared: Prepared, took: number): Promise<boolean> {
	const { plan, tally, difference, comparing } = prepared;
	const { mapping, srid, notes } = plan;
	const reading = {
		format: prepared.format,
		srid,
		key: mapping.key,
		map: { ...mapping.attributes, ...mapping.register },
		unused: mapping.unused,
		warning: mapping.warning ?? null,
		tally,
		reasons: prepared.reasons,
		repairs: prepared.repairs,
		notes: notes.sentences().slice(0, 100),
		fits: prepared.fits,
		seconds: took / 1000,
		mark: comparing.mark,
	};
	await all(db, readyToJudgeSql(row.id, { reading, difference, basis: basisOf(difference), problem: null }));
	const verdict = await mayApply(db, row, { tally, difference });
	if (verdict.applies) await all(db, moveSql(row.id, { state: 'applying' }));
	else if (verdict.why !== null) await all(db, readyToJudgeSql(row.id, { reading, difference, basis: basisOf(difference), problem: verdict.why }));
	await noteOutcome(db, row, true);
	if (row.scheduled && !verdict.applies) await happened(db, { kind: 'import.waiting', details: { import: row.code, source: row.sourceCode } });
	await told(db, row, verdict.applies ? 'applying' : 'ready');
	return true;
}

/** Tells how far it is, now and then, and that somebody is still at work. */
function progressOf(knex: Knex, row: RequestRow): (stage: string, rows: number) => Promise<void> {
	let last = 0;
	let before = '';
	return async (stage, rows) => {
		if (stage === before && Date.now() - last < tellEvery) return;
		[last, before] = [Date.now(), stage];
		await all(knex, progressSql(row.id, { stage, rows }));
		await told(knex, row, stage);
	};
}

/** What is needed to compare anew rows that wait in their tables; undefined where a crash of the database has emptied them. */
export async function comparingOf(db: Knex, row: RequestRow): Promise<Comparing | undefined> {
	if (row.staged === null || row.reading === null) return undefined;
	const tables = tablesOf(row.staged);
	if (!(await one<{ there: boolean }>(db, thereSql(tables))).there) return undefined;
	const { count } = await one<{ count: number }>(db, waitingSql(tables));
	if (count !== row.reading.tally.rows) return undefined;
	const { farMetres = usualFar, confirmAbove, renumberMetres } = row.options;
	const { srid, mark } = row.reading;
	return { ...(await beginComparing(db, tables, { layer: layerOf(classOf(row)), srid, farMetres, confirmAbove, renumberMetres })), mark, count };
}

/** Applies a difference that was agreed to, and says so, in one transaction; where the register has changed it goes back to be judged. */
async function apply(means: ImportMeans, row: RequestRow): Promise<void> {
	const { knex } = means;
	await all(knex, progressSql(row.id, { stage: 'applying', rows: row.reading?.tally.rows ?? 0 }));
	const comparing = await comparingOf(knex, row);
	if (!comparing || !row.reading || !row.difference) {
		await all(knex, moveSql(row.id, { state: 'reading', problem: 'The database was started anew; the source is read again.' }));
		return;
	}
	const { reading, difference: agreed } = row;
	const done = await knex.transaction(async (db) => {
		if (!(await still(db, row))) return undefined;
		const it = { comparing, tally: reading.tally, dryRun: false, retireMissing: row.options.retireMissing ?? false, agreed };
		const applied = await applyIn(db, { ...it, source: row.fileName ?? row.sourceTitle ?? row.address ?? '', personId: row.personId });
		if (applied.runId === null) {
			const fresh = { reading: { ...reading, mark: applied.mark }, difference: applied.difference, basis: basisOf(applied.difference) };
			await all(db, readyToJudgeSql(row.id, { ...fresh, problem: 'The register has changed in the meantime; this is the difference now.' }));
		} else {
			await all(db, moveSql(row.id, { state: 'applied' }));
			await all(db, appliedSql(row.id, applied.runId));
		}
		await told(db, row, applied.runId === null ? 'ready' : 'applied');
		return applied;
	});
	if (!done || done.runId === null) return;
	await forget(knex, row.id, row.staged);
	await dropFile(means.directory, row.code);
	if (done.changed) await means.maintain();
}

async function undo({ knex }: ImportMeans, row: RequestRow): Promise<void> {
	await all(knex, progressSql(row.id, { stage: 'undoing', rows: 0 }));
	await knex.transaction(async (db) => {
		if (!(await still(db, row))) return;
		const { change } = await undoChange(db, { change: row.changeId ?? 0, personId: row.personId });
		await all(db, moveSql(row.id, { state: 'undone' }));
		await all(db, undoneSql(row.id, change));
		await told(db, row, 'undone');
	});
}
