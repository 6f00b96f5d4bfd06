import type { Request } from 'express';
import { isDate, isTimestamp } from '../platform/cql2/dates.ts';
import { cql2Sql, type Language, languages, parseCql2, writeCql2 } from '../platform/cql2/index.ts';
import { badField } from '../platform/problem.ts';
import { assetQueryables, faultQueryables } from './filter-queries.ts';
import type { Layer, View } from './layers.ts';
import type { Wish } from './read.ts';

/** Longer filters are not for tiles, characters. */
const longest = 4000;

/** One text, or nothing; said twice it is refused. */
function text(query: Request['query'], name: string): string | undefined {
	const value = query[name];
	if (value === undefined || typeof value === 'string') return value;
	throw badField(name, 'must be given once');
}

function languageIn(query: Request['query']): Language | undefined {
	const wish = text(query, 'filter-lang');
	const found = languages.find((it) => it === wish);
	if (wish !== undefined && !found) throw badField('filter-lang', `must be one of ${languages.join(', ')}`);
	return found;
}

/** The filter and the day in a query: only these, in whatever way they are written, make another tile of a tile. */
export function wishedFor({ layer, view }: { layer: Layer; view: View }, query: Request['query']): Pick<Wish, 'filter' | 'said' | 'at'> {
	const at = momentIn(layer, query);
	const filter = text(query, 'filter');
	const language = languageIn(query);
	if (filter === undefined) return { at };
	if (filter.length > longest) throw badField('filter', `must be at most ${longest} characters`);
	if (layer.kind !== 'assets' && layer.kind !== 'faults') throw badField('filter', 'is for asset classes and faults');
	const parsed = parseCql2(filter, language);
	const queryables = layer.kind === 'assets' ? assetQueryables(layer, view, at) : faultQueryables;
	return { at, filter: cql2Sql(parsed, queryables), said: writeCql2(parsed) };
}

function momentIn(layer: Layer, query: Request['query']): string | undefined {
	const at = text(query, 'at');
	if (at === undefined) return undefined;
	if (layer.kind !== 'assets') throw badField('at', 'is for asset classes');
	if (!isDate(at) && !isTimestamp(at)) throw badField('at', 'must be a day (2026-11-25) or an instant (2026-11-25T08:00:00Z)');
	return at.toUpperCase();
}
