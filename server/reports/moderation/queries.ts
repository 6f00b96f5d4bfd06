import { type Sql, sql } from '../../platform/sql.ts';
import type { Box } from './contract.ts';

const flagsOf = (about: Sql): Sql => sql`
	array(select distinct content_flag.reason from content_flag where ${about} and content_flag.settled_at is null order by 1)`;

/** Comments that wait for a moderator, those that somebody flagged first, then oldest first. */
export const heldCommentsSql = (limit: number): Sql => sql`
	select comment.id, fault.code as fault, comment.words, coalesce(comment.public_words, comment.words) as "publicWords", comment.at, comment.visibility,
	       ${flagsOf(sql`content_flag.comment_id = comment.id`)} as flags
	from comment join fault on fault.id = comment.fault_id
	where comment.visibility = 'held'
	      or comment.id in (select content_flag.comment_id from content_flag where content_flag.settled_at is null and content_flag.comment_id is not null)
	order by exists (select from content_flag where content_flag.comment_id = comment.id and content_flag.settled_at is null) desc, comment.id
	limit ${limit}`;

/** Photos that nobody has looked at, and those that somebody flagged. */
export const heldPhotosSql = (limit: number): Sql => sql`
	select media.public_id as id, fault.code as fault, fault.failure_mode as mode, media.created_at as at, media.width, media.height, media.shown,
	       media.kind like 'video/%' as video, coalesce(media.blurred, '[]') as blurred, ${flagsOf(sql`content_flag.media_id = media.id`)} as flags
	from media join fault on fault.id = media.fault_id
	where (not media.shown and media.looked_at is null)
	      or media.id in (select content_flag.media_id from content_flag where content_flag.settled_at is null and content_flag.media_id is not null)
	order by exists (select from content_flag where content_flag.media_id = media.id and content_flag.settled_at is null) desc, media.id desc
	limit ${limit}`;

interface Decided {
	personId: number | null;
}

/** Decides about a comment; what was said against it is settled by that. */
export const moderateCommentSql = (it: { id: number; visibility: string; publicWords: string | null | undefined } & Decided): Sql => sql`
	with settled as (
		update content_flag set settled_at = now() where content_flag.comment_id = ${it.id}::bigint and content_flag.settled_at is null)
	update comment
	set visibility = ${it.visibility}, looked_at = now(), looked_by = ${it.personId}::bigint,
	    public_words = case when ${it.publicWords !== undefined}::boolean then nullif(${it.publicWords ?? null}::text, comment.words) else comment.public_words end
	where comment.id = ${it.id}::bigint
	returning comment.fault_id as "faultId"`;

/** Decides about a photo; what was said against it is settled by that. */
export const moderatePhotoSql = (it: { id: string; shown: boolean; waits: boolean } & Decided): Sql => sql`
	with photo as (
		update media
		set shown = ${it.shown}::boolean, looked_at = case when not ${it.waits}::boolean then now() end, looked_by = case when not ${it.waits}::boolean then ${it.personId}::bigint end
		where media.public_id = ${it.id}::uuid
		returning media.id, media.fault_id),
	settled as (
		update content_flag set settled_at = now() from photo where content_flag.media_id = photo.id and content_flag.settled_at is null)
	select photo.fault_id as "faultId" from photo`;

/** A photo's own file. */
export const originalSql = (id: string): Sql => sql`
	select media.hash, media.kind, media.fault_id as "faultId" from media where media.public_id = ${id}::uuid for update`;

/** Gives the public another copy of a photo, or the photo itself; the copy before is wanted no more. */
export const publicCopySql = (id: string, copy: { hash: string; thumbHash: string; boxes: readonly Box[] } | null): Sql => sql`
	with before as (select media.public_hash, media.public_thumb_hash from media where media.public_id = ${id}::uuid),
	unwanted as (
		insert into unwanted_file (hash)
		select old.hash from before cross join lateral (values (before.public_hash), (before.public_thumb_hash)) as old (hash) where old.hash is not null
		on conflict do nothing)
	update media
	set public_hash = ${copy?.hash ?? null}, public_thumb_hash = ${copy?.thumbHash ?? null}, blurred = ${copy && JSON.stringify(copy.boxes)}::jsonb
	where media.public_id = ${id}::uuid returning true`;

