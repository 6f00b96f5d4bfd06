import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { fromBuffer } from 'yauzl';
import { endpoints } from '../../server/describe.ts';

/** What a crawler that is nobody was answered. */
export interface Page {
	address: string;
	status: number;
	text: string;
}

/** What an anonymous visitor can know: values for the holes and questions of addresses. */
export interface PublicKnowledge {
	/** By name of the parameter; one address is tried for each value. */
	values: Readonly<Record<string, readonly string[]>>;
	/** Bodies for what is asked by POST, by path. */
	bodies: Readonly<Record<string, object>>;
	/** Where to begin beside the endpoints. */
	also: readonly string[];
}

const reading = (bytes: Buffer): string => `${bytes.toString('utf8')}\n${bytes.toString('latin1')}`;

/** A tile in words: its properties, and where each of its points is. */
function tileText(bytes: Buffer, address: string): string {
	const [, z = 0, x = 0, y = 0] = (/\/(\d+)\/(\d+)\/(\d+)(?:\.mvt|\?|$)/.exec(address) ?? []).map(Number);
	const layers = Object.values(new VectorTile(new PbfReader(bytes)).layers);
	const features = layers.flatMap((layer) => Array.from({ length: layer.length }, (_, i) => layer.feature(i).toGeoJSON(x, y, z)));
	return JSON.stringify(features);
}

/** What lies in a ZIP file, in words. */
const unzipped = (bytes: Buffer): Promise<string> =>
	new Promise((resolve, reject) =>
		fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
			if (error) return reject(error);
			const texts: string[] = [];
			zip.on('entry', (entry) =>
				zip.openReadStream(entry, async (failed, stream) => {
					if (failed) return reject(failed);
					const chunks: Buffer[] = [];
					for await (const chunk of stream) chunks.push(chunk as Buffer);
					texts.push(entry.fileName, reading(Buffer.concat(chunks)));
					zip.readEntry();
				}),
			);
			zip.on('end', () => resolve(texts.join('\n')));
			zip.readEntry();
		}),
	);

async function textOf(response: Response, address: string): Promise<string> {
	const bytes = Buffer.from(await response.arrayBuffer());
	const type = response.headers.get('content-type') ?? '';
	const headers = JSON.stringify([...response.headers]);
	const whole = `${headers}\n${reading(bytes)}`;
	if (type.includes('vector-tile') && response.status === 200) return `${whole}\n${tileText(bytes, address)}`;
	if (bytes.subarray(0, 2).toString('latin1') === 'PK') return `${whole}\n${await unzipped(bytes)}`;
	return whole;
}

/** Addresses on the same site that an answer names, as links or as words of JSON. */
function linksIn(text: string, base: string): string[] {
	const found = text.matchAll(/"(https?:\/\/[^"\s<>\\]+|\/[^"\s<>\\]*)"|href='([^']+)'|<loc>([^<]+)|<(?:link|guid|id)>([^<]+)/g);
	return [...found]
		.map(([, quoted, single, place, element]) => quoted ?? single ?? place ?? element ?? '')
		.map((it) => it.replaceAll('&amp;', '&'))
		.filter((it) => it.startsWith('/') || it.startsWith(base))
		.map((it) => (it.startsWith(base) ? it.slice(base.length) : it))
		.filter((it) => it.startsWith('/') && !it.startsWith('//') && !/[{}]/.test(it) && !it.startsWith('/api/live'));
}

/** Every address that can be made of a path with holes and what is known. */
function filled(path: string, names: readonly string[], values: PublicKnowledge['values']): string[] {
	const [name, ...rest] = names;
	if (name === undefined) return [path];
	return (values[name] ?? ['1']).flatMap((value) => filled(path.replace(`:${name}`, encodeURIComponent(value)), rest, values));
}

const holesOf = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');

interface Described {
	shape?: Record<string, unknown>;
}

/** Every public question, with what is known about its parameters. */
function questions({ values }: PublicKnowledge): string[] {
	return endpoints
		.filter(({ endpoint }) => endpoint.access === 'anyone' && endpoint.method === 'get')
		.flatMap(({ endpoint }) => {
			const holes = holesOf(endpoint.path);
			const asked = Object.keys((endpoint.input as Described).shape ?? {}).filter((name) => !holes.includes(name) && values[name]);
			const query = new URLSearchParams(Object.fromEntries(asked.map((name) => [name, values[name]?.[0] ?? ''])));
			const paths = filled(endpoint.path, holes, values);
			return [...paths, ...paths.map((path) => `${path}?${query}`), ...asked.flatMap((name) => paths.flatMap((path) => each(path, name, query, values)))];
		});
}

/** The same question with each other value of one parameter. */
const each = (path: string, name: string, query: URLSearchParams, values: PublicKnowledge['values']): string[] =>
	(values[name] ?? []).map((value) => {
		const it = new URLSearchParams(query);
		it.set(name, value);
		return `${path}?${it}`;
	});

/** Tiles about a place at every zoom, of every layer that is named. */
export function tilesAbout(place: { lon: number; lat: number }, layers: readonly string[]): string[] {
	const radians = (place.lat * Math.PI) / 180;
	return layers.flatMap((layer) =>
		[8, 10, 12, 13, 14, 15, 16, 17, 18].map((z) => {
			const x = Math.floor(((place.lon + 180) / 360) * 2 ** z);
			const y = Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * 2 ** z);
			return `/tiles/${layer}/${z}/${x}/${y}.mvt`;
		}),
	);
}

/** Visits, as nobody, every public address that the list of endpoints and the answers themselves name, up to `most`. */
export async function crawl(base: string, known: PublicKnowledge, most: number): Promise<Page[]> {
	const pages: Page[] = [];
	const read = async (address: string, init: RequestInit = {}): Promise<void> => {
		const response = await fetch(base + address, init);
		pages.push({ address, status: response.status, text: await textOf(response, address) });
	};
	for (const [path, body] of Object.entries(known.bodies))
		await read(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
	const waiting = [...known.also, ...questions(known)];
	const seen = new Set(waiting);
	for (let at = 0; at < waiting.length && at < most; at += 1) {
		await read(waiting[at] ?? '/');
		for (const link of linksIn(pages.at(-1)?.text ?? '', base)) {
			if (seen.has(link)) continue;
			seen.add(link);
			waiting.push(link);
		}
	}
	return pages;
}
