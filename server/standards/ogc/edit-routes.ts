import express, { type Request } from 'express';
import type { Context } from '../../municipality/index.ts';
import { collectionsFor } from './collections.ts';
import { systemsOf } from './crs.ts';
import { change, create, type Editing, remove } from './edit.ts';
import { baseOf } from './links.ts';
import type { Collection } from './model.ts';
import { readParameters } from './parameters.ts';
import { collectionIn, safely } from './safely.ts';

type Begin = (request: Request) => Promise<Context>;

const items = '/collections/:collection/items';
const item = `${items}/:item`;

/** Adding, replacing, changing and retiring features, for those who may. */
export function editRoutes(router: express.Router, begin: Begin): void {
	const json = express.json({ type: ['application/geo+json', 'application/merge-patch+json', 'application/json'], limit: '2mb' });
	const editing = async (request: Request): Promise<Editing> => {
		const context = await begin(request);
		const collection = collectionIn(request, collectionsFor(context)) as Collection;
		readParameters(request.query, []);
		return { request, context, collection, systems: await systemsOf(context.db, context.town) };
	};
	optionRoutes(router, begin);
	const done = (act: (it: Editing) => Promise<void>) => [
		json,
		safely(async (request, response) => {
			await act(await editing(request));
			response.status(204).end();
		}),
	];
	router.post(
		items,
		json,
		safely(async (request, response) => {
			const id = await create(await editing(request));
			response
				.status(201)
				.location(`${baseOf(request)}/collections/${String(request.params['collection'])}/items/${id}`)
				.end();
		}),
	);
	router.put(
		item,
		done((it) => change(it, true)),
	);
	router.patch(
		item,
		done((it) => change(it, false)),
	);
	router.delete(item, done(remove));
}

/** What can be done with the features of a collection by whoever asks: editors look here first. */
function optionRoutes(router: express.Router, begin: Begin): void {
	const allow = (path: string, more: string): void => {
		router.options(
			path,
			safely(async (request, response) => {
				const { editable } = collectionIn(request, collectionsFor(await begin(request))) ?? {};
				response
					.set('Allow', `GET, HEAD, OPTIONS${editable ? more : ''}`)
					.status(200)
					.end();
			}),
		);
	};
	allow(items, ', POST');
	allow(item, ', PUT, PATCH, DELETE');
}
