import { readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import { one } from '../platform/sql.ts';
import { Refusal, srid } from './command.ts';
import { type Joined, joinedSql, type Ward } from './queries.ts';

/** An area of a GeoJSON file with what the file says about it. */
export interface Area {
	/** GeoJSON text of a Polygon or MultiPolygon. */
	geometry: string;
	properties: Record<string, unknown>;
}

export interface Areas {
	areas: Area[];
	/** The system that the file names, by its number. */
	srid: number | undefined;
}

interface Thing {
	type?: unknown;
	features?: unknown;
	geometry?: unknown;
	properties?: unknown;
	crs?: { properties?: { name?: unknown } };
}

const isThing = (it: unknown): it is Thing => typeof it === 'object' && it !== null;

function areaOf(it: unknown): Area[] {
	if (!isThing(it)) return [];
	if (it.type === 'Feature') return areaOf(it.geometry).map((area) => ({ ...area, properties: (it.properties ?? {}) as Record<string, unknown> }));
	return it.type === 'Polygon' || it.type === 'MultiPolygon' ? [{ geometry: JSON.stringify(it), properties: {} }] : [];
}

async function parsed(path: string): Promise<Thing> {
	const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw new Refusal(`${path} cannot be read (${error.code === 'ENOENT' ? 'there is no such file' : error.code}).`);
	});
	try {
		const thing: unknown = JSON.parse(content.replace(/^\uFEFF/, ''));
		if (isThing(thing)) return thing;
	} catch {
		// said below, in words
	}
	throw new Refusal(`${path} is not GeoJSON.`);
}

/** The number in a named system; longitude and latitude under any of their names are 4326. */
function namedSrid(name: unknown): number | undefined {
	if (typeof name !== 'string') return undefined;
	return /CRS84$/i.test(name) ? 4326 : srid(/(\d{4,6})$/.exec(name)?.[1]);
}

/** The areas of a GeoJSON file: of a collection, a feature or a bare geometry. Whatever is no area is refused. */
export async function areasIn(path: string): Promise<Areas> {
	const thing = await parsed(path);
	const parts = Array.isArray(thing.features) ? thing.features : [thing];
	const areas = parts.flatMap(areaOf);
	if (areas.length === 0 || areas.length < parts.length) throw new Refusal(`${path} must hold Polygons or MultiPolygons and nothing else.`);
	return { areas, srid: namedSrid(thing.crs?.properties?.name) };
}

/** The areas of a file as one, in longitude and latitude. */
export async function joinedArea(db: Knex, path: string, told: number | undefined): Promise<{ type: string; coordinates: unknown }> {
	const { areas, srid: named } = await areasIn(path);
	const pieces = areas.map((it) => it.geometry);
	const joined = await one<Joined>(db, joinedSql(pieces, told ?? named ?? 4326)).catch((error: Error) => {
		throw new Refusal(`${path} cannot be read as a boundary: ${error.message.split(' - ').at(-1)}. Which coordinate system is it in? (--boundary-srs EPSG:n)`);
	});
	const outside = joined.west < -180.0001 || joined.east > 180.0001 || joined.south < -90 || joined.north > 90;
	if (joined.geometry === null || outside) throw new Refusal(`${path} is not in longitude and latitude: say in which system with --boundary-srs EPSG:n.`);
	return JSON.parse(joined.geometry);
}

const codeNames = ['ward_no', 'wardno', 'ward_number', 'ward_num', 'ward_code', 'ward_id', 'wardid', 'ward', 'code', 'no', 'id', 'name'];
const titleNames = ['ward_name', 'wardname', 'name', 'title', 'label'];

const firstOf = (properties: Record<string, unknown>, names: readonly string[]): string | undefined => {
	for (const name of names) {
		const column = Object.keys(properties).find((it) => it.toLowerCase() === name);
		const value = column === undefined ? undefined : properties[column];
		if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number') return String(value).trim();
	}
	return undefined;
};

/** The wards of a file, each with its code and its name. */
export async function wardsIn(path: string, told: number | undefined): Promise<{ wards: Ward[]; srid: number }> {
	const { areas, srid: named } = await areasIn(path);
	const wards = areas.map(({ geometry, properties }, at) => {
		const code = firstOf(properties, codeNames);
		if (code === undefined) throw new Refusal(`Ward ${at + 1} of ${path} has no number: a property such as ward_no is needed.`);
		const name = firstOf(properties, titleNames);
		return { code, name: name === undefined || name === code ? (/^\d+$/.test(code) ? `Ward ${code}` : code) : name, geometry };
	});
	const twice = wards.find((it, at) => wards.findIndex(({ code }) => code === it.code) !== at);
	if (twice) throw new Refusal(`Two wards of ${path} have the number ${twice.code}.`);
	return { wards, srid: told ?? named ?? 4326 };
}