/** What somebody says should not be seen: a comment or a photo that the public sees with a fault. */
export const flaggedSql = (it: { faultId: number; comment: number | null; photo: string | null }): Sql => sql`
	select comment.id as "commentId", null::bigint as "mediaId" from comment join fault on fault.id = comment.fault_id
	where comment.id = ${it.comment}::bigint and comment.visibility = 'public' and (fault.id = ${it.faultId}::bigint or fault.merged_into = ${it.faultId}::bigint)
	union all
	select null, media.id from media join fault on fault.id = media.fault_id
	where media.public_id = ${it.photo}::uuid and media.shown and (fault.id = ${it.faultId}::bigint or fault.merged_into = ${it.faultId}::bigint)`;

export interface NewFlag {
	faultId: number;
	commentId: number | null;
	mediaId: number | null;
	reason: string;
	sender: string;
}

/** Notes a flag, once a device, and says how many devices say so now. What a moderator has settled is not counted again. */
export const insertFlagSql = (it: NewFlag): Sql => sql`
	with fresh as (
		insert into content_flag (fault_id, comment_id, media_id, reason, sender)
		values (${it.faultId}::bigint, ${it.commentId}::bigint, ${it.mediaId}::bigint, ${it.reason}, ${it.sender})
		on conflict on constraint content_flag_once do nothing
		returning true)
	select (select count(*) from fresh)::int
	       + (select count(*) from content_flag
	          where content_flag.comment_id is not distinct from ${it.commentId}::bigint and content_flag.media_id is not distinct from ${it.mediaId}::bigint
	                and content_flag.fault_id = ${it.faultId}::bigint and content_flag.settled_at is null)::int as count`;

/** Takes from the public what many say should not be seen; nobody has looked at it again yet. */
export const hideFlaggedSql = ({ commentId, mediaId }: Pick<NewFlag, 'commentId' | 'mediaId'>): Sql => sql`
	with said as (update comment set visibility = 'held' where comment.id = ${commentId}::bigint),
	photo as (update media set shown = false, looked_at = null where media.id = ${mediaId}::bigint)
	select true`;

/**
 * Photos as they were sent, of faults that were closed long enough ago: where the public has a copy, the copy takes their place; what was never shown goes.
 * Says how many that was.
 */
export const letOriginalsGoSql = (usualDays: number): Sql => sql`
	with limits as (
		select now() - make_interval(days => coalesce((municipality.privacy ->> 'originalDays')::int, ${usualDays}::int)) as before from municipality),
	old as (
		select media.id, media.hash, media.thumb_hash, media.shown and media.public_hash is not null as copied
		from limits
		join fault on fault.closed_at < limits.before and not fault.open and fault.id not in (select held_fault.fault_id from held_fault)
		join media on media.fault_id = fault.id and (media.public_hash is not null or not media.shown)
		limit 500),
	replaced as (
		update media
		set hash = media.public_hash, thumb_hash = media.public_thumb_hash, public_hash = null, public_thumb_hash = null, blurred = null
		from old where media.id = old.id and old.copied returning media.id),
	gone as (
		delete from media using old where media.id = old.id and not old.copied returning media.public_hash, media.public_thumb_hash),
	unwanted as (
		insert into unwanted_file (hash)
		select old.hash from old union select old.thumb_hash from old
		union select gone.public_hash from gone where gone.public_hash is not null
		union select gone.public_thumb_hash from gone where gone.public_thumb_hash is not null
		on conflict do nothing)
	select count(*)::int as count from old`;
