import type { Request, Response } from 'express';
import { notFound } from '../../platform/problem.ts';
import type { Collection } from './model.ts';
import { refuse } from './send.ts';

/** The collection that an address names, if it names one. What is not there for whoever asks is not found. */
export function collectionIn(request: Request, collections: ReadonlyMap<string, Collection>): Collection | undefined {
	const id = request.params['collection'];
	if (id === undefined) return undefined;
	const found = collections.get(String(id));
	if (!found) throw notFound('collection');
	return found;
}

type Act = (request: Request, response: Response) => Promise<void>;

/** An act whose refusals are told. */
export const safely =
	(act: Act) =>
	(request: Request, response: Response): Promise<void> =>
		act(request, response).catch((error) => refuse(request, response, error));
