import type { Knex } from 'knex';
import { formats, systemOf } from '../../assets/index.ts';
import { badField, notFound } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import type { Counter } from './counting.ts';
import { type Crs, crsNamed } from './crs.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { featureText, layerOf, propertiesOf, rowOf } from './features.ts';
import { cell, escaped, facts, mapPlace, table } from './html.ts';
import { addressWith, type Link, selfLinks } from './links.ts';
import type { Collection } from './model.ts';
import type { Form } from './negotiate.ts';
import { oneSql, type Page, type PageRow, pageSql, type Shown } from './queries.ts';
import { type Answer, type Ask, collectionOf, crumbsTo, type Resource, told } from './resource.ts';
import { crsParameter, itemParameters, momentOf, momentParameters, pageSizes, type Wish, wishOf } from './wish.ts';

/** What a page shows, and what comes after it. */
interface PageRead {
	readonly rows: readonly PageRow[];
	readonly matched: number;
	readonly next: string | undefined;
}

/** Files of other programs have x before y whatever the authority says, as those programs expect. */
const shownAs = ({ srid, swapped, digits }: Crs, form: Form): Shown =>
	form === 'fgb' || form === 'csv' ? { srid, swapped: form === 'csv' && swapped, digits, binary: true } : { srid, swapped, digits, binary: false };

/** How many keys are looked at first, and then, for each feature of a page. */
const widths = [8, 64, 512];

/**
 * The rows of a page. Where a filter matches more than a page holds, the planner cannot know how far the next of them lie and may look at all of them for
 * each page: it is given a stretch of keys, and a longer one where that does not fill the page.
 */
async function rowsOf(db: Knex, { source, conditions }: Wish, { matched, page }: { matched: number; page: Page & Shown }): Promise<PageRow[]> {
	const stretched = matched >= page.limit && conditions.length > source.where.length;
	const stretches = stretched ? [...widths.map((it) => it * page.limit), undefined] : [undefined];
	const rows: PageRow[] = [];
	let { after } = page;
	for (const stretch of stretches) {
		const until = stretch === undefined ? undefined : after + stretch;
		rows.push(...(await all<PageRow>(db, pageSql(source, conditions, { ...page, after, until, limit: page.limit - rows.length }))));
		if (rows.length >= page.limit) break;
		after = until ?? after;
	}
	return rows;
}

async function readPage({ context: { db }, values, form }: Ask, wish: Wish, counter: Counter): Promise<PageRead> {
	const limit = (values['limit'] as number | undefined) ?? pageSizes.usual;
	const begun = values['cursor'] === undefined ? undefined : readCursor(String(values['cursor']));
	const matched = begun?.matched ?? (await counter.count(db, wish.source, wish.conditions));
	if (values['resultType'] === 'hits') return { rows: [], matched, next: undefined };
	const rows = await rowsOf(db, wish, { matched, page: { ...shownAs(wish.crs, form), after: begun?.after ?? 0, limit: limit + 1 } });
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	const more = rows.length > limit && last;
	return { rows: page, matched, next: more ? writeCursor({ after: last.walk, matched }) : undefined };
}

function pageLinks(ask: Ask, { id, title }: Collection, next: string | undefined): Link[] {
	const self = selfLinks(ask.request, 'features', ask.form, title);
	const type = self.find((it) => it.rel === 'self')?.type ?? '';
	return [
		...self,
		...(next === undefined ? [] : [{ href: addressWith(ask.request, { cursor: next }), rel: 'next', type, title: told(ask, 'next') }]),
		{ href: `${ask.base}/collections/${id}`, rel: 'collection', type: 'application/json', title },
	];
}

const stamp = (): string => new Date().toISOString().replace(/\.\d+/, '');

function featuresText(collection: Collection, { rows, matched }: PageRead, links: readonly Link[]): string {
	const features = rows.map((row) => featureText(collection, row));
	const head = { numberMatched: matched, numberReturned: rows.length, timeStamp: stamp(), links };
	return `{"type":"FeatureCollection",${JSON.stringify(head).slice(1, -1)},"features":[${features.join(',')}]}`;
}

function pageHtml(ask: Ask, collection: Collection, { page: { rows, matched, next }, links }: { page: PageRead; links: readonly Link[] }): string {
	const count = `<p>${escaped(told(ask, 'shown', { returned: rows.length, matched }))}</p>`;
	if (rows.length === 0) return `${count}<p>${escaped(told(ask, 'none'))}</p>`;
	const at = `${ask.base}/collections/${collection.id}/items`;
	const shown = collection.properties;
	const body = rows.map((row) => {
		const values = propertiesOf(collection, row);
		return [`<a href="${escaped(`${at}/${row.fid}`)}">${escaped(row.fid)}</a>`, ...shown.map(({ name }) => cell(values[name]))];
	});
	const forward = links.find((it) => it.rel === 'next');
	// The map shows longitude and latitude whatever system was asked for.
	const drawn = mapPlace(addressWith(ask.request, { f: 'json', crs: undefined }), told(ask, 'map'));
	return `${count}${drawn}${table([told(ask, 'id'), ...shown.map((it) => it.title)], body, collection.title)}${
		next && forward ? `<p><a class="button" rel="next" href="${escaped(forward.href)}">${escaped(forward.title)}</a></p>` : ''
	}`;
}

