import type { Request, Response } from 'express';
import { badField, notFound } from '../../platform/problem.ts';
import { type Extent, extentOf } from './extents.ts';
import { escaped, facts, table } from './html.ts';
import { type Link, relation, selfLinks } from './links.ts';
import type { Collection } from './model.ts';
import { type Answer, type Ask, collectionOf, crumbsTo, type Resource, told } from './resource.ts';

/** Hands a request for a tile to whoever makes tiles: shores do not know each other, the mouth brings them together. */
export type TileHandler = (request: Request, response: Response, tile: { layer: string; z: number; x: number; y: number }) => void;

const setUri = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad';
const setId = 'WebMercatorQuad';
const mercator = 'http://www.opengis.net/def/crs/EPSG/0/3857';
const mvt = 'application/vnd.mapbox-vector-tile';
/** Finer tiles than these are not made: nearer in, clients draw these larger. */
const finest = 16;
const half = 20_037_508.342789244;
/** Millimetres of one pixel where OGC reckons a screen, and the scale of one tile for the world at that. */
const pixel = 0.00028;
const cells = 256;

const setTitle = 'Google Maps Compatible for the World';

const matrices = Array.from({ length: finest + 1 }, (_, z) => {
	const cellSize = (2 * half) / (cells * 2 ** z);
	return {
		id: String(z),
		scaleDenominator: cellSize / pixel,
		cellSize,
		pointOfOrigin: [-half, half],
		tileWidth: cells,
		tileHeight: cells,
		matrixWidth: 2 ** z,
		matrixHeight: 2 ** z,
	};
});

function sets(ask: Ask): Answer {
	const title = told(ask, 'tileMatrixSet');
	const links = selfLinks(ask.request, 'plain', ask.form, title);
	const self: Link = { href: `${ask.base}/tileMatrixSets/${setId}`, rel: 'self', type: 'application/json', title: setTitle };
	return {
		title,
		links,
		crumbs: crumbsTo(ask).slice(0, 1),
		json: () => ({ tileMatrixSets: [{ id: setId, title: setTitle, uri: setUri, links: [self] }], links }),
		html: () => `<ul class="ogc-plain"><li><a href="${escaped(self.href)}">${escaped(setId)}</a></li></ul>`,
	};
}

function set(ask: Ask): Answer {
	if (ask.request.params['set'] !== setId) throw notFound('tile matrix set');
	const links = selfLinks(ask.request, 'plain', ask.form, setId);
	return {
		title: setId,
		links,
		crumbs: crumbsTo(ask).slice(0, 1),
		json: () => ({
			id: setId,
			title: setTitle,
			uri: setUri,
			crs: mercator,
			orderedAxes: ['X', 'Y'],
			wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
			tileMatrices: matrices,
			links,
		}),
		html: () =>
			table(
				['Id', 'm', '1 :', '×'],
				matrices.map((it) => [it.id, it.cellSize.toFixed(3), it.scaleDenominator.toFixed(0), String(it.matrixWidth)]),
				setId,
			),
	};
}

const column = (lon: number, z: number): number => Math.max(0, Math.min(2 ** z - 1, Math.floor(((lon + 180) / 360) * 2 ** z)));
const row = (lat: number, z: number): number => {
	const radians = (Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180;
	return Math.max(0, Math.min(2 ** z - 1, Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * 2 ** z)));
};

/** The tiles in which there is anything. */
function limitsOf(extent: Extent | undefined): object[] {
	const [west = -180, south = -85, east = 180, north = 85] = extent?.spatial?.bbox[0] ?? [];
	return matrices.map(({ id }, z) => ({
		tileMatrix: id,
		minTileRow: row(north, z),
		maxTileRow: row(south, z),
		minTileCol: column(west, z),
		maxTileCol: column(east, z),
	}));
}

const schemeLink = ({ base }: Ask): Link => ({
	href: `${base}/tileMatrixSets/${setId}`,
	rel: relation('tiling-scheme'),
	type: 'application/json',
	title: setId,
});

