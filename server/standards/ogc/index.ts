import express, { type Express, type Request } from 'express';
import type { Context } from '../../municipality/index.ts';
import { sendProblem } from '../../platform/errors.ts';
import { notFound } from '../../platform/problem.ts';
import { apiResource, commonParameters } from './api.ts';
import { collectionResources } from './collection-pages.ts';
import { collectionsFor } from './collections.ts';
import { createCounter } from './counting.ts';
import { systemsOf } from './crs.ts';
import { editRoutes } from './edit-routes.ts';
import { itemResources } from './items.ts';
import { landingResources } from './landing.ts';
import { baseOf } from './links.ts';
import { type Form, formOf } from './negotiate.ts';
import { readParameters } from './parameters.ts';
import type { Ask, Resource } from './resource.ts';
import { collectionIn, safely } from './safely.ts';
import { schemaResources } from './schemas.ts';
import { openToAll, send } from './send.ts';
import { type TileHandler, tileOf, tileResources } from './tiles.ts';

export type { TileHandler } from './tiles.ts';

export interface OgcDeps {
	begin: (request: Request) => Promise<Context>;
	/** Answers a request for a tile. */
	tile: TileHandler;
	/** Whether the client is served from its sources. */
	development: boolean;
}

/** Understands a request for a resource: who asks, of what, with which parameters, in which form. */
async function asked(request: Request, resource: Resource, begin: OgcDeps['begin']): Promise<Ask> {
	const context = await begin(request);
	const collections = collectionsFor(context);
	const collection = collectionIn(request, collections);
	const systems = await systemsOf(context.db, context.town);
	const parameters = [...commonParameters(resource, context.town.municipality.languages), ...resource.parameters({ collection, systems })];
	const values = readParameters(request.query, parameters);
	const form = formOf(request, resource.given, values['f'] as Form | undefined);
	return { request, context, base: baseOf(request), collections, systems, values, form };
}

/** Features, filters, edits and tiles by the standards of OGC, under /ogc/. */
export function ogcRoutes(app: Express, { begin, tile, development }: OgcDeps): void {
	const router = express.Router();
	const resources: Resource[] = [...landingResources, ...collectionResources, ...schemaResources, ...itemResources(createCounter()), ...tileResources];
	resources.push(apiResource(() => resources));
	router.use(openToAll);
	for (const resource of resources) {
		router.get(
			resource.path,
			safely(async (request, response) => {
				const ask = await asked(request, resource, begin);
				await send(response, await resource.answer(ask), { ask, resource, development });
			}),
		);
	}
	tileRoute(router, { begin, tile });
	editRoutes(router, begin);
	router.use((request, response) => sendProblem(request, response, notFound('address')));
	app.use('/ogc', router);
}

function tileRoute(router: express.Router, { begin, tile }: Pick<OgcDeps, 'begin' | 'tile'>): void {
	router.get(
		'/collections/:collection/tiles/:set/:z/:row/:column',
		safely(async (request, response) => {
			const { id = '' } = collectionIn(request, collectionsFor(await begin(request))) ?? {};
			tile(request, response, { layer: id, ...tileOf(request.params as Record<string, string>) });
		}),
	);
}
