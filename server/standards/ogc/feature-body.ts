import type { Request } from 'express';
import type { Geometry } from '../../platform/cql2/ast.ts';
import { boundsOf, checkedGeometry, partsOf } from '../../platform/cql2/geometry.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { one } from '../../platform/sql.ts';
import { type Crs, crsNamed } from './crs.ts';
import { lonLatSql } from './edit-queries.ts';
import type { Asking, Collection } from './model.ts';

type Values = Readonly<Record<string, unknown>>;

/** What somebody says of a feature: undefined is not said, null is that there is none. */
export interface FeatureBody {
	readonly geometry: object | null | undefined;
	readonly attributes: Record<string, unknown>;
	readonly fields: Record<string, unknown>;
	readonly key: string | undefined;
}

/** The register's fields as edits call them. */
const fieldNames: Readonly<Record<string, string>> = {
	owner: 'owner',
	installed_on: 'installedOn',
	condition_grade: 'conditionGrade',
	condition_on: 'conditionOn',
	criticality: 'criticality',
	street: 'street',
	zone: 'zone',
};
/** Fields that always have a value: not said and null leave them as they are. */
const lasting = new Set(['owner', 'criticality', 'key']);

const isObject = (it: unknown): it is Values => typeof it === 'object' && it !== null && !Array.isArray(it);

/** The system of a body's coordinates: `Content-Crs`, in angle brackets, or longitude and latitude. */
function crsOf(request: Request, systems: readonly Crs[]): Crs {
	const given = request.get('content-crs');
	return crsNamed(given?.replace(/^<(.*)>$/, '$1'), systems, 'Content-Crs');
}

function checked(raw: unknown, { swapped, box: [west, south, east, north] }: Crs): Geometry {
	let geometry: Geometry;
	try {
		geometry = checkedGeometry(isObject(raw) ? raw : {}, 'geometry');
	} catch (error) {
		throw error instanceof Problem ? badField('geometry', error.errors[0]?.message ?? error.message) : error;
	}
	const [w, s, e, n] = boundsOf(partsOf(geometry, swapped));
	if (w < west || s < south || e > east || n > north) throw badField('geometry', 'Lies outside its reference system.');
	return geometry;
}

/** What is said of the place, in longitude and latitude. */
async function placeIn({ db }: Asking, raw: unknown, crs: Crs): Promise<object | null | undefined> {
	if (raw === undefined || raw === null) return raw;
	const geometry = checked(raw, crs);
	if (crs.srid === 4326 && !crs.swapped) return geometry;
	const found = await one<{ geometry: object }>(db, lonLatSql(geometry, crs));
	return found.geometry;
}

/** Properties sorted into attributes, fields and the key. Those that cannot be set are let pass, for clients send back all that they were given. */
function sorted({ properties }: Collection, given: Values): Omit<FeatureBody, 'geometry'> {
	const known = new Map(properties.map((it) => [it.name, it]));
	const errors = Object.keys(given).filter((it) => it !== 'id' && !known.has(it));
	if (errors.length)
		throw new Problem('bad-input', undefined, {
			errors: errors.map((it) => ({ path: `properties.${it.slice(0, 80)}`, message: 'There is no such property.' })),
		});
	const said = Object.entries(given).flatMap(([name, value]) => {
		const property = known.get(name);
		if (!property?.writable) return [];
		const { attribute, column } = property;
		return !attribute && lasting.has(column) && value === null ? [] : [{ attribute, column, value }];
	});
	const key = said.find((it) => !it.attribute && it.column === 'key');
	return {
		attributes: Object.fromEntries(said.filter((it) => it.attribute).map(({ column, value }) => [column, value])),
		fields: Object.fromEntries(said.flatMap(({ attribute, column, value }) => (attribute || column === 'key' ? [] : [[fieldNames[column] ?? column, value]]))),
		key: key && String(key.value),
	};
}

/** Everything that can be empty, said to be empty: what a whole feature does not say is not so. */
function emptied({ properties }: Collection): Values {
	return Object.fromEntries(properties.filter((it) => it.writable).map((it) => [it.name, null]));
}

/** Reads the feature that was sent; `whole`: what it leaves out is taken away. */
export async function readBody(asking: Asking & { request: Request; systems: readonly Crs[] }, collection: Collection, whole: boolean): Promise<FeatureBody> {
	const body: unknown = asking.request.body;
	if (!isObject(body)) throw new Problem('bad-json', 'The body must be a GeoJSON feature.');
	const { type, geometry, properties } = body;
	if (type !== undefined && type !== 'Feature') throw badField('type', 'Must be Feature.');
	if (properties !== undefined && properties !== null && !isObject(properties)) throw badField('properties', 'Must be an object.');
	const said = { ...(whole && emptied(collection)), ...(properties as Values | undefined) };
	return { ...sorted(collection, said), geometry: await placeIn(asking, geometry, crsOf(asking.request, asking.systems)) };
}
