import { every, type Sql, sql } from '../../platform/sql.ts';

export interface PublicRow {
	code: string;
	kind: 'interruption' | 'road-works' | 'outage';
	title: Record<string, string>;
	words: Record<string, string>;
	themes: string[];
	wards: string[];
	from: Date;
	until: Date;
	box: [number, number, number, number];
	area: { type: string; coordinates: unknown } | null;
}

export interface Where {
	box?: readonly number[] | undefined;
	place?: { lon: number; lat: number } | undefined;
	theme?: string | undefined;
	/** Code of a ward. */
	ward?: string | undefined;
	shapes?: boolean;
	limit: number;
}

/** What is announced and not over, what has begun first. */
export const publicNoticesSql = ({ box, place, theme, ward, shapes = false, limit }: Where): Sql => {
	const [west = 0, south = 0, east = 0, north = 0] = box ?? [];
	return sql`
	select notice.code, notice.kind, notice.title, notice.words, notice.themes, notice.starts_at as "from", notice.ends_at as until,
	       array(select ward.name from ward where ward.code = any (notice.ward_codes) and ward.valid @> current_date order by length(ward.code), ward.code) as wards,
	       array[st_xmin(notice.area), st_ymin(notice.area), st_xmax(notice.area), st_ymax(notice.area)] as box,
	       case when ${shapes}::boolean then st_asgeojson(st_multi(st_simplifypreservetopology(notice.area, 0.00002)), 6)::json end as area
	from public_notice as notice
	where ${every([
		box && sql`notice.area && st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`,
		place && sql`st_intersects(notice.area, st_setsrid(st_makepoint(${place.lon}::float8, ${place.lat}::float8), 4326))`,
		// areas of neighbours share a border: only what lies in the ward with some of its inside counts
		ward === undefined
			? undefined
			: sql`exists (select from ward where ward.code = ${ward} and ward.valid @> current_date and ward.geom && notice.area and st_relate(ward.geom, notice.area, 'T********'))`,
		theme === undefined ? undefined : sql`(notice.themes = '{}' or ${theme} = any (notice.themes))`,
	])}
	order by notice.starts_at, notice.id
	limit ${limit}`;
};

export interface DeskRow {
	code: string;
	kind: 'interruption' | 'road-works' | 'outage';
	state: 'draft' | 'published' | 'ended' | 'discarded';
	over: boolean;
	title: Record<string, string>;
	words: Record<string, string>;
	themes: string[];
	wards: string[];
	from: Date;
	until: Date;
	area: { type: 'MultiPolygon'; coordinates: unknown[] };
	version: number;
}

const deskColumns = sql`notice.code, notice.kind, notice.state, notice.ends_at < now() as over, notice.title, notice.words, notice.themes, notice.ward_codes as wards,
	notice.starts_at as "from", notice.ends_at as until, st_asgeojson(notice.area, 6)::json as area, notice.version`;

export const deskNoticesSql = (limit: number): Sql => sql`
	select ${deskColumns} from notice where notice.state <> 'discarded' order by notice.ends_at < now(), notice.starts_at desc, notice.id desc limit ${limit}`;

export interface NoticeRow {
	kind: string;
	title: object;
	words: object;
	themes: readonly string[];
	wards: readonly string[];
	/** GeoJSON; null: the wards. */
	area: string | null;
	from: string;
	until: string;
	personId: number | null;
}

/** The area: what was drawn, or the wards in one. Null where neither gives one. */
const areaSql = ({ area, wards }: NoticeRow): Sql => sql`
	select st_multi(st_collectionextract(st_makevalid(coalesce(
		st_setsrid(st_geomfromgeojson(${area}), 4326),
		(select st_union(ward.geom) from ward where ward.code = any (${wards}::text[]) and ward.valid @> current_date))), 3)) as area`;

/** Keeps an announcement as a draft; no row where its area is none. */
export const insertNoticeSql = (it: NoticeRow): Sql => sql`
	with drawn as (${areaSql(it)})
	insert into notice (kind, title, words, themes, ward_codes, area, starts_at, ends_at, person_id)
	select ${it.kind}, ${JSON.stringify(it.title)}::jsonb, ${JSON.stringify(it.words)}::jsonb, ${it.themes}::text[], ${it.wards}::text[], drawn.area,
	       ${it.from}::timestamptz, ${it.until}::timestamptz, ${it.personId}::bigint
	from drawn where not st_isempty(drawn.area)
	returning ${deskColumns}`;

/** Writes an announcement anew, where nobody else has since; no row where somebody has, or its area is none. */
export const updateNoticeSql = (code: string, version: number, it: NoticeRow): Sql => sql`
	with drawn as (${areaSql(it)})
	update notice
	set kind = ${it.kind}, title = ${JSON.stringify(it.title)}::jsonb, words = ${JSON.stringify(it.words)}::jsonb, themes = ${it.themes}::text[],
	    ward_codes = ${it.wards}::text[], area = drawn.area, starts_at = ${it.from}::timestamptz, ends_at = ${it.until}::timestamptz,
	    person_id = ${it.personId}::bigint, version = notice.version + 1, changed_at = now()
	from drawn
	where notice.code = ${code} and notice.version = ${version} and not st_isempty(drawn.area)
	returning ${deskColumns}`;

/** The state an announcement is in; locks its row. */
export const noticeStateSql = (code: string): Sql => sql`select notice.state, notice.version from notice where notice.code = ${code} for update`;

export const moveNoticeSql = (code: string, state: string): Sql => sql`
	update notice set state = ${state}, version = notice.version + 1, changed_at = now() where notice.code = ${code} returning ${deskColumns}`;
