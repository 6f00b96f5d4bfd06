import type { AssetClass, Attribute } from '../../../gis-layers/index.ts';
import { catalogue } from '../../municipality/index.ts';
import { type Sql, sql } from '../../platform/sql.ts';

/** What must hold of every asset of a class in service, as a condition on a row of `asset`. */
export interface Rule {
	/** `attribute-missing:material`. */
	id: string;
	attribute: string | null;
	/** What it weighs in the score: 3 where a fault or a crew is led astray, 1 where something would be good to know. */
	weight: number;
	/** Where it is broken. */
	bad: Sql;
	/** The assets it is about; all when it is not given. */
	among?: Sql;
	/** What to show of an asset that breaks it, as text. */
	value?: Sql;
}

/** Two of a class within so many metres, in all their length, are one entered twice. */
const sameWithin = 0.1;
/** From so many metres on the map marks a position as doubtful. */
const doubtfulFrom = 10;
/** A line shorter than this is a slip of the mouse, metres. */
const shortest = 0.5;
/** Nothing that is in service is older. */
const oldest = '1850-01-01';
/** A grade says little after so long. */
const gradeHolds = '5 years';
/** A form of keys is the usual one when so many have it. */
const usualShare = 0.8;

/** Attributes whose value names something that another class holds. */
const namedElsewhere: Readonly<Record<string, string>> = { feeder: 'feeder-cables', pressure_zone: 'reservoirs' };

/** Attributes that most assets rightly lack: they mark the few. */
const ofFew: ReadonlySet<string> = new Set(['critical']);

const textOf = (id: string): Sql => sql`asset.attributes ->> ${id}::text`;
const given = (id: string): Sql => sql`coalesce(${textOf(id)}, '') <> ''`;

const missing = ({ id }: Attribute, share: number): Rule => ({
	id: `attribute-missing:${id}`,
	attribute: id,
	weight: 2 * share,
	bad: sql`coalesce(${textOf(id)}, '') = ''`,
});

const choiceUnknown = ({ id, choices = [] }: Attribute): Rule => ({
	id: `choice-unknown:${id}`,
	attribute: id,
	weight: 1,
	among: given(id),
	bad: sql`${textOf(id)} <> all (${choices.map((it) => it.id)}::text[])`,
	value: textOf(id),
});

const notANumber = ({ id }: Attribute): Rule => ({
	id: `not-a-number:${id}`,
	attribute: id,
	weight: 1,
	among: given(id),
	bad: sql`jsonb_typeof(asset.attributes -> ${id}::text) <> 'number' or starts_with(${textOf(id)}, '-')`,
	value: textOf(id),
});

/** Where the other class holds none at all, nothing can be said. */
const namesNothing = (id: string, elsewhere: AssetClass): Rule => {
	const known = sql`select other.attributes ->> ${id}::text from asset as other
		where other.class = ${elsewhere.number}::smallint and other.status = 'in-service' and other.attributes ->> ${id}::text <> ''`;
	return {
		id: `names-nothing:${id}`,
		attribute: id,
		weight: 2,
		among: sql`${given(id)} and exists (${known})`,
		bad: sql`${textOf(id)} not in (${known})`,
		value: textOf(id),
	};
};

const ofAttribute =
	(home: AssetClass) =>
	(attribute: Attribute): Rule[] => {
		const elsewhere = catalogue.byId.get(namedElsewhere[attribute.id] ?? '');
		return [
			...(ofFew.has(attribute.id) ? [] : [missing(attribute, 1 / home.attributes.length)]),
			...(attribute.kind === 'choice' ? [choiceUnknown(attribute)] : []),
			...(attribute.kind === 'number' ? [notANumber(attribute)] : []),
			...(elsewhere && elsewhere.id !== home.id ? [namesNothing(attribute.id, elsewhere)] : []),
		];
	};

/** What stands before the last digits of a key, other digits all alike: `WARD1-003` and `WARD2-17` have one form. */
const formSql = (key: Sql): Sql => sql`rtrim(translate(${key}, '0123456789', '9999999999'), '9')`;

/** Keys that look unlike the others of their class; where no form is usual (random identifiers), none does. */
const keyForm = ({ number }: AssetClass): Rule => ({
	id: 'key-form',
	attribute: null,
	weight: 1,
	bad: sql`${formSql(sql`asset.key`)} <> (
		select form.form from (
			select ${formSql(sql`other.key`)} as form, count(*) as keys, sum(count(*)) over () as of_all
			from asset as other where other.class = ${number}::smallint and other.status = 'in-service'
			group by 1 order by keys desc limit 1
		) as form where form.keys >= ${usualShare}::float8 * form.of_all)`,
	value: sql`asset.key`,
});

