import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { AssetClass } from '../../../gis-layers/index.ts';
import { type Context, catalogue } from '../../municipality/index.ts';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { exportAssets } from '../contract.ts';
import { sridOf } from '../import/fit.ts';
import { SourceError } from '../sources/index.ts';
import { ExportError, type ExportRow, type ExportSystem, type Format } from './formats/index.ts';
import { exported, formats, systemOf } from './index.ts';
import type { LonLatBox } from './queries.ts';

/** Exports of one class that a network may begin in ten minutes. */
const mostOfClass = 20;
/** Exports under way at once: each keeps the database and the disk busy. */
const mostAtOnce = 4;

function boxOf(written: string | undefined): LonLatBox | undefined {
	if (written === undefined) return undefined;
	const box = written.split(',').map((it) => (it.trim() === '' ? Number.NaN : Number(it)));
	const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = box;
	const sound = box.length === 4 && west <= east && south <= north && west >= -180 && east <= 180 && south >= -90 && north <= 90;
	if (!sound) throw badField('bbox', 'Four numbers in longitude and latitude: west, south, east, north.');
	return [west, south, east, north];
}

function classOf(id: string, { actor }: Context): AssetClass {
	const found = catalogue.byId.get(id);
	if (!found) throw badField('class', 'There is no such asset class.');
	if (found.secrecy !== 'public' && !actor.may('asset.read')) throw new Problem(actor.personId === null ? 'not-signed-in' : 'not-allowed');
	return found;
}

async function systemFor({ db }: Context, written: string): Promise<ExportSystem> {
	const srid = sridOf(written);
	if (srid === undefined) throw badField('crs', 'A coordinate system is written EPSG:n.');
	return systemOf(db, srid).catch((error: unknown) => {
		throw error instanceof SourceError ? badField('crs', `${error.message}.`) : error;
	});
}

interface Made {
	format: Format;
	name: string;
	staff: boolean;
	chunks: AsyncGenerator<Buffer>;
}

async function make(request: Request, response: Response, context: Context): Promise<Made> {
	const input = parseInput(exportAssets.input, { ...request.query });
	const format = formats.get(input.format);
	if (!format) throw badField('format', `One of ${[...formats.keys()].join(', ')}.`);
	const staff = context.actor.may('asset.read');
	const wish = { class: classOf(input.class, context), staff, box: boxOf(input.bbox), status: input.status, at: input.at, language: context.language };
	const { layer, rows } = exported(context.db, { ...wish, system: await systemFor(context, input.crs) });
	return { format, name: `${layer.name}.${format.endings[0]}`, staff, chunks: format.write(layer, wanted(rows, response)) };
}

/** Reads no further once whoever asked has gone. */
async function* wanted(rows: AsyncIterable<ExportRow>, response: Response): AsyncGenerator<ExportRow> {
	for await (const row of rows) {
		if (response.closed) throw new Error('nobody waits for the export any more');
		yield row;
	}
}

/** The first piece is made before anything is said, so that what goes wrong until then is told as a problem; what goes wrong later breaks the answer off. */
async function send(response: Response, { format, name, staff, chunks }: Made): Promise<void> {
	const first = await chunks.next();
	if (response.closed) return;
	response.type(format.mediaType).set({
		'content-disposition': `attachment; filename="${name}"`,
		'cache-control': staff ? 'private, no-store' : 'no-cache',
		vary: 'cookie, authorization',
	});
	async function* all(): AsyncGenerator<Buffer> {
		if (!first.done) yield first.value;
		yield* chunks;
	}
	await pipeline(Readable.from(all(), { objectMode: false }), response);
}

const patience = (): RequestHandler =>
	rateLimit({
		windowMs: 10 * 60_000,
		limit: mostOfClass,
		keyGenerator: (request) => `${ipKeyGenerator(request.ip ?? '')} ${String(request.query['class']).slice(0, 80)}`,
		standardHeaders: 'draft-7',
		legacyHeaders: false,
		validate: { xForwardedForHeader: false },
		handler: (request, response) => sendProblem(request, response, new Problem('too-many')),
	});

/** Lets only so many work at once; the others are asked to come again. */
function turnstile(most: number): <T>(work: () => Promise<T>) => Promise<T> {
	let inside = 0;
	return async (work) => {
		if (inside >= most) throw new Problem('too-many', 'Others are being served an export just now; try again a little later.');
		inside += 1;
		try {
			return await work();
		} finally {
			inside -= 1;
		}
	};
}

const told = (error: unknown): Problem => problemOf(error instanceof ExportError ? badField('format', `${error.message}.`) : error);

/** Answers a class of the register as a file. Mounted before the endpoints, or `/:reference` would take `export` for a reference. */
export function exportRoute(app: Router, begin: (request: Request) => Promise<Context>, limited: boolean): void {
	const oneOf = turnstile(mostAtOnce);
	const answer = async (request: Request, response: Response): Promise<void> => {
		const made = await make(request, response, await begin(request));
		if (request.method === 'HEAD') response.type(made.format.mediaType).end();
		else await send(response, made).finally(() => made.chunks.return(undefined));
	};
	const router = Router();
	if (limited) router.use(patience());
	router.get('/', (request: Request, response: Response) =>
		oneOf(() => answer(request, response)).catch((error) => {
			if (!response.closed) sendProblem(request, response, told(error));
		}),
	);
	app.use(exportAssets.path, router);
}
