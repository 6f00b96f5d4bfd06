import type { Collection } from './model.ts';

export type Json = Record<string, unknown>;

/** A part of the path. */
export const pathParameter = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } });

const problem = (description: string): Json => ({
	description,
	content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** What every operation may be refused with. */
export const refusals = {
	400: problem('A parameter is unknown or wrong; the answer names it.'),
	401: problem('The key is not good, or nobody is signed in.'),
	404: problem('There is no such thing, or it is not for whoever asks.'),
	406: problem('It cannot be given in a form that is accepted.'),
	429: problem('Too many requests.'),
	500: problem('Something went wrong on our side.'),
	503: problem('The server is starting.'),
};

const feature = { $ref: '#/components/schemas/Feature' };
const bodyOf = (type: string): Json => ({ required: true, content: { [type]: { schema: feature } } });
const ifMatch = { name: 'If-Match', in: 'header', required: true, description: 'The ETag of the feature as it was read.', schema: { type: 'string' } };
const contentCrs = { name: 'Content-Crs', in: 'header', required: false, description: 'The reference system of the body.', schema: { type: 'string' } };
const security = [{ key: [] }, { session: [] }];
const changed = {
	...refusals,
	403: problem('You may not do this.'),
	409: problem('Something stands in the way.'),
	415: problem('The body is of another type.'),
};
const locked = { ...changed, 412: problem('It has changed since it was read.'), 428: problem('If-Match is missing.') };
const withId = (id: string, summary: string, more: Json): Json => ({ operationId: id, tags: ['Data'], summary, security, ...more });

/** What those who may edit can do with features. */
function edits(id: string): Record<'items' | 'item', Json> {
	const done = { 200: { description: 'Done.' }, 204: { description: 'Done.' } };
	return {
		items: {
			post: withId(`${id}.createFeature`, 'Adds a feature.', {
				parameters: [contentCrs],
				requestBody: bodyOf('application/geo+json'),
				responses: { 201: { description: 'Added.', headers: { Location: { schema: { type: 'string' } } } }, ...changed },
			}),
		},
		item: {
			put: withId(`${id}.replaceFeature`, 'Replaces a feature.', {
				parameters: [pathParameter('item'), ifMatch, contentCrs],
				requestBody: bodyOf('application/geo+json'),
				responses: { ...done, ...locked },
			}),
			patch: withId(`${id}.updateFeature`, 'Changes parts of a feature.', {
				parameters: [pathParameter('item'), ifMatch, contentCrs],
				requestBody: bodyOf('application/merge-patch+json'),
				responses: { ...done, ...locked },
			}),
			delete: withId(`${id}.deleteFeature`, 'Retires an asset: it stays in the register with all its history.', {
				parameters: [pathParameter('item'), ifMatch],
				responses: { ...done, ...locked },
			}),
		},
	};
}

const tilePath = '/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}';

const tileOperation = (id: string): Json => ({
	operationId: `${id}.collection.vector.getTile`,
	tags: ['Data'],
	summary: 'A vector tile.',
	parameters: ['tileMatrix', 'tileRow', 'tileCol'].map((name) => ({ ...pathParameter(name), schema: { type: 'integer', minimum: 0 } })),
	responses: {
		200: { description: 'A tile.', content: { 'application/vnd.mapbox-vector-tile': { schema: { type: 'string', format: 'binary' } } } },
		204: { description: 'Nothing lies there.' },
		...refusals,
	},
});

/** What the description refers to. */
export const components = {
	securitySchemes: { key: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'faultline' } },
	schemas: {
		Problem: {
			type: 'object',
			required: ['type', 'title', 'status', 'detail'],
			properties: {
				type: { type: 'string' },
				title: { type: 'string' },
				status: { type: 'integer' },
				detail: { type: 'string' },
				errors: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } } },
			},
		},
		Feature: {
			type: 'object',
			required: ['type', 'geometry', 'properties'],
			properties: {
				type: { type: 'string', enum: ['Feature'] },
				id: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
				geometry: { type: 'object', nullable: true },
				properties: { type: 'object', nullable: true },
			},
		},
		Features: {
			type: 'object',
			required: ['type', 'features'],
			properties: {
				type: { type: 'string', enum: ['FeatureCollection'] },
				features: { type: 'array', items: feature },
				numberMatched: { type: 'integer', minimum: 0 },
				numberReturned: { type: 'integer', minimum: 0 },
				timeStamp: { type: 'string', format: 'date-time' },
				links: { type: 'array', items: { type: 'object' } },
			},
		},
	},
};

/** What a collection answers beside what is asked by GET: tiles, and edits for those who may. */
export function otherPaths({ id, editable }: Pick<Collection, 'id' | 'editable'>): Record<string, Json> {
	const tiles = { [`/collections/${id}${tilePath}`]: { get: tileOperation(id) } };
	if (!editable) return tiles;
	const { items, item } = edits(id);
	return { ...tiles, [`/collections/${id}/items`]: items, [`/collections/${id}/items/{item}`]: item };
}
