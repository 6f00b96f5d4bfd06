import type { Knex } from 'knex';
import { type CoordinateSystem, systemTitle } from '../maths/coordinate-systems.ts';
import { all, one } from '../platform/sql.ts';
import { authoritiesSql, calendarsSql, departmentsSql, holidaysSql, layerVersionsSql, municipalitySql, servicesSql, suburbsSql, wardsSql } from './queries.ts';
import { loadRules, type RuleSet } from './rules/held.ts';
import { ladderSql, pauseLimitsSql, standardsSql } from './standards/queries.ts';

export interface Emergency {
	phone: string;
	email?: string;
	text: Record<string, string>;
	/** What holds instead while the offices are closed. */
	afterHours?: Record<string, string>;
	/** Code of the calendar that says when they are open; `office` unless another is named. */
	calendar?: string;
	/** Messages of single wards, by their codes: a number or a place of their own. */
	wards?: Record<string, { phone?: string; text: Record<string, string> }>;
	/** Words that make an emergency of a report beside those that everybody knows, by language. */
	words: Record<string, string[]>;
}

/** What stands for a municipality that has chosen no colour. */
export const usualColour = '#1f5f8b';

export interface Municipality {
	name: string;
	slug: string;
	prefix: string;
	srid: number;
	languages: string[];
	zone: string;
	currency: string;
	financialYearMonth: number;
	brand: { colour?: string; logo?: string };
	emergency: Emergency;
	map: { zoom?: number; centre?: [number, number]; base?: { kind: 'own' | 'xyz'; url?: string; attribution?: string } };
	demo: boolean;
	/** Origins of the websites that may frame us. */
	embedSites: string[];
	/** How personal information is treated, where it is not as usual. */
	privacy: { moderateFirst?: boolean };
	fixedWindowDays: number;
	registerFrom: string;
	bounds: [number, number, number, number];
	proj4: string;
	/** Beside longitude and latitude, in the order in which they are shown. */
	systems: CoordinateSystem[];
	areaM2: number;
}

export interface Department {
	id: number;
	code: string;
	title: Record<string, string>;
	email: string | null;
}

export interface OfferedService {
	id: number;
	mode: string;
	enabled: boolean;
	departmentId: number;
	calendar: string;
	windows: [number, number][][];
	respondMinutes: number;
	resolveMinutes: number;
	/** From being given to a crew until mended. */
	crewMinutes: number;
	/** The municipality has not said yet that these times are theirs. */
	verify: boolean;
	texts: Record<string, unknown>;
}

/** A tier of the service standards: it holds instead of the service's own where so many people are without it, or the asset is so critical. */
export interface Standard {
	id: number;
	/** Of one failure mode, or of a whole family. */
	mode: string | null;
	family: string | null;
	customers: number;
	criticality: number;
	respondMinutes: number;
	resolveMinutes: number;
	crewMinutes: number;
	/** The law or the national standard that it follows. */
	anchor: string | null;
	/** The municipality has not said yet that it is theirs. */
	verify: boolean;
}

/** At which share of its time an unmended fault is told of again, and to whom. */
export interface LadderStep {
	step: number;
	share: number;
	tells: 'assignee' | 'department';
}

/** Somebody else who looks after things here. */
export interface Authority {
	code: string;
	name: Record<string, string>;
	words: Record<string, string>;
	phone: string | null;
	email: string | null;
	url: string | null;
	/** What the register writes as owner of their assets. */
	owners: string[];
	/** Failure modes that are theirs whatever the asset; where wards are named, only there. */
	modes: string[];
	wards: string[];
}

/** What one municipality is, as far as every request needs it: read once, read again when it changes. */
export interface Town {
	municipality: Municipality;
	departments: readonly Department[];
	authorities: readonly Authority[];
	wards: readonly { id: number; code: string; name: string }[];
	/** As areas, drawn of the gazetteer. */
	suburbs: readonly { id: number; name: string }[];
	services: ReadonlyMap<string, OfferedService>;
	standards: readonly Standard[];
	/** For how many minutes in all clocks may stand still for a reason. */
	pauseLimits: ReadonlyMap<string, number>;
	ladder: readonly LadderStep[];
	/** Opening hours by the code of their calendar: seven lists, Monday first, of [from, to] in minutes after midnight. */
	calendars: ReadonlyMap<string, [number, number][][]>;
	holidays: ReadonlySet<string>;
	layerVersions: ReadonlyMap<string, number>;
	/** By which faults find their department, their priority and more. */
	rules: RuleSet;
}

/** Reads the municipality of a database. */
export async function loadTown(db: Knex): Promise<Town> {
	const row = await one<Omit<Municipality, 'systems'> & { systems: { srid: number; name: string; proj4: string }[] }>(db, municipalitySql);
	const systems = row.systems.map(({ srid, name, proj4 }) => ({ srid, title: systemTitle(srid, name), proj4 }));
	const services = await all<OfferedService>(db, servicesSql);
	const holidays = await all<{ day: string }>(db, holidaysSql);
	const calendars = await all<{ code: string; windows: [number, number][][] }>(db, calendarsSql);
	const limits = await all<{ kind: string; minutes: number }>(db, pauseLimitsSql);
	const versions = await all<{ layer: string; version: number }>(db, layerVersionsSql);
	return {
		municipality: { ...row, systems },
		departments: await all<Department>(db, departmentsSql),
		authorities: await all<Authority>(db, authoritiesSql),
		wards: await all(db, wardsSql),
		suburbs: await all(db, suburbsSql),
		services: new Map(services.map((it) => [it.mode, it])),
		standards: await all<Standard>(db, standardsSql),
		pauseLimits: new Map(limits.map((it) => [it.kind, it.minutes])),
		ladder: await all<LadderStep>(db, ladderSql),
		calendars: new Map(calendars.map((it) => [it.code, it.windows])),
		holidays: new Set(holidays.map((it) => it.day)),
		layerVersions: new Map(versions.map((it) => [it.layer, it.version])),
		rules: await loadRules(db),
	};
}
