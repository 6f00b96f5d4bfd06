import type { Request } from 'express';
import type { Context } from '../../municipality/index.ts';
import type { Crs } from './crs.ts';
import type { Page } from './html.ts';
import type { Link } from './links.ts';
import type { Collection, Collections } from './model.ts';
import type { Form, Given } from './negotiate.ts';
import type { Parameter, Values } from './parameters.ts';
import { say, type Word } from './words.ts';

/** Who asks, for what. */
export interface Ask {
	readonly request: Request;
	readonly context: Context;
	/** Where the API is, without a slash at the end. */
	readonly base: string;
	readonly collections: Collections;
	readonly systems: readonly Crs[];
	readonly values: Values;
	readonly form: Form;
}

/** What is given back: as JSON, as a page, or as a file. */
export interface Answer {
	readonly title: string;
	readonly links: readonly Link[];
	/** An object, or JSON text that is ready. */
	readonly json: () => object | string;
	readonly html: () => string;
	readonly file?: () => AsyncIterable<Buffer | string>;
	readonly crumbs: Page['crumbs'];
	readonly headers?: Readonly<Record<string, string>>;
	/** What the answer is known by, where its bytes are not enough. */
	readonly version?: number;
}

/** Something that can be asked for by GET: the server answers it, and the description of the API is printed from it. */
export interface Resource {
	/** As Express writes it. */
	readonly path: string;
	/** The suffix by which clients know operations, from the standard. */
	readonly operation: string;
	readonly given: Given;
	readonly summary: string;
	/** Beside `f` and `language`, which all have. */
	readonly parameters: (asked: { collection: Collection | undefined; systems: readonly Crs[] }) => readonly Parameter[];
	answer(ask: Ask): Promise<Answer> | Answer;
}

/** The collection that an address names; it is known to be there. */
export function collectionOf({ request, collections }: Pick<Ask, 'request' | 'collections'>): Collection {
	return collections.get(String(request.params['collection'])) as Collection;
}

/** One of our texts in the language of whoever asks. */
export const told = ({ context }: Ask, word: Word, values: Readonly<Record<string, string | number>> = {}): string => say(context.language, word, values);

/** The way from the start to a collection. */
export function crumbsTo({ base, context: { language } }: Ask, collection?: Collection): Page['crumbs'] {
	const start = [
		{ href: `${base}/`, title: say(language, 'home') },
		{ href: `${base}/collections`, title: say(language, 'collections') },
	];
	return collection ? [...start, { href: `${base}/collections/${collection.id}`, title: collection.title }] : start;
}
