import { SourceError, type SourceLayer, type SourceRow } from '../../index.ts';
import { isNorthFirst } from '../axis-order.ts';
import { askJson, type Service, withParameters } from './ask.ts';
import { Seen } from './seen.ts';

const pageSize = 1000;
const mostPages = 100_000;
const jsonTypes = { accept: 'application/geo+json, application/json;q=0.9' };

const isRecord = (it: unknown): it is Record<string, unknown> => typeof it === 'object' && it !== null && !Array.isArray(it);
const records = (it: unknown): Record<string, unknown>[] => (Array.isArray(it) ? it.filter(isRecord) : []);
const textOf = (it: unknown): string | undefined => (typeof it === 'string' && it !== '' ? it : undefined);

/** A collection: where its items are, and in which system they are stored, if it says so and can give them in it. */
interface Collection {
	readonly id: string;
	readonly items: URL;
	readonly crs: string | undefined;
}

/** The address without what only the items understand. */
function under(address: URL, path: (now: string) => string): URL {
	const url = withParameters(address, { f: undefined, limit: undefined, crs: undefined, offset: undefined });
	url.pathname = path(url.pathname.replace(/\/$/, ''));
	return url;
}

const isDegrees = (crs: string): boolean => /CRS84h?$/.test(crs);

/** Reads what a collection says of itself. Its items are asked for in the system they are stored in, so that the service does not move them. */
export async function collectionAt(service: Service): Promise<Collection> {
	const url = under(service.address, (now) => now.replace(/\/items$/i, ''));
	const { body } = await askJson(service, { url, headers: { accept: 'application/json' } });
	const items = under(service.address, (now) => `${now.replace(/\/items$/i, '')}/items`);
	const stored = textOf(body['storageCrs']);
	const offered = Array.isArray(body['crs']) ? body['crs'].map(String) : [];
	const crs = stored !== undefined && !isDegrees(stored) && (offered.includes(stored) || offered.includes('#/crs')) ? stored : undefined;
	return { id: textOf(body['id']) ?? '', items, crs };
}

/** The collections of a service. */
export async function collectionsAt(service: Service): Promise<(SourceLayer & { url: URL })[]> {
	const { body } = await askJson(service, { url: under(service.address, (now) => now), headers: { accept: 'application/json' } });
	return records(body['collections']).flatMap((it) => {
		const id = textOf(it['id']);
		const type = textOf(it['itemType']) ?? 'feature';
		if (id === undefined || type !== 'feature') return [];
		return [
			{
				name: id,
				rows: null,
				crs: textOf(it['storageCrs']) ?? null,
				geometry: 'unknown',
				url: under(service.address, (now) => `${now}/${encodeURIComponent(id)}`),
			},
		];
	});
}

/** Where the next page is: in the answer, else in its headers. */
function nextOf(body: Record<string, unknown>, headers: Headers, from: URL): URL | undefined {
	const links = records(body['links']).filter((it) => it['rel'] === 'next');
	const link = links.find((it) => /json/i.test(textOf(it['type']) ?? 'json')) ?? links[0];
	const href = textOf(link?.['href']) ?? /<([^>]+)>\s*;[^,]*rel="?next"?/i.exec(headers.get('link') ?? '')?.[1];
	return href !== undefined && URL.canParse(href, from.href) ? new URL(href, from) : undefined;
}

type Position = readonly unknown[];

/** Coordinates with their first two numbers in each other's place. */
const turned = (it: unknown): unknown => {
	if (!Array.isArray(it)) return it;
	return typeof it[0] === 'number' ? [it[1], it[0], ...(it as Position).slice(2)] : it.map(turned);
};

function rowOf(feature: unknown, { crs, line }: { crs: string | undefined; line: number }): SourceRow {
	if (!isRecord(feature)) return { line, problem: 'not a GeoJSON feature', properties: {} };
	const { id, type, geometry, properties } = feature;
	if (properties !== null && properties !== undefined && !isRecord(properties))
		return { line, problem: 'its properties are not a JSON object', properties: {} };
	const swapped = crs !== undefined && isNorthFirst(crs) && isRecord(geometry) ? { ...geometry, coordinates: turned(geometry['coordinates']) } : geometry;
	return {
		line,
		type,
		geometry: swapped ?? null,
		properties: properties ?? {},
		id: typeof id === 'string' || typeof id === 'number' ? id : undefined,
		...(crs !== undefined && { crs }),
	};
}

const number = (it: number): string => it.toLocaleString('en');

function mustBeWhole({ name }: Service, { seen, matched }: { seen: Seen; matched: number | undefined }): void {
	if (seen.repeated > 0) throw new SourceError(`${name}: it gave ${number(seen.repeated)} features a second time`);
	if (matched !== undefined && seen.count < matched) throw new SourceError(`${name}: it gave ${number(seen.count)} of ${number(matched)} features`);
}

/** One page: its rows, what the service says of the whole, and where the next one is. */
interface Page {
	readonly features: readonly unknown[];
	readonly crs: string | undefined;
	readonly matched: number | undefined;
	readonly next: URL | undefined;
}

async function pageAt(service: Service, url: URL, crs: string | undefined): Promise<Page> {
	const { body, headers } = await askJson(service, { url, headers: jsonTypes });
	const { features, numberMatched } = body;
	if (!Array.isArray(features)) throw new SourceError(`${service.name}: its answer holds no features`);
	return {
		features,
		// a service that was asked for a system and does not name the one it gave has not heard
		crs: crs === undefined ? undefined : headers.get('content-crs')?.replace(/^<|>$/g, ''),
		matched: typeof numberMatched === 'number' ? numberMatched : undefined,
		next: nextOf(body, headers, url),
	};
}

/** All items of a collection, page after page as the service links them. Pages that link in a circle are refused, and so is an end before the end. */
export async function* itemsOf(service: Service, { items, crs }: Collection): AsyncGenerator<SourceRow> {
	const seen = new Seen();
	const asked = new Set<string>();
	let matched: number | undefined;
	for (let url: URL | undefined = withParameters(items, { limit: pageSize, crs }); url !== undefined; ) {
		if (asked.has(url.href) || asked.size >= mostPages) throw new SourceError(`${service.name}: its pages lead in a circle`);
		asked.add(url.href);
		const page: Page = await pageAt(service, url, crs);
		const rows = page.features.map((it, at) => rowOf(it, { crs: page.crs, line: seen.count + at + 1 }));
		yield* rows.filter((it) => seen.isNew(it));
		matched = page.matched ?? matched;
		url = page.next;
	}
	mustBeWhole(service, { seen, matched });
}