async function* sequence(collection: Collection, rows: readonly PageRow[]): AsyncGenerator<string> {
	for (const row of rows) yield `\x1e${featureText(collection, row)}\n`;
}

async function* listed(collection: Collection, rows: readonly PageRow[]) {
	for (const row of rows) yield rowOf(collection, row);
}

/** A page as a file of another program. */
async function fileOf({ context: { db }, form }: Ask, collection: Collection, { rows, crs }: { rows: readonly PageRow[]; crs: Crs }) {
	if (form === 'geojsonseq') return sequence(collection, rows);
	const writer = formats.get(form === 'fgb' ? 'flatgeobuf' : 'csv');
	if (!writer) throw badField('f', 'This form is not there.');
	return writer.write(layerOf(collection, await systemOf(db, crs.srid)), listed(collection, rows));
}

async function items(ask: Ask, counter: Counter): Promise<Answer> {
	const collection = collectionOf(ask);
	const wish = wishOf(collection, ask.values, ask.systems);
	const page = await readPage(ask, wish, counter);
	const links = pageLinks(ask, collection, page.next);
	const file = ask.form === 'json' || ask.form === 'html' ? undefined : await fileOf(ask, collection, { rows: page.rows, crs: wish.crs });
	return {
		title: collection.title,
		links,
		crumbs: crumbsTo(ask, collection),
		headers: { 'Content-Crs': `<${wish.crs.uri}>`, 'OGC-NumberMatched': String(page.matched), 'OGC-NumberReturned': String(page.rows.length) },
		json: () => featuresText(collection, page, links),
		html: () => pageHtml(ask, collection, { page, links }),
		...(file && { file: () => file }),
	};
}

async function item(ask: Ask): Promise<Answer> {
	const { context, values, request, form } = ask;
	const collection = collectionOf(ask);
	const crs = crsNamed(values['crs'] as string | undefined, ask.systems, 'crs');
	const source = collection.source(collection.begins ? momentOf(values) : undefined);
	const found = collection.byId(String(request.params['item']));
	const row = found && (await maybeOne<PageRow>(context.db, oneSql(source, [...source.where, found], shownAs(crs, form))));
	if (!row) throw notFound('feature');
	const title = `${collection.title} ${row.fid}`;
	const links: Link[] = [
		...selfLinks(request, 'feature', form, title),
		{ href: `${ask.base}/collections/${collection.id}`, rel: 'collection', type: 'application/json', title: collection.title },
	];
	const properties = propertiesOf(collection, row);
	const { version } = row as { version?: number };
	return {
		title,
		links,
		crumbs: [...crumbsTo(ask, collection), { href: `${ask.base}/collections/${collection.id}/items`, title: told(ask, 'items') }],
		headers: { 'Content-Crs': `<${crs.uri}>` },
		...(version !== undefined && { version }),
		json: () => featureText(collection, row, { links }),
		html: () =>
			`${mapPlace(addressWith(request, { f: 'json', crs: undefined }), told(ask, 'map'))}${facts([
				[told(ask, 'id'), escaped(row.fid)],
				...collection.properties.map(({ name, title: label, unit }) => [unit ? `${label} (${unit})` : label, cell(properties[name])] as const),
				[
					told(ask, 'geometry'),
					`<div class="ogc-geometry" tabindex="0" role="region" aria-label="${escaped(told(ask, 'geometry'))}"><code>${escaped(row.geometry)}</code></div>`,
				],
			])}`,
	};
}

/** The features of a collection, and each of them. */
export const itemResources = (counter: Counter): readonly Resource[] => [
	{
		path: '/collections/:collection/items',
		operation: 'getFeatures',
		given: 'features',
		summary: 'Features, page by page.',
		parameters: ({ collection, systems }) => (collection ? itemParameters(collection, systems) : []),
		answer: (ask) => items(ask, counter),
	},
	{
		path: '/collections/:collection/items/:item',
		operation: 'getFeature',
		given: 'feature',
		summary: 'One feature.',
		parameters: ({ collection, systems }) => (collection ? [crsParameter(systems), ...momentParameters(collection)] : []),
		answer: item,
	},
];