/** Side of the cells in which neighbours are looked for, metres: at least three times the reach. */
const cell = 0.5;

/**
 * Entered twice. Of three grids, each shifted by a third of a cell, a line can come between two neighbours in one for their x and in one for their y: in the
 * third they share a cell. One sort of numbered cells finds the few that share one; those are compared whole (`offset 0`: and no others).
 */
const sameTwice = ({ number, geometry }: AssetClass): Rule => ({
	id: 'same-place',
	attribute: null,
	weight: 3,
	bad: sql`asset.id in (
		select suspect.id from (
			select cell.id, cell.number = lag(cell.number) over along or cell.number = lead(cell.number) over along as shared
			from (
				select spot.id, (shift.n::bigint << 60) + (floor(st_x(spot.p) / ${cell}::float8 + shift.by)::bigint << 30) + floor(st_y(spot.p) / ${cell}::float8 + shift.by)::bigint as number
				from (
					select other.id, ${geometry === 'Point' ? sql`other.geom_m` : sql`st_centroid(other.geom_m)`} as p
					from asset as other where other.class = ${number}::smallint and other.status = 'in-service'
				) as spot
				cross join (values (1, 0::float8), (2, 1 / 3::float8), (3, 2 / 3::float8)) as shift (n, by)
			) as cell
			window along as (order by cell.number)
		) as suspect
		where suspect.shared and exists (
			select 1 from asset as one
			join asset as twin on twin.class = ${number}::smallint and twin.status = 'in-service' and twin.id <> one.id
				and st_dwithin(twin.geom_m, one.geom_m, ${sameWithin}::float8) and st_hausdorffdistance(twin.geom_m, one.geom_m) <= ${sameWithin}::float8
			where one.id = suspect.id offset 0))`,
	value: sql`asset.key`,
});

const implausible = sql`asset.installed_on not between ${oldest}::date and now()::date + 1 or asset.installed_on > asset.retired_on`;

const ofAll: readonly Rule[] = [
	{ id: 'installed-unknown', attribute: null, weight: 1, bad: sql`asset.installed_on is null` },
	{
		id: 'installed-implausible',
		attribute: null,
		weight: 2,
		among: sql`asset.installed_on is not null`,
		bad: implausible,
		value: sql`asset.installed_on::text`,
	},
	{
		id: 'position-doubtful',
		attribute: null,
		weight: 2,
		bad: sql`asset.position_sd_m >= ${doubtfulFrom}::real`,
		value: sql`'± ' || round(asset.position_sd_m) || ' m'`,
	},
	{
		id: 'outside',
		attribute: null,
		weight: 3,
		bad: sql`not st_intersects((select municipality.boundary from municipality), asset.geom)`,
	},
	{
		id: 'grade-old',
		attribute: null,
		weight: 1,
		among: sql`asset.condition_grade is not null`,
		bad: sql`asset.condition_on is null or asset.condition_on < now()::date - ${gradeHolds}::interval`,
		value: sql`asset.condition_on::text`,
	},
];

const tooShort: Rule = {
	id: 'too-short',
	attribute: null,
	weight: 2,
	bad: sql`asset.length_m < ${shortest}::float8`,
	value: sql`round(asset.length_m::numeric, 2) || ' m'`,
};

/** What mostly stands away from streets, such as reservoirs, need not have one. */
const noStreet = ({ number }: AssetClass): Rule => ({
	id: 'street-unknown',
	attribute: null,
	weight: 1,
	among: sql`(select avg((coalesce(other.street, '') <> '')::int) from asset as other where other.class = ${number}::smallint and other.status = 'in-service') > 0.5`,
	bad: sql`coalesce(asset.street, '') = ''`,
});

/** The rules of a class, in the order in which they are shown. */
export const rulesOf = (home: AssetClass): readonly Rule[] => [
	sameTwice(home),
	...ofAll,
	...(home.geometry === 'LineString' ? [tooShort] : []),
	...(home.geometry === 'Polygon' ? [] : [noStreet(home)]),
	keyForm(home),
	...home.attributes.flatMap(ofAttribute(home)),
];
