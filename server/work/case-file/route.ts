import { createHash } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { deskRow } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import { happened } from '../../platform/events.ts';
import { parseInput } from '../../platform/input.ts';
import { Problem } from '../../platform/problem.ts';
import type { Store } from '../../platform/store.ts';
import { printCase } from './contract.ts';
import { type CaseFile, gather } from './gather.ts';
import { finish, newPaper } from './paper.ts';
import { asset, head, map, reports } from './parts.ts';
import { photos } from './photos.ts';
import { type Telling, tellingOf } from './telling.ts';
import { clocks, log, messages, notes, work } from './work-parts.ts';

async function draw(file: CaseFile, telling: Telling, store: Store): Promise<Buffer> {
	const { fault } = file.it;
	const name = `${telling.say('title')} F-${fault.code}`;
	const paper = newPaper(name, file.now);
	for (const part of [head, map, reports, asset, clocks, work]) part(paper, file, telling);
	await photos(paper, file, { telling, store });
	for (const part of [messages, notes, log]) part(paper, file, telling);
	const made = `${file.town.municipality.name} · ${name} · ${telling.when(file.now)}`;
	return finish(paper, (page, pages) => `${made} · ${file.hash.slice(0, 16)} · ${telling.say('page', { page, pages })}`);
}

async function printed(request: Request, context: Context, store: Store): Promise<{ pdf: Buffer; name: string }> {
	const { actor, db } = context;
	if (!actor.may(printCase.access)) throw new Problem(actor.personId === null ? 'not-signed-in' : 'not-allowed');
	const { code, contacts, language } = parseInput(printCase.input, { ...request.query, code: String(request.params['code']).replace(/^f-/i, '') });
	if (contacts === 'yes' && !actor.may('contact.read')) throw new Problem('not-allowed');
	// One moment for all that is told, and for the entry in the audit that vouches for it.
	return db.transaction(async (trx) => {
		const file = await gather({ ...context, db: trx }, { code, language, contacts: contacts === 'yes' });
		const pdf = await draw(file, tellingOf(file), store);
		const details = { hash: file.hash, file: createHash('sha256').update(pdf).digest('hex'), contacts: file.contacts };
		await happened(trx, { kind: 'case.printed', faultId: (await deskRow({ db: trx }, code)).id, personId: actor.personId, details });
		return { pdf, name: `F-${file.it.fault.code}.pdf` };
	});
}

/** Answers the case file of a fault. Two at a time: each holds its photos in memory. */
export function caseFileRoute(router: Router, begin: (request: Request) => Promise<Context>, store: Store): void {
	let busy = 0;
	const answer = async (request: Request, response: Response): Promise<void> => {
		const context = await begin(request);
		if (busy >= 2) throw new Problem('too-many', 'Other case files are being made just now; try again a little later.');
		busy += 1;
		const { pdf, name } = await printed(request, context, store).finally(() => {
			busy -= 1;
		});
		response
			.type('application/pdf')
			.set({ 'content-disposition': `inline; filename="${name}"`, 'cache-control': 'private, no-store' })
			.send(pdf);
	};
	router.get(printCase.path, (request: Request, response: Response) =>
		answer(request, response).catch((error) => sendProblem(request, response, problemOf(error))),
	);
}
