import { functions } from '../../platform/cql2/functions.ts';
import { cell, escaped, table } from './html.ts';
import { selfLinks } from './links.ts';
import type { Collection, Property } from './model.ts';
import { type Answer, type Ask, collectionOf, crumbsTo, type Resource, told } from './resource.ts';

type Schema = Record<string, unknown>;

const geometryFormats = { Point: 'geometry-point', LineString: 'geometry-linestring', Polygon: 'geometry-polygon' } as const;

const geometryOf = (ask: Ask, { geometry, parts }: Collection): Schema => ({
	title: told(ask, 'geometry'),
	format: parts ? 'geometry-polygon-or-multipolygon' : geometryFormats[geometry],
	'x-ogc-role': 'primary-geometry',
});

const propertySchema = ({ title, type, format, unit, choices }: Property): Schema => ({
	title,
	type,
	...(format && { format }),
	...(choices && { enum: choices }),
	...(unit && { 'x-ogc-unit': unit }),
});

interface Written {
	what: 'queryables' | 'schema';
	properties: Record<string, Schema>;
}

function answered(ask: Ask, { what, properties }: Written): Answer {
	const collection = collectionOf(ask);
	const title = `${collection.title}: ${told(ask, what)}`;
	const address = `${ask.base}/collections/${collection.id}/${what}`;
	return {
		title,
		links: [
			...selfLinks(ask.request, 'schema', ask.form, title),
			{ href: `${ask.base}/collections/${collection.id}`, rel: 'collection', type: 'application/json', title: collection.title },
		],
		crumbs: crumbsTo(ask, collection),
		json: () => ({
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			$id: address,
			type: 'object',
			title,
			description: collection.description,
			properties,
			additionalProperties: false,
		}),
		html: () =>
			table(
				[told(ask, 'property'), told(ask, 'meaning'), told(ask, 'kind')],
				Object.entries(properties).map(([name, { title: label, type, format, enum: choices, 'x-ogc-unit': unit }]) => [
					`<code>${escaped(name)}</code>`,
					cell(label),
					[type, format, unit, Array.isArray(choices) ? choices.join(', ') : undefined]
						.filter((it) => it !== undefined)
						.map(escaped)
						.join(' · '),
				]),
				title,
			),
	};
}

function queryables(ask: Ask): Answer {
	const collection = collectionOf(ask);
	const properties = Object.fromEntries(collection.properties.map((it) => [it.name, propertySchema(it)]));
	return answered(ask, { what: 'queryables', properties: { ...properties, geometry: geometryOf(ask, collection) } });
}

function schema(ask: Ask): Answer {
	const collection = collectionOf(ask);
	const properties = collection.properties.map((it) => [it.name, { ...propertySchema(it), ...(!it.writable && { readOnly: true }) }]);
	return answered(ask, {
		what: 'schema',
		properties: {
			id: { title: told(ask, 'id'), type: collection.id === 'faults' ? 'string' : 'integer', 'x-ogc-role': 'id', readOnly: true },
			...Object.fromEntries(properties),
			geometry: geometryOf(ask, collection),
		},
	});
}

const argumentTypes = { string: ['string'], number: ['number'], geometry: ['geometry'], time: ['datetime'] } as const;

function functionList(ask: Ask): Answer {
	const title = told(ask, 'functions');
	const links = selfLinks(ask.request, 'plain', ask.form, title);
	const list = [...functions].map(([name, { args, returns, description }]) => ({
		name,
		description,
		arguments: args.map((it) => ({ type: argumentTypes[it] })),
		returns: [returns],
	}));
	return {
		title,
		links,
		crumbs: crumbsTo(ask).slice(0, 1),
		json: () => ({ functions: list, links }),
		html: () =>
			table(
				[told(ask, 'functions'), told(ask, 'kind'), told(ask, 'meaning')],
				list.map((it) => [
					`<code>${escaped(it.name)}(${it.arguments.map(({ type }) => type.join()).join(', ')})</code>`,
					escaped(it.returns.join()),
					escaped(it.description),
				]),
				title,
			),
	};
}

/** What features can be asked by, what they have, and what filters may call. */
export const schemaResources: readonly Resource[] = [
	{
		path: '/collections/:collection/queryables',
		operation: 'getQueryables',
		given: 'schema',
		summary: 'What features can be asked by.',
		parameters: () => [],
		answer: queryables,
	},
	{
		path: '/collections/:collection/schema',
		operation: 'getSchema',
		given: 'schema',
		summary: 'The properties of features.',
		parameters: () => [],
		answer: schema,
	},
	{ path: '/functions', operation: 'getFunctions', given: 'plain', summary: 'What filters may call.', parameters: () => [], answer: functionList },
];
