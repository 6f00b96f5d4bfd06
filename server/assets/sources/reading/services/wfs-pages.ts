import { SourceError, type SourceRow } from '../../index.ts';
import { FeatureSplitter } from '../feature-splitter.ts';
import { gmlFeatures } from '../gml.ts';
import { type Kept, keeping, type Service, withParameters } from './ask.ts';
import { Seen } from './seen.ts';

const pageSize = 1000;
const mostPages = 100_000;

/** One layer of a WFS, and how it is asked for. */
export interface WfsLayer {
	readonly service: Service;
	readonly version: string;
	readonly name: string;
	readonly crs: string | null;
	/** The format in JSON that the service offers; without one it is GML. */
	readonly json: string | undefined;
}

/** WFS 2.0 gave new names to what 1.1 had. */
function pageUrl({ service, version, name, crs, json }: WfsLayer, more: { start?: number; count?: number; hits?: boolean }): URL {
	const second = version.startsWith('2');
	return withParameters(service.address, {
		service: 'WFS',
		version,
		request: 'GetFeature',
		typeName: second ? undefined : name,
		typeNames: second ? name : undefined,
		srsName: more.hits ? undefined : (crs ?? undefined),
		outputFormat: more.hits ? undefined : json,
		resultType: more.hits ? 'hits' : undefined,
		count: second ? more.count : undefined,
		maxFeatures: second ? undefined : more.count,
		startIndex: more.start,
	});
}

/** How many features there are; undefined where the service will not say. */
async function matched(layer: WfsLayer): Promise<number | undefined> {
	const answers = keeping(layer.service, { url: pageUrl(layer, { hits: true }) }, async function* ({ head }) {
		const found = /\b(?:numberMatched|numberOfFeatures)\s*=\s*["'](\d+)["']/.exec(head)?.[1] ?? /"(?:numberMatched|totalFeatures)"\s*:\s*(\d+)/.exec(head)?.[1];
		yield found === undefined ? undefined : Number(found);
	});
	for await (const count of answers) return count;
	return undefined;
}

/** The first position of a geometry in the shape of GeoJSON. */
function firstPosition(geometry: unknown): number[] | undefined {
	let at: unknown = (geometry as { coordinates?: unknown } | null)?.coordinates;
	while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
	return Array.isArray(at) && typeof at[0] === 'number' ? (at as number[]) : undefined;
}

const namedInAnswer = ({ head, tail }: Kept): string | undefined => {
	const member = /"crs"\s*:\s*\{[^{}]*\{[^{}]*"name"\s*:\s*"([^"]{1,200})"/;
	return (member.exec(tail) ?? member.exec(head))?.[1];
};

/** The system of rows that do not name one, by the first numbers among them. */
function guessed(rows: readonly SourceRow[], crs: string | null): string | undefined {
	const [x, y] = rows.map((it) => firstPosition(it.geometry)).find((it) => it !== undefined) ?? [];
	if (x === undefined || y === undefined) return undefined;
	return Math.abs(x) <= 180 && Math.abs(y) <= 90 ? 'EPSG:4326' : (crs ?? undefined);
}

/**
 * The features of an answer in JSON. Its system is the one it names; without a name it is the one that was asked for, unless the numbers can only be
 * longitudes and latitudes: some services keep to RFC 7946 whatever they are asked.
 */
async function* jsonFeatures(kept: Kept, { crs }: WfsLayer): AsyncGenerator<SourceRow> {
	let system = namedInAnswer(kept);
	const splitter = new FeatureSplitter(system);
	for await (const chunk of kept.chunks()) {
		const rows = splitter.push(chunk);
		system ??= guessed(rows, crs);
		for (const row of rows) yield { ...row, crs: row.crs ?? system };
	}
	splitter.end();
}

/** A service says that something is wrong in XML, also where JSON was asked for, and with a status as if all were well. */
async function* features(kept: Kept, layer: WfsLayer): AsyncGenerator<SourceRow> {
	if (/^\uFEFF?\s*</.test(kept.head)) {
		if (/<html[\s>]/i.test(kept.head)) throw new SourceError(`${layer.service.name}: it answers with a page, not with features`);
		yield* gmlFeatures(kept.chunks());
	} else if (/^\uFEFF?\s*\{/.test(kept.head)) yield* jsonFeatures(kept, layer);
	else throw new SourceError(`${layer.service.name}: its answer is neither GML nor GeoJSON`);
}

/** The new rows of one answer; `fresh` and `all` count them. */
async function* page(layer: WfsLayer, seen: Seen, { url, tally }: { url: URL; tally: { all: number; fresh: number } }): AsyncGenerator<SourceRow> {
	for await (const row of keeping(layer.service, { url }, (kept) => features(kept, layer))) {
		tally.all += 1;
		if (!seen.isNew(row)) continue;
		tally.fresh += 1;
		yield { ...row, line: seen.count };
	}
}

/** Reads page after page. Says whether the service turned the pages. */
async function* pages(layer: WfsLayer, seen: Seen, total: number | undefined): AsyncGenerator<SourceRow, boolean> {
	let start = 0;
	for (let turned = 0; turned < mostPages; turned++) {
		const tally = { all: 0, fresh: 0 };
		yield* page(layer, seen, { url: pageUrl(layer, { start, count: pageSize }), tally });
		start += tally.all;
		if (tally.all === 0 || (total !== undefined && seen.count >= total)) return true;
		if (tally.fresh === 0) return false;
	}
	throw new SourceError(`${layer.service.name}: it gives page after page without an end`);
}

const number = (it: number): string => it.toLocaleString('en');

/** All features of a layer, each once, or a SourceError that says how many are missing. */
export async function* wfsFeatures(layer: WfsLayer): AsyncGenerator<SourceRow> {
	const total = await matched(layer);
	const seen = new Seen();
	const turns = yield* pages(layer, seen, total);
	if (!turns && total !== undefined && seen.count < total) {
		// asked for a page it gave the same one again: it may still give everything at once
		seen.repeated = 0;
		const before = seen.count;
		yield* page(layer, seen, { url: pageUrl(layer, {}), tally: { all: 0, fresh: 0 } });
		seen.repeated = Math.max(0, seen.repeated - before);
	}
	if (total !== undefined && seen.count < total)
		throw new SourceError(`${layer.service.name}: it gave ${number(seen.count)} of ${number(total)} features${turns ? '' : ', the same page again and again'}`);
	if (turns && seen.repeated > 0)
		throw new SourceError(`${layer.service.name}: it gave ${number(seen.repeated)} features a second time: it does not turn its pages in a fixed order`);
	if (!turns && total === undefined)
		throw new SourceError(`${layer.service.name}: it gives the same page again and again, and does not say how many features there are`);
}
