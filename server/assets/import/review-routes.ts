import type { Request, Response, Router } from 'express';
import { type Context, catalogue } from '../../municipality/index.ts';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import type { Serve } from '../../platform/http.ts';
import { parseInput } from '../../platform/input.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all } from '../../platform/sql.ts';
import { SourceError } from '../sources/index.ts';
import { compareTouched, usualFar } from './compare.ts';
import { accessTo } from './credentials.ts';
import { comparingOf, type ImportMeans } from './job.ts';
import { preview } from './preview.ts';
import { type Reject, rejectsSql } from './queries.ts';
import { layersOf } from './read.ts';
import { cell } from './rejects.ts';
import { judgePairsSql } from './renumber-queries.ts';
import { basisOf, mustBe, requestOf, requestView } from './request.ts';
import { type RequestRow, readyToJudgeSql } from './request-queries.ts';
import { judgeRenumberings, layersOfImport, previewImport, readDifference, readRejects, readRenumberings } from './review/contract.ts';
import { changedRowsSql, missingRowsSql, type PairSides, pairsSql, type Sides } from './review-queries.ts';
import { type Tables, tablesOf } from './tables.ts';

type Reading = Pick<ImportMeans, 'directory' | 'secret' | 'get'>;

const layerOfRow = (row: RequestRow) => {
	const layer = row.class === null ? undefined : catalogue.byNumber.get(row.class);
	if (!layer) throw new Problem('wrong-state', 'This import has no class yet.');
	return layer;
};

/** The tables of a request whose rows wait; after a crash of the database they are no more. */
async function waiting(context: Context, code: string): Promise<{ row: RequestRow; tables: Tables }> {
	const row = await requestOf(context.db, code);
	mustBe(row, 'ready');
	if (row.staged === null) throw new Problem('wrong-state', 'Its rows are no longer here: have it read again.');
	return { row, tables: tablesOf(row.staged) };
}

/** Fields that are otherwise afterwards, by name. */
function changesOf({ before, after }: Pick<Sides, 'before' | 'after'>) {
	const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
	return names
		.map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }))
		.filter((it) => JSON.stringify(it.before) !== JSON.stringify(it.after));
}

const shown = ({ before, after, ...it }: Sides) => ({ ...it, kind: it.kind as never, changes: changesOf({ before, after }) });

/** What a source says of itself cannot always be read: that is the sender's to mend. */
async function readable<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof SourceError) throw badField('file', `${error.message[0]?.toUpperCase()}${error.message.slice(1)}.`);
		throw error;
	}
}

async function sourceOf({ db }: Context, code: string, reading: Reading) {
	const row = await requestOf(db, code);
	mustBe(row, 'uploading', 'ready', 'failed');
	if (row.fileName !== null && row.received !== row.fileSize) throw new Problem('wrong-state', `Only ${row.received} of ${row.fileSize} bytes are here.`);
	return accessTo(db, row, reading);
}

/** Answers what an import is about: its layers, its columns, its difference, its rejects, who may have been renumbered. */
export function reviewRoutes(serve: Serve<Context>, reading: Reading): void {
	serve(layersOfImport, async (context, { code }) => {
		const { from, get } = await sourceOf(context, code, reading);
		return { layers: await readable(layersOf(from, { get })) };
	});

	serve(previewImport, async (context, { code, class: layer, options, language }) => {
		const access = await sourceOf(context, code, reading);
		return readable(preview(context.db, { ...access, layer, options }, language));
	});

	serve(readDifference, async (context, { code, kind, after, limit }) => {
		const { row, tables } = await waiting(context, code);
		const page = { after, limit: limit + 1 };
		const farMetres = row.options.farMetres ?? usualFar;
		const query = kind === 'missing' ? missingRowsSql(tables, layerOfRow(row), page) : changedRowsSql(tables, { ...page, kind, farMetres });
		const rows = await all<Sides>(context.db, query);
		return { rows: rows.slice(0, limit).map(shown), next: rows.length > limit ? (rows[limit - 1]?.row ?? null) : null };
	});

	serve(readRejects, async (context, { code, after, limit }) => {
		const { tables } = await waiting(context, code);
		const rejects = await all<Reject>(context.db, rejectsSql(tables, { after, limit: limit + 1 }));
		return { rejects: rejects.slice(0, limit), next: rejects.length > limit ? (rejects[limit - 1]?.row ?? null) : null };
	});

	serve(readRenumberings, async (context, { code, verdict, after, limit }) => {
		const { tables } = await waiting(context, code);
		const pairs = await all<PairSides>(context.db, pairsSql(tables, { verdict, after, limit: limit + 1 }));
		const renumberings = pairs.slice(0, limit).map(({ before, after: then, ...it }) => ({ ...it, changes: changesOf({ before, after: then }) }) as never);
		return { renumberings, next: pairs.length > limit ? after + limit : null };
	});

	serve(judgeRenumberings, async ({ db }, { code, verdict, ids, above }) => {
		if ((ids === undefined) === (above === undefined)) throw badField('ids', 'Say which renumberings: by `ids`, or by the score `above`.');
		const row = await requestOf(db, code, { hold: true });
		mustBe(row, 'ready');
		const comparing = await comparingOf(db, row);
		if (!comparing || row.reading === null) throw new Problem('wrong-state', 'Its rows are no longer here: have it read again.');
		await all(db, judgePairsSql(comparing.tables, { verdict, ids, above }));
		const difference = await compareTouched(db, comparing);
		await all(db, readyToJudgeSql(row.id, { reading: row.reading, difference, basis: basisOf(difference), problem: null }));
		return requestView(db, await requestOf(db, code));
	});
}

/** All rejects of an import as CSV. Mounted beside the endpoints, for it answers with a file. */
export function rejectsRoute(router: Router, begin: (request: Request) => Promise<Context>): void {
	const answer = async (request: Request, response: Response): Promise<void> => {
		const context = await begin(request);
		if (!context.actor.may(readRejects.access)) throw new Problem(context.actor.personId === null ? 'not-signed-in' : 'not-allowed');
		const { code } = parseInput(readRejects.input, { ...request.params });
		const { tables, row } = await waiting(context, code);
		response
			.type('text/csv; charset=utf-8')
			.set({ 'content-disposition': `attachment; filename="${row.code}-rejects.csv"`, 'cache-control': 'private, no-store' });
		response.write('line,row,key,reason\n');
		let page = await all<Reject>(context.db, rejectsSql(tables, { after: 0 }));
		while (page.length > 0 && !response.closed) {
			response.write(page.map((it) => `${it.line},${it.row},${cell(it.key)},${cell(it.reason)}\n`).join(''));
			page = await all<Reject>(context.db, rejectsSql(tables, { after: page.at(-1)?.row ?? 0 }));
		}
		response.end();
	};
	router.get(`${readRejects.path}.csv`, (request, response) => answer(request, response).catch((error) => sendProblem(request, response, problemOf(error))));
}
