import type { Request, Response, Router } from 'express';
import type * as z from 'zod/mini';
import { type Context, catalogue } from '../../municipality/index.ts';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all } from '../../platform/sql.ts';
import { mostLabels, printLabels } from './contract.ts';
import { layouts, onPage } from './layouts.ts';
import { type LabelRow, labelsSql } from './queries.ts';
import { type Sheets, writeSheets } from './sheets.ts';

type Input = z.infer<typeof printLabels.input>;

function classOf(id: string | undefined): number | undefined {
	if (id === undefined) return undefined;
	const found = catalogue.byId.get(id);
	if (!found) throw badField('class', 'There is no such asset class.');
	return found.number;
}

/** References as they were given, each once. */
const referencesIn = (typed: string | undefined): string[] | undefined =>
	typed === undefined ? undefined : [...new Set(typed.split(',').flatMap((it) => it.trim().toUpperCase() || []))];

function missing(refs: readonly string[], rows: readonly LabelRow[]): void {
	const there = new Set(rows.map((it) => it.reference));
	const gone = refs.filter((it) => !there.has(it));
	if (gone.length > 0) throw badField('refs', `Not in service, or not in the register: ${gone.slice(0, 5).join(', ')}${gone.length > 5 ? ' …' : ''}.`);
}

async function rowsFor({ db, town }: Context, input: Input): Promise<LabelRow[]> {
	const refs = referencesIn(input.refs);
	const wanted = { class: classOf(input.class), refs, ward: input.ward };
	if (Object.values(wanted).every((it) => it === undefined)) throw badField('class', 'Say which assets: a class, a ward, or references.');
	if (input.ward !== undefined && !town.wards.some(({ code }) => code === input.ward)) throw badField('ward', 'There is no such ward.');
	const rows = await all<LabelRow>(db, labelsSql({ ...wanted, limit: mostLabels + 1 }));
	if (refs && input.class === undefined && input.ward === undefined) missing(refs, rows);
	if (rows.length > mostLabels) throw badField('class', `More than ${mostLabels} labels: take ward by ward.`);
	if (rows.length === 0) throw badField(refs ? 'refs' : 'class', 'There is no such asset in service.');
	return rows;
}

const dayIn = (zone: string, now: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(now);

async function sheetsFor(request: Request, context: Context, publicUrl: string): Promise<Sheets> {
	if (!context.actor.may(printLabels.access)) throw new Problem(context.actor.personId === null ? 'not-signed-in' : 'not-allowed');
	const input = parseInput(printLabels.input, { ...request.query });
	const layout = layouts.find(({ id }) => id === input.layout) ?? layouts[0];
	if (input.skip >= onPage(layout)) throw badField('skip', `A sheet has ${onPage(layout)} labels.`);
	const { town, now } = context;
	return { rows: await rowsFor(context, input), layout, skip: input.skip, town, publicUrl, day: dayIn(town.municipality.zone, now) };
}

/** Answers sheets of labels. Mounted before the endpoints, or `/:reference` would take its name for a reference. */
export function labelsRoute(app: Router, begin: (request: Request) => Promise<Context>, publicUrl: string): void {
	let busy = 0;
	const answer = async (request: Request, response: Response): Promise<void> => {
		const sheets = await sheetsFor(request, await begin(request), publicUrl);
		if (busy >= 2) throw new Problem('too-many', 'Other labels are being printed just now; try again a little later.');
		busy += 1;
		response.type('application/pdf').set({ 'content-disposition': 'inline; filename="labels.pdf"', 'cache-control': 'private, no-store' });
		await writeSheets(response, sheets).finally(() => {
			busy -= 1;
		});
	};
	app.get(printLabels.path, (request: Request, response: Response) =>
		answer(request, response).catch((error) => {
			if (response.headersSent) response.destroy();
			else sendProblem(request, response, problemOf(error));
		}),
	);
}
