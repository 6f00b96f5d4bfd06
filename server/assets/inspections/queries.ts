import { type Sql, sql } from '../../platform/sql.ts';

/** An inspection as it is to be kept; defects in the order of their codes. */
export interface NewInspection {
	assetId: number;
	on: string;
	grade: number;
	inspector: string;
	note: string;
	defects: { code: string; severity: number; words: string }[];
}

export interface Kept {
	fresh: number;
	corrected: number;
	same: number;
}

/**
 * Keeps inspections under a change of the register: what is new is added, what says something else than before is corrected, what is the same is left.
 * No two of them may be of one asset, day and inspector. Defects that were found before and are not named now stay.
 */
export const keepSql = (rows: readonly NewInspection[], it: { source: string; personId: number | null; changeId: number }): Sql => sql`
	with given as (
		select given."assetId" as asset_id, given."on", given.grade, given.inspector, given.note, given.defects
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given ("assetId" bigint, "on" date, grade smallint, inspector text, note text, defects jsonb)),
	judged as (
		select given.*, before.id as before,
		       case when before.id is null then 'fresh'
		            when (before.grade, before.note) is distinct from (given.grade, given.note) or exists (
		                select from jsonb_to_recordset(given.defects) as found (code text, severity smallint, words text)
		                where not exists (select from inspection_defect as known where known.inspection_id = before.id and known.code = found.code
		                                  and known.severity = found.severity and known.words = found.words)) then 'corrected'
		            else 'same' end as what
		from given
		left join lateral (
			select inspection.id, inspection.grade, inspection.note from inspection
			where inspection.asset_id = given.asset_id and inspection.inspected_on = given."on" and lower(inspection.inspector) = lower(given.inspector)
			limit 1) as before on true),
	added as (
		insert into inspection (asset_id, inspected_on, grade, inspector, note, source, person_id, change_id)
		select judged.asset_id, judged."on", judged.grade, judged.inspector, judged.note, ${it.source}, ${it.personId}::bigint, ${it.changeId}::bigint
		from judged where judged.what = 'fresh'
		returning inspection.id, inspection.asset_id, inspection.inspected_on, inspection.inspector),
	mended as (
		update inspection set grade = judged.grade, note = judged.note, source = ${it.source}, person_id = ${it.personId}::bigint, change_id = ${it.changeId}::bigint, recorded_at = now()
		from judged where judged.what = 'corrected' and inspection.id = judged.before
		returning inspection.id, inspection.asset_id, inspection.inspected_on, inspection.inspector),
	written as (select * from added union all select * from mended),
	defects_found as (
		insert into inspection_defect (inspection_id, code, severity, words)
		select written.id, found.code, found.severity, found.words
		from written
		join judged on judged.asset_id = written.asset_id and judged."on" = written.inspected_on and lower(judged.inspector) = lower(written.inspector)
		cross join lateral jsonb_to_recordset(judged.defects) as found (code text, severity smallint, words text)
		on conflict (inspection_id, code) do update set severity = excluded.severity, words = excluded.words)
	select count(*) filter (where judged.what = 'fresh')::int as fresh, count(*) filter (where judged.what = 'corrected')::int as corrected,
	       count(*) filter (where judged.what = 'same')::int as same
	from judged`;

/** An inspection that was not taken back with its change. */
const stands = sql`not exists (select from register_change as undo where undo.undo_of = inspection.change_id)`;

/** The assets that a change inspected are as their latest inspection says; one from before what the register knows changes nothing. */
export const gradeSql = (changeId: number): Sql => sql`
	update asset set condition_grade = latest.grade, condition_on = latest.inspected_on, change_id = ${changeId}::bigint
	from (
		select distinct on (inspection.asset_id) inspection.asset_id, inspection.grade, inspection.inspected_on
		from inspection
		where inspection.asset_id in (select touched.asset_id from inspection as touched where touched.change_id = ${changeId}) and ${stands}
		order by inspection.asset_id, inspection.inspected_on desc, inspection.recorded_at desc, inspection.id desc) as latest
	where asset.id = latest.asset_id and (asset.condition_on is null or asset.condition_on <= latest.inspected_on)
	  and (asset.condition_grade, asset.condition_on) is distinct from (latest.grade, latest.inspected_on)
	returning asset.id`;

