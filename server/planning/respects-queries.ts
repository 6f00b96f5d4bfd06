import { type Sql, sql } from '../platform/sql.ts';
import { assetsWithin } from './area-queries.ts';

type Text = Readonly<Record<string, string>>;

interface Attribute {
	readonly id: string;
	readonly title: Text;
	readonly choices?: readonly { readonly id: string; readonly title: Text }[];
}

/** What has to be known of a class to compare its assets. */
interface Compared {
	readonly number: number;
	readonly geometry: string;
	readonly attributes: readonly Attribute[];
}

interface Asked {
	readonly values: Readonly<Record<string, string>>;
}

const sizes = ['diameter', 'cross_section', 'watts'];

/** In which respects assets of a class are compared: those of which the register knows a few kinds. */
export const respectsOf = ({ attributes }: Pick<Compared, 'attributes'>): readonly Attribute[] => attributes.filter(({ choices }) => choices);

/** What says how big assets of a class are. */
export const sizeOf = ({ attributes }: Pick<Compared, 'attributes'>): Attribute | undefined => attributes.find(({ id }) => sizes.includes(id));

/** What an asset is in each respect, as an array of texts. */
export function levelsSql(it: Compared): Sql {
	const levels = respectsOf(it).map(({ id }) => sql`coalesce(asset.attributes ->> ${id}, '')`);
	return levels.length === 0 ? sql`'{}'::text[]` : sql`array[${levels.reduce((list, level) => sql`${list}, ${level}`)}]`;
}

/** How big an asset is; null where the register has no number above nought. */
export function sizeSql(it: Compared): Sql {
	const size = sql`asset.attributes ->> ${sizeOf(it)?.id ?? ''}`;
	return sql`case when ${size} ~ '^[0-9]{1,7}([.][0-9]{1,6})?$' then nullif((${size})::float8, 0) end`;
}

const entrySql = ({ values }: Asked): Sql => sql`greatest(${values['from']}::date, asset.installed_on, asset.in_register_from)`;
const leaveSql = ({ values }: Asked): Sql => sql`least(${values['to']}::date + 1, asset.retired_on)`;

/** The age in years in the middle of the time an asset was watched. */
export const middleAgeSql = (asked: Asked): Sql =>
	sql`((${entrySql(asked)} - asset.installed_on + (${leaveSql(asked)} - asset.installed_on)) / 2.0 / 365.25)::float8`;

/** For how long an asset was watched: kilometre-years of a line, else years. */
export const watchedForSql = (asked: Asked, it: Compared): Sql =>
	sql`((${leaveSql(asked)} - ${entrySql(asked)}) / 365.25 * ${it.geometry === 'LineString' ? sql`asset.length_m / 1000` : sql`1`})::float8`;

/** Municipal assets of the class in the area that were in service and recorded for at least a day within the period. */
export const watchedSql = (asked: Asked, it: Compared): Sql => sql`
	asset.class = ${it.number}::smallint and asset.owner = 'municipal' and (asset.status = 'in-service' or asset.retired_on is not null)
	and ${assetsWithin(asked)} and ${leaveSql(asked)} > ${entrySql(asked)} ${it.geometry === 'LineString' ? sql`and asset.length_m > 0` : sql``}`;
