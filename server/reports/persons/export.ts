import type { Request, Response, Router } from 'express';
import { ZipFile } from 'yazl';
import type { Context } from '../../municipality/index.ts';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import { happened } from '../../platform/events.ts';
import { parseInput } from '../../platform/input.ts';
import { Problem } from '../../platform/problem.ts';
import { all } from '../../platform/sql.ts';
import type { Store } from '../../platform/store.ts';
import { About, exportMyDataPath, exportPersonPath, findPerson, Proofs } from './contract.ts';
import { told } from './erase.ts';
import { theirPhotosSql } from './personal-queries.ts';
import { whoseAbout, whoseProof } from './whose.ts';
import type { Whose } from './whose-queries.ts';

/** All that is held of somebody: `data.json` with every table, and their photos as they are kept. */
async function zip({ db, town, now }: Context, store: Store, whose: Whose): Promise<ZipFile> {
	const it = new ZipFile();
	const data = { municipality: town.municipality.name, madeAt: now.toISOString(), ...(await told(db, whose)) };
	it.addBuffer(Buffer.from(JSON.stringify(data, null, '\t')), 'data.json');
	const photos = await all<{ id: string; hash: string; kind: string }>(db, theirPhotosSql(whose));
	for (const { id, hash, kind } of photos)
		it.addFile(store.path(hash), `photos/${id}.${kind.slice(kind.indexOf('/') + 1).replace('jpeg', 'jpg')}`, { compress: false });
	it.end();
	return it;
}

interface Exporting {
	begin: (request: Request) => Promise<Context>;
	store: Store;
}

/** Answers all that is held of somebody as a ZIP file: to themselves by their link, and to staff who were asked for it. */
export function exportRoutes(router: Router, { begin, store }: Exporting): void {
	const serve = (path: string, whoseOf: (context: Context, request: Request) => Promise<Whose>): void => {
		const answer = async (request: Request, response: Response): Promise<void> => {
			const context = await begin(request);
			const file = await zip(context, store, await whoseOf(context, request));
			response.set({ 'cache-control': 'private, no-store', 'content-disposition': 'attachment; filename="my-data.zip"' }).type('application/zip');
			file.outputStream.on('error', () => response.destroy()).pipe(response);
		};
		router.post(path, (request, response) => answer(request, response).catch((error) => sendProblem(request, response, problemOf(error))));
	};
	serve(exportMyDataPath, async (context, request) => (await whoseProof(context, parseInput(Proofs, request.body ?? {}))).whose);
	serve(exportPersonPath, async (context, request) => {
		const { actor, db } = context;
		if (!actor.may(findPerson.access)) throw new Problem(actor.personId === null ? 'not-signed-in' : 'not-allowed');
		const whose = await whoseAbout(context, parseInput(About, request.body ?? {}).about);
		await happened(db, { kind: 'person.exported', personId: actor.personId });
		return whose;
	});
}