function tilesets(ask: Ask): Answer {
	const collection = collectionOf(ask);
	const title = `${collection.title}: ${told(ask, 'tilesets')}`;
	const at = `${ask.base}/collections/${collection.id}`;
	const self: Link = { href: `${at}/tiles/${setId}`, rel: 'self', type: 'application/json', title };
	const links: Link[] = [
		...selfLinks(ask.request, 'plain', ask.form, title),
		{ href: at, rel: relation('geodata'), type: 'application/json', title: collection.title },
	];
	return {
		title,
		links,
		crumbs: crumbsTo(ask, collection),
		json: () => ({ tilesets: [{ title, dataType: 'vector', crs: mercator, tileMatrixSetURI: setUri, links: [self, schemeLink(ask)] }], links }),
		html: () => `<ul class="ogc-plain"><li><a href="${escaped(self.href)}">${escaped(setId)}</a></li></ul>`,
	};
}

function mustBeOurs({ request }: Ask): void {
	if (request.params['set'] !== setId) throw notFound('tileset');
}

const layerOf = ({ id, title, geometry, properties }: Collection): object => ({
	id,
	title,
	dataType: 'vector',
	geometryDimension: { Point: 0, LineString: 1, Polygon: 2 }[geometry],
	propertiesSchema: { type: 'object', properties: Object.fromEntries(properties.map((it) => [it.name, { title: it.title, type: it.type }])) },
});

async function tileset(ask: Ask): Promise<Answer> {
	mustBeOurs(ask);
	const collection = collectionOf(ask);
	const extent = await extentOf(ask.context.db, collection);
	const at = `${ask.base}/collections/${collection.id}`;
	const [west = -180, south = -85, east = 180, north = 85] = extent?.spatial?.bbox[0] ?? [];
	const title = `${collection.title}: ${setId}`;
	const links: Link[] = [
		...selfLinks(ask.request, 'plain', ask.form, title),
		schemeLink(ask),
		{ href: `${at}/tiles/${setId}/{tileMatrix}/{tileRow}/{tileCol}`, rel: 'item', type: mvt, title: collection.title, templated: true },
		{ href: at, rel: relation('geodata'), type: 'application/json', title: collection.title },
	];
	const body = { title, dataType: 'vector', crs: mercator, tileMatrixSetURI: setUri, tileMatrixSetLimits: limitsOf(extent), layers: [layerOf(collection)] };
	return {
		title,
		links,
		crumbs: [...crumbsTo(ask, collection), { href: `${at}/tiles`, title: told(ask, 'tilesets') }],
		json: () => ({ ...body, boundingBox: { lowerLeft: [west, south], upperRight: [east, north], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' }, links }),
		html: () =>
			facts([
				['tileMatrixSetURI', `<a href="${setUri}">${setUri}</a>`],
				['tileMatrix', `0 – ${finest}`],
				['crs', `<a href="${mercator}">${mercator}</a>`],
			]),
	};
}

/** Descriptions of the tiles. */
export const tileResources: readonly Resource[] = [
	{ path: '/tileMatrixSets', operation: 'getTileMatrixSetsList', given: 'plain', summary: 'The grids of tiles.', parameters: () => [], answer: sets },
	{ path: '/tileMatrixSets/:set', operation: 'getTileMatrixSet', given: 'plain', summary: 'A grid of tiles.', parameters: () => [], answer: set },
	{
		path: '/collections/:collection/tiles',
		operation: 'collection.vector.getTileSetsList',
		given: 'plain',
		summary: 'Tilesets of a collection.',
		parameters: () => [],
		answer: tilesets,
	},
	{
		path: '/collections/:collection/tiles/:set',
		operation: 'collection.vector.getTileSet',
		given: 'plain',
		summary: 'A tileset of a collection.',
		parameters: () => [],
		answer: tileset,
	},
];

/** Which tile an address of ours (matrix, row, column) names. */
export function tileOf({ set: name, z, row: y, column: x }: Readonly<Record<string, string | undefined>>): { z: number; x: number; y: number } {
	if (name !== setId) throw notFound('tileset');
	const numbers = { tileMatrix: z, tileRow: y, tileCol: x };
	for (const [parameter, text = ''] of Object.entries(numbers)) if (!/^\d{1,7}$/.test(text)) throw badField(parameter, 'Must be a whole number.');
	const tile = { z: Number(z), x: Number(x), y: Number(y) };
	if (tile.z > finest || tile.x >= 2 ** tile.z || tile.y >= 2 ** tile.z) throw notFound('tile: outside the tile matrix');
	return tile;
}
