import type { Shape } from '../export/formats/writing/shape.ts';
import { wktOf } from '../export/formats/writing/text.ts';
import type { Page } from './changes.ts';
import type { AssetAt, ChangedAsset, HandedOver } from './contract.ts';

/** A text that a spreadsheet would run as a formula becomes a text again by an apostrophe before it. */
const harmless = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

const field = (it: unknown): string => {
	if (it === null || it === undefined) return '';
	const text = typeof it === 'number' ? String(it) : harmless(typeof it === 'object' ? JSON.stringify(it) : String(it));
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const table = (columns: readonly string[], rows: readonly (readonly unknown[])[]): string =>
	`\uFEFF${[columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;

const wkt = (it: { type: string; coordinates: unknown } | undefined): string => (it ? wktOf(it as unknown as Shape) : '');

type At = (typeof AssetAt)['_zod']['output'];

const collection = (features: readonly object[], more: object): string => JSON.stringify({ type: 'FeatureCollection', ...more, features });

const plain = ({ geometry: _, projected, ...it }: At): object => ({ ...it, projected });

/** Changes as GeoJSON: where each asset now stands, with what it was before among its properties. */
export const changesAsGeojson = ({ changes, srid, next, more }: Page): string =>
	collection(
		changes.map(({ after, before, ...it }) => ({
			type: 'Feature',
			id: it.cursor,
			geometry: after.geometry,
			properties: { ...it, ...plain(after), before: before && { ...plain(before), geometry: before.geometry } },
		})),
		{ srid, next, more },
	);

const changeColumns = (srid: number): string[] => [
	...['cursor', 'change', 'kind', 'source', 'at', 'class', 'what', 'reference', 'key', 'status', 'owner', 'version', 'zone', 'installed_on', 'retired_on'],
	...[
		'condition_grade',
		'condition_on',
		'criticality',
		'attributes',
		'wkt',
		`wkt_${srid}`,
		'reference_before',
		'key_before',
		'status_before',
		'attributes_before',
	],
	...['wkt_before', `wkt_${srid}_before`],
];

const changeFields = ({ after, before, ...it }: ChangedAsset): unknown[] => [
	...[it.cursor, it.change, it.kind, it.source, it.at, it.class, it.what, after.reference, after.key, after.status, after.owner, after.version, after.zone],
	...[
		after.installedOn,
		after.retiredOn,
		after.conditionGrade,
		after.conditionOn,
		after.criticality,
		after.attributes,
		wkt(after.geometry),
		wkt(after.projected),
	],
	...[before?.reference, before?.key, before?.status, before?.attributes, wkt(before?.geometry), wkt(before?.projected)],
];

/** Changes as a table, both geometries as well-known text. */
export const changesAsCsv = ({ changes, srid }: Page): string => table(changeColumns(srid), changes.map(changeFields));

interface Handed {
	srid: number;
	proposals: readonly HandedOver[];
}

/** Approved proposals as GeoJSON. */
export const handoverAsGeojson = ({ srid, proposals }: Handed): string =>
	collection(
		proposals.map(({ geometry, ...it }) => ({ type: 'Feature', id: it.code, geometry, properties: it })),
		{ srid },
	);

/** Approved proposals as a table. */
export const handoverAsCsv = ({ srid, proposals }: Handed): string =>
	table(
		['code', 'kind', 'class', 'reference', 'key', 'status', 'approved_at', 'change', 'attributes', 'wkt', `wkt_${srid}`],
		proposals.map((it) => [
			...[it.code, it.kind, it.class, it.reference, it.key, it.status, it.approvedAt, it.change, it.attributes],
			...[wkt(it.geometry), wkt(it.projected)],
		]),
	);
