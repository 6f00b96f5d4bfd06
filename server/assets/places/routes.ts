import { type Context, DivisionError } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all } from '../../platform/sql.ts';
import { mustBe, requestOf } from '../import/request.ts';
import { moveSql } from '../import/request-queries.ts';
import { dropFile, pathOf } from '../import/upload.ts';
import { SourceError } from '../sources/index.ts';
import { importWards } from '../wards.ts';
import { importPlacesOf, importWardsOf } from './contract.ts';
import { importPlaces } from './import.ts';

/** What is wrong with a file is said of the file; what is wrong with a division, of its day. */
async function inWords<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof SourceError) throw badField('file', error.message);
		if (error instanceof DivisionError) throw badField('from', error.message);
		throw error;
	}
}

/** Answers those who bring places and wards by files that they have uploaded as they do those of assets. */
export function placesRoutes(serve: Serve<Context>, { directory }: { directory: string }): void {
	const fileOf = async ({ db }: Context, code: string) => {
		const row = await requestOf(db, code);
		mustBe(row, 'uploading');
		const { fileName, received, fileSize } = row;
		if (fileName === null || received !== fileSize) throw new Problem('wrong-state', `Only ${received} of ${fileSize ?? 0} bytes are here.`);
		return { id: row.id, path: pathOf(directory, { code: row.code, fileName }), title: fileName.replace(/\.[^.]+$/, ''), code: row.code };
	};
	const done = async ({ db }: Context, file: { id: number; code: string }, what: string): Promise<void> => {
		await all(db, moveSql(file.id, { state: 'discarded', problem: what }));
		await dropFile(directory, file.code);
	};

	serve(importPlacesOf, async (context, { code, source, ...wish }) => {
		const file = await fileOf(context, code);
		const named = { file: file.path, source: source ?? file.title, personId: context.actor.personId };
		const result = await inWords(importPlaces(context.db, { ...wish, ...named }));
		if (result.applied) await done(context, file, 'It was taken as places.');
		return result;
	});

	serve(importWardsOf, async (context, { code, ...wish }) => {
		const file = await fileOf(context, code);
		const made = await inWords(importWards(context.db, { ...wish, file: file.path, personId: context.actor.personId }));
		await done(context, file, 'It was taken as wards.');
		return made;
	});
}
