import { badField } from '../platform/problem.ts';
import { mostRows, type ReportAnswer } from './contract.ts';

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Keys of rows as they stand in an address; none where nothing is said. */
export function keysOf(text: string | undefined, field: string): string[] {
	if (text === undefined) return [];
	const keys = parsed(text);
	if (!Array.isArray(keys) || !keys.every((it) => typeof it === 'string')) throw badField(field, 'This must be a JSON list of the keys of rows.');
	if (keys.length > mostRows) throw badField(field, `At most ${mostRows} rows can be looked at together.`);
	return keys;
}

/** An answer with the chosen rows alone, on the map too; `note` says so, with holes for how many of how many. With none chosen it is whole. */
export function onlyChosen(answer: ReportAnswer, keys: readonly string[], note: string): ReportAnswer {
	if (keys.length === 0) return answer;
	const chosen = new Set(keys);
	const rows = answer.rows.filter(({ key }) => chosen.has(key));
	// week by week a chart shows what no single row has
	const { series: _, ...chart } = answer.chart;
	const told = note.replace('{n}', String(rows.length)).replace('{all}', String(answer.rows.length));
	return { ...answer, rows, chart, notes: [...answer.notes, told], geography: geographyOf(answer, rows) };
}

function geographyOf({ geography }: ReportAnswer, rows: ReportAnswer['rows']): ReportAnswer['geography'] {
	if (!geography) return null;
	const kept = new Set(rows.map(({ place }) => place));
	const places = geography.places.filter(({ key }) => kept.has(key));
	const { shapes } = geography;
	const drawn = shapes && { ...shapes, features: shapes.features.filter(({ properties: { key } }) => kept.has(key)) };
	return { ...geography, places, ...(drawn && { shapes: drawn }) };
}
