import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { writePiece } from '../../platform/pieces.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { applyImport, beginImport, discardImport, type ImportRequest, listImports, readImport, sendContent, startReading, undoImport } from './contract.ts';
import { tellsSecrets } from './credentials.ts';
import { forget } from './job.ts';
import { classNumber, mustBe, requestOf, requestView, told } from './request.ts';
import { addRequestSql, askReadingSql, moveSql, type NewRequest, type RequestRow, receivedSql, requestsSql } from './request-queries.ts';
import { type SourceRowKept, sourceSql } from './source-queries.ts';
import { dropFile, pathOf, plainName } from './upload.ts';

interface Beginning {
	class?: string | undefined;
	name?: string | undefined;
	size?: number | undefined;
	sha256?: string | undefined;
	address?: string | undefined;
	source?: string | undefined;
}

const view = async ({ db }: Context, code: string): Promise<ImportRequest> => requestView(db, await requestOf(db, code));

function originOf({ name, size, sha256, address }: Beginning): Pick<NewRequest, 'address' | 'fileName' | 'fileSize' | 'sha256'> {
	if (address !== undefined) {
		if (!URL.canParse(address)) throw badField('address', 'This is not an address.');
		if (tellsSecrets(address)) throw badField('address', 'A password or token does not belong here: save a source, with credentials.');
		return { address, fileName: null, fileSize: null, sha256: null };
	}
	if (name === undefined) throw badField('name', 'Say the name of the file, or the address of a service.');
	if (size === undefined) throw badField('size', 'Say how many bytes the file holds.');
	return { address: null, fileName: plainName(name), fileSize: size, sha256: sha256 ?? null };
}

async function begin(context: Context, input: Beginning): Promise<ImportRequest> {
	const { db, actor } = context;
	const source = input.source === undefined ? undefined : await maybeOne<SourceRowKept>(db, sourceSql(input.source));
	if (input.source !== undefined && !source) throw notFound('source');
	const origin = originOf(input);
	const number = input.class === undefined ? (source?.class ?? null) : classNumber(input.class);
	const whose = { sourceId: source?.id ?? null, options: source?.options ?? {}, scheduled: false, personId: actor.personId };
	const { code } = await one<{ code: string }>(db, addRequestSql({ ...origin, ...whose, class: number, state: 'uploading' }));
	return view(context, code);
}

/** Whether all of it is here that is to be read. */
function mustBeWhole(row: RequestRow): void {
	if (row.fileName !== null && row.received !== row.fileSize) {
		throw new Problem('wrong-state', `Only ${row.received} of ${row.fileSize} bytes are here.`, { extra: { received: row.received } });
	}
}

async function step(context: Context, row: RequestRow, state: ImportRequest['state']): Promise<ImportRequest> {
	await all(context.db, moveSql(row.id, { state }));
	await told(context.db, row, state);
	return view(context, row.code);
}

/** Answers what leads an import from its first byte to the worker, into the register, and out again. */
export function requestRoutes(serve: Serve<Context>, { directory }: { directory: string }): void {
	serve(beginImport, begin);

	serve(sendContent, async ({ db, part }, { code, offset }) => {
		const row = await requestOf(db, code, { hold: true });
		mustBe(row, 'uploading');
		if (row.fileName === null || row.fileSize === null) throw new Problem('wrong-state', 'This import reads a service; it takes no file.');
		if (!part) throw badField('content', 'The piece of the file is missing.');
		const { fileName, fileSize, received: before } = row;
		const received = await writePiece({ path: pathOf(directory, { code: row.code, fileName }), size: fileSize, received: before }, { offset, bytes: part });
		if (received !== before) await all(db, receivedSql(row.id, received));
		return { received };
	});

	serve(listImports, async ({ db }, { class: id, limit, ...filter }) => {
		const number = id === undefined ? undefined : classNumber(id);
		const rows = await all<RequestRow>(db, requestsSql({ ...filter, class: number, limit: limit + 1 }));
		const shown = rows.slice(0, limit);
		const imports: ImportRequest[] = [];
		for (const row of shown) imports.push(await requestView(db, row));
		return { imports, next: rows.length > limit ? (shown.at(-1)?.code ?? null) : null };
	});

	serve(readImport, (context, { code }) => view(context, code));

	judging(serve, directory);
}

function judging(serve: Serve<Context>, directory: string): void {
	serve(startReading, async (context, { code, class: id, options }) => {
		const { db } = context;
		const row = await requestOf(db, code, { hold: true });
		mustBe(row, 'uploading', 'ready', 'failed');
		mustBeWhole(row);
		const number = id === undefined ? row.class : classNumber(id);
		if (number === null) throw badField('class', 'Say which class the assets are of.');
		await all(db, askReadingSql(row.id, { class: number, options: options ?? row.options }));
		return step(context, { ...row, class: number }, 'reading');
	});

	serve(applyImport, async (context, { code, basis }) => {
		// While it is being applied somebody holds it: whoever asks again is not made to wait.
		const seen = await requestOf(context.db, code);
		if (seen.state === 'applying' || (seen.state === 'applied' && seen.basis === basis)) return requestView(context.db, seen);
		const row = await requestOf(context.db, code, { hold: true });
		mustBe(row, 'ready');
		if (row.basis !== basis) throw new Problem('conflict', 'The difference is another than the one that was seen.', { extra: { difference: row.difference } });
		if (row.reading?.tally.rows === row.reading?.tally.rejected) throw new Problem('wrong-state', 'No row can be taken in.');
		return step(context, row, 'applying');
	});

	serve(undoImport, async (context, { code }) => {
		const seen = await requestOf(context.db, code);
		if (seen.state === 'undoing' || seen.state === 'undone') return requestView(context.db, seen);
		const row = await requestOf(context.db, code, { hold: true });
		mustBe(row, 'applied');
		if (!row.undoable) throw new Problem('conflict', 'Assets of this import have been changed since, or it changed none; it can no longer be undone.');
		return step(context, row, 'undoing');
	});

	serve(discardImport, async (context, { code }) => {
		const { db } = context;
		const row = await requestOf(db, code, { hold: true });
		if (row.state === 'discarded') return requestView(db, row);
		mustBe(row, 'uploading', 'reading', 'ready', 'failed');
		// What is being read is cleared away by whoever reads it.
		await forget(db, row.id, row.state === 'reading' ? null : row.staged);
		await dropFile(directory, row.code);
		return step(context, row, 'discarded');
	});
}
