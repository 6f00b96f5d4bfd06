import { components, type Json, otherPaths, pathParameter, refusals } from './api-parts.ts';
import { escaped, table } from './html.ts';
import { selfLinks } from './links.ts';
import type { Collection } from './model.ts';
import { formsOf, mediaType } from './negotiate.ts';
import { oneOf, type Parameter } from './parameters.ts';
import { type Answer, type Ask, crumbsTo, type Resource, told } from './resource.ts';

/** What every resource can be asked. */
export const commonParameters = (resource: Resource, languages: readonly string[]): Parameter[] => [
	oneOf('f', formsOf(resource.given), 'The form of the answer; without it, what is accepted.'),
	oneOf('language', languages, 'The language of titles and descriptions.'),
];

const written = ({ name, description, schema }: Parameter): Json => ({
	name,
	in: 'query',
	description,
	required: false,
	schema,
	style: 'form',
	explode: false,
});

const bodySchemas: Partial<Record<Resource['given'], string>> = { features: 'Features', feature: 'Feature' };

function operation(resource: Resource, { id, parameters, path }: { id: string; parameters: readonly Json[]; path: readonly string[] }): Json {
	const { given, summary } = resource;
	const schema = bodySchemas[given] ? { $ref: `#/components/schemas/${bodySchemas[given]}` } : { type: 'object' };
	const content = Object.fromEntries(formsOf(given).map((form) => [mediaType(given, form), { schema: form === 'json' ? schema : { type: 'string' } }]));
	return {
		operationId: id,
		tags: [resource.path.startsWith('/collections/') ? 'Data' : 'Capabilities'],
		summary,
		parameters: [...path.map(pathParameter), ...parameters],
		responses: { 200: { description: summary, content }, 304: { description: 'It is as it was.' }, ...refusals },
	};
}

const noted = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');
const named = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((it) => it[1] ?? '');

function pathsOf(ask: Ask, resources: readonly Resource[]): Record<string, Json> {
	const { languages } = ask.context.town.municipality;
	const paths: Record<string, Json> = {};
	const add = (resource: Resource, collection?: Collection): void => {
		const path = collection ? noted(resource.path).replace('{collection}', collection.id) : noted(resource.path);
		const own = resource.parameters({ collection, systems: ask.systems });
		const parameters = [...commonParameters(resource, languages), ...own].map(written);
		paths[path] = { get: operation(resource, { id: [collection?.id, resource.operation].filter(Boolean).join('.'), parameters, path: named(path) }) };
	};
	for (const resource of resources)
		for (const collection of resource.path.includes(':collection') ? ask.collections.values() : [undefined]) add(resource, collection);
	for (const collection of ask.collections.values())
		for (const [path, methods] of Object.entries(otherPaths(collection))) paths[path] = { ...paths[path], ...methods };
	return paths;
}

/** The description of the API, printed from the same resources and parameters by which the server answers. */
export function apiResource(resources: () => readonly Resource[]): Resource {
	const answer = (ask: Ask): Answer => {
		const title = told(ask, 'title', { town: ask.context.town.municipality.name });
		const paths = pathsOf(ask, resources());
		return {
			title: told(ask, 'definition'),
			links: selfLinks(ask.request, 'definition', ask.form, title),
			crumbs: crumbsTo(ask).slice(0, 1),
			json: () => ({
				openapi: '3.0.3',
				info: { title, version: '1.0.0', description: told(ask, 'description') },
				servers: [{ url: ask.base }],
				tags: [{ name: 'Capabilities' }, { name: 'Data' }],
				paths,
				components,
			}),
			html: () =>
				table(
					[told(ask, 'operation'), told(ask, 'meaning')],
					Object.entries(paths).map(([path, methods]) => [
						`<code>${escaped(Object.keys(methods).join(' ').toUpperCase())} ${escaped(path)}</code>`,
						escaped((methods['get'] as Json | undefined)?.['summary']),
					]),
					title,
				),
		};
	};
	return { path: '/api', operation: 'getApi', given: 'definition', summary: 'This description.', parameters: () => [], answer };
}
