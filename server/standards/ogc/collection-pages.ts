import { crs84 } from './crs.ts';
import { type Extent, extentOf } from './extents.ts';
import { escaped, facts, table } from './html.ts';
import { type Link, relation, selfLinks } from './links.ts';
import type { Collection } from './model.ts';
import { formsOf, mediaType } from './negotiate.ts';
import { type Answer, type Ask, collectionOf, crumbsTo, type Resource, told } from './resource.ts';

/** All links of a collection but those to itself. */
function collectionLinks(ask: Ask, { id, title }: Collection): Link[] {
	const at = `${ask.base}/collections/${id}`;
	return [
		...formsOf('features').map((form) => ({ href: `${at}/items?f=${form}`, rel: 'items', type: mediaType('features', form), title })),
		{ href: `${at}/schema`, rel: relation('schema'), type: 'application/schema+json', title: told(ask, 'schema') },
		{ href: `${at}/schema`, rel: 'describedby', type: 'application/schema+json', title: told(ask, 'schema') },
		{ href: `${at}/queryables`, rel: relation('queryables'), type: 'application/schema+json', title: told(ask, 'queryables') },
		{ href: `${at}/tiles`, rel: relation('tilesets-vector'), type: 'application/json', title: told(ask, 'tilesets') },
	];
}

const itself = (ask: Ask, { id, title }: Collection): Link[] => [
	{ href: `${ask.base}/collections/${id}?f=json`, rel: 'self', type: 'application/json', title },
	{ href: `${ask.base}/collections/${id}?f=html`, rel: 'alternate', type: 'text/html', title },
];

function described(ask: Ask, collection: Collection, { extent, links }: { extent: Extent | undefined; links: Link[] }): object {
	const { id, title, description } = collection;
	return {
		id,
		title,
		description,
		itemType: 'feature',
		...(extent && { extent }),
		crs: ask.systems.map((it) => it.uri),
		storageCrs: crs84,
		links: [...links, ...collectionLinks(ask, collection)],
	};
}

const boxText = (extent: Extent | undefined): string => extent?.spatial?.bbox.map((box) => box.map((it) => it.toFixed(5)).join(', ')).join('; ') ?? '–';
const timeText = (extent: Extent | undefined): string => extent?.temporal?.interval.map(([from, to]) => `${from ?? '..'} / ${to ?? '..'}`).join('; ') ?? '–';

async function list(ask: Ask): Promise<Answer> {
	const { base, context, collections } = ask;
	const title = told(ask, 'collections');
	const links = selfLinks(ask.request, 'plain', ask.form, title);
	const all: { collection: Collection; extent: Extent | undefined }[] = [];
	for (const collection of collections.values()) all.push({ collection, extent: await extentOf(context.db, collection) });
	return {
		title,
		links,
		crumbs: crumbsTo(ask).slice(0, 1),
		json: () => ({
			links,
			collections: all.map(({ collection, extent }) => described(ask, collection, { extent, links: itself(ask, collection) })),
		}),
		html: () =>
			table(
				[title, told(ask, 'extent'), told(ask, 'items')],
				all.map(({ collection: { id, title: name, description }, extent }) => [
					`<a href="${escaped(base)}/collections/${id}">${escaped(name)}</a><br><small>${escaped(description)}</small>`,
					`${escaped(boxText(extent))}<br><small>${escaped(timeText(extent))}</small>`,
					formsOf('features')
						.map((form) => `<a href="${escaped(base)}/collections/${id}/items?f=${form}">${form}<span class="unseen"> ${escaped(name)}</span></a>`)
						.join(' '),
				]),
				title,
			),
	};
}

async function one(ask: Ask): Promise<Answer> {
	const collection = collectionOf(ask);
	const { title, description } = collection;
	const extent = await extentOf(ask.context.db, collection);
	const self = selfLinks(ask.request, 'plain', ask.form, title);
	return {
		title,
		links: [...self, ...collectionLinks(ask, collection)],
		crumbs: crumbsTo(ask),
		json: () => described(ask, collection, { extent, links: self }),
		html: () =>
			`<p>${escaped(description)}</p><p><a class="button" href="${escaped(ask.base)}/collections/${collection.id}/items">${escaped(told(ask, 'items'))}</a></p>${facts(
				[
					['Id', `<code>${escaped(collection.id)}</code>`],
					[told(ask, 'extent'), `${escaped(boxText(extent))}<br>${escaped(timeText(extent))}`],
					[told(ask, 'systems'), ask.systems.map(({ uri }) => `<a href="${escaped(uri)}">${escaped(uri)}</a>`).join('<br>')],
				],
			)}`,
	};
}

/** The list of collections, and each of them. */
export const collectionResources: readonly Resource[] = [
	{ path: '/collections', operation: 'getCollections', given: 'plain', summary: 'All collections of features.', parameters: () => [], answer: list },
	{ path: '/collections/:collection', operation: 'describeCollection', given: 'plain', summary: 'One collection.', parameters: () => [], answer: one },
];