export const addChangeSql = (it: { class: number; source: string; personId: number | null }): Sql => sql`
	insert into register_change (kind, class, source, person_id) values ('inspection', ${it.class}::smallint, ${it.source}, ${it.personId}::bigint)
	returning register_change.id`;

export const countChangeSql = (id: number, counts: object): Sql => sql`
	update register_change set counts = ${JSON.stringify(counts)}::jsonb where register_change.id = ${id}`;

export const dropChangeSql = (id: number): Sql => sql`delete from register_change where register_change.id = ${id}`;

/** Assets of a class by what rows call them: reference, key, or a number either had before. In service before retired, the present before the past. */
export const namedSql = (number: number, names: readonly string[]): Sql => sql`
	with given as (select name.name, upper(name.name) as spoken from unnest(${names}::text[]) as name (name))
	select distinct on (found.name) found.name, found.id
	from (
		select given.name, asset.id, asset.status, 0 as age from given join asset on asset.reference = given.spoken and asset.class = ${number}::smallint
		union all
		select given.name, asset.id, asset.status, 1 from given join asset on asset.class = ${number}::smallint and asset.key = given.name
		union all
		select given.name, asset.id, asset.status, 2 from given join asset_version as past on past.reference = given.spoken and past.class = ${number}::smallint
		join asset on asset.id = past.asset_id
		union all
		select given.name, asset.id, asset.status, 3 from given join asset_version as past on past.class = ${number}::smallint and past.key = given.name
		join asset on asset.id = past.asset_id
	) as found
	where found.status <> 'withdrawn'
	order by found.name, found.status = 'in-service' desc, found.age, found.id`;

/** Today, where the municipality is. */
export const todaySql = sql`select (now() at time zone municipality.zone)::date as today from municipality`;

export interface InspectionRow {
	id: number;
	asset: string;
	own: boolean;
	on: string;
	grade: number;
	inspector: string;
	note: string;
	source: string;
	defects: { code: string; severity: number; words: string }[];
	photos: { id: string; width: number; height: number }[];
	rank: number;
}

/** The inspections of some assets, newest first. */
export const inspectionsSql = (assetId: number, others: readonly number[]): Sql => sql`
	select inspection.id, asset.reference as asset, inspection.asset_id = ${assetId} as own, inspection.inspected_on as "on", inspection.grade, inspection.inspector,
	       inspection.note, inspection.source,
	       coalesce((select jsonb_agg(jsonb_build_object('code', defect.code, 'severity', defect.severity, 'words', defect.words) order by defect.severity desc, defect.code)
	                 from inspection_defect as defect where defect.inspection_id = inspection.id), '[]') as defects,
	       coalesce((select jsonb_agg(jsonb_build_object('id', media.public_id, 'width', media.width, 'height', media.height) order by media.id)
	                 from media where media.inspection_id = inspection.id), '[]') as photos,
	       (row_number() over (partition by inspection.asset_id order by inspection.inspected_on desc, inspection.recorded_at desc, inspection.id desc))::int as rank
	from inspection join asset on asset.id = inspection.asset_id
	where inspection.asset_id = any (${[assetId, ...others]}::bigint[]) and ${stands}
	order by inspection.inspected_on desc, inspection.recorded_at desc, inspection.id desc
	limit 200`;

/** Keeps the photos of the inspection of an asset, day and inspector. */
export const addPhotosSql = (it: { assetId: number; on: string; inspector: string; photos: object[]; personId: number | null }): Sql => sql`
	insert into media (inspection_id, person_id, hash, thumb_hash, kind, bytes, width, height)
	select inspection.id, ${it.personId}::bigint, photo.hash, photo."thumbHash", photo.kind, photo.bytes, photo.width, photo.height
	from inspection, jsonb_to_recordset(${JSON.stringify(it.photos)}::jsonb) as photo (hash text, "thumbHash" text, kind text, bytes int, width int, height int)
	where inspection.asset_id = ${it.assetId} and inspection.inspected_on = ${it.on}::date and lower(inspection.inspector) = lower(${it.inspector})`;

export const versionSql = (assetId: number): Sql => sql`select asset.version from asset where asset.id = ${assetId}`;
