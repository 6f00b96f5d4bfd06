import { catalogue } from '../../municipality/index.ts';
import type { Queryable } from '../../platform/cql2/index.ts';
import type { Sql } from '../../platform/sql.ts';
import { insightColumns, insightFaults } from './insight-queries.ts';
import type { Collection, Property } from './model.ts';
import { asColumns, faults, idSql, places, wards } from './other-queries.ts';
import { fieldTitle, say } from './words.ts';

type Kind = 'string' | 'number' | 'integer' | 'boolean' | 'date';

interface Described {
	name: string;
	kind: Kind;
	sql: Sql;
	choices?: readonly string[];
}

const filterTypes = { string: 'string', number: 'number', integer: 'number', boolean: 'boolean', date: 'date' } as const satisfies Record<
	Kind,
	Queryable['type']
>;

const property = (language: string, { name, kind, sql, choices }: Described): Property => ({
	name,
	title: fieldTitle(language, name),
	type: kind === 'date' ? 'string' : kind,
	format: kind === 'date' ? 'date' : undefined,
	choices,
	queryable: { type: filterTypes[kind], sql },
	writable: false,
	column: name,
	attribute: false,
});

const described = (language: string, fields: Readonly<Record<string, Sql>>, kinds: Readonly<Record<string, Kind>>): Property[] =>
	Object.entries(fields).map(([name, sql]) => property(language, { name, sql, kind: kinds[name] ?? 'string' }));

const faultKinds: Readonly<Record<string, Kind>> = {
	open: 'boolean',
	emergency: 'boolean',
	reports: 'integer',
	me_toos: 'integer',
	first_report_on: 'date',
	state_since_on: 'date',
	due_on: 'date',
	fixed_on: 'date',
};

/** Faults as anyone may know them: the asset or street, never the pin; the day, never the minute. */
export function faultCollection(language: string): Collection {
	const { from, key, fid, geom, mercator, where, fields, byCode, extent, begins } = faults;
	const modes = [...catalogue.modes.keys()];
	return {
		id: 'faults',
		title: say(language, 'faults'),
		description: say(language, 'faultsDescription'),
		geometry: 'Point',
		parts: false,
		properties: described(language, fields, faultKinds).map((it) => (it.name === 'mode' ? { ...it, choices: modes } : it)),
		mercator,
		source: (at) => ({ from, key, fid, geom, columns: asColumns.faults, where: where(at) }),
		byId: (code) => (/^[0-9A-Z-]{1,20}$/.test(code) ? byCode(code) : undefined),
		extent,
		begins,
	};
}

const insightKinds: Readonly<Record<string, Kind>> = {
	...faultKinds,
	in_time: 'boolean',
	is_failure: 'boolean',
	reopened: 'integer',
	days_to_fix: 'number',
	cost: 'number',
	hours: 'number',
};

/** Faults with what planners reckon by: time in days, cost, hours, whether they count as failures. */
export function insightCollection(language: string): Collection {
	const { from, key, geom, mercator, where, fields, extent, begins } = insightFaults;
	return {
		id: 'planning-faults',
		title: say(language, 'planningFaults'),
		description: say(language, 'planningFaultsDescription'),
		geometry: 'Point',
		parts: false,
		properties: described(language, fields, insightKinds),
		mercator,
		source: (at) => ({ from, key, fid: key, geom, columns: insightColumns, where: where(at) }),
		byId: idSql,
		extent,
		begins,
	};
}

/** Wards as they are today, or were at another time. */
export function wardCollection(language: string): Collection {
	const { from, key, geom, mercator, where, fields, extent, begins } = wards;
	return {
		id: 'wards',
		title: say(language, 'wards'),
		description: say(language, 'wardsDescription'),
		geometry: 'Polygon',
		parts: true,
		properties: described(language, fields, { population: 'integer', valid_from: 'date', valid_until: 'date' }),
		mercator,
		source: (at) => ({ from, key, fid: key, geom, columns: asColumns.wards, where: where(at) }),
		byId: idSql,
		extent,
		begins,
	};
}

/** Streets, suburbs, addresses and landmarks. */
export function placeCollection(language: string): Collection {
	const { from, key, geom, mercator, fields, extent } = places;
	return {
		id: 'places',
		title: say(language, 'places'),
		description: say(language, 'placesDescription'),
		geometry: 'Point',
		parts: false,
		properties: described(language, fields, { number: 'integer' }),
		mercator,
		source: () => ({ from, key, fid: key, geom, columns: asColumns.places, where: [] }),
		byId: idSql,
		extent,
	};
}
