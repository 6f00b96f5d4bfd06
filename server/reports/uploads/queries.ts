import { type Sql, sql } from '../../platform/sql.ts';

/** As much of an upload as is needed to go on with it. */
export interface UploadRow {
	id: string;
	size: number;
	received: number;
	ready: boolean;
}

/** What came of an upload. */
export interface ReadyRow {
	id: string;
	hash: string;
	thumbHash: string;
	kind: string;
	bytes: number;
	width: number;
	height: number;
	seconds: number | null;
	lon: number | null;
	lat: number | null;
}

/** Begins an upload, unless it is begun or its sender has begun too much within an hour. */
export const beginUploadSql = ({ id, sender, size, most }: { id: string; sender: string; size: number; most: number }): Sql => sql`
	insert into upload (id, sender, size)
	select ${id}, ${sender}, ${size}::int
	where (select coalesce(sum(upload.size), 0) from upload where upload.sender = ${sender} and upload.begun_at > now() - interval '1 hour') + ${size}::int <= ${most}::int
	on conflict do nothing`;

/** An upload, held until the end of the transaction: its pieces come one after the other. */
export const uploadSql = (id: string): Sql => sql`
	select upload.id, upload.size, upload.received, upload.ready from upload where upload.id = ${id} for update`;

/** Notes how much is here. */
export const receivedSql = (id: string, received: number): Sql => sql`
	update upload set received = ${received}::int, touched_at = now() where upload.id = ${id}`;

/** Notes what came of an upload. */
export const readySql = (it: ReadyRow): Sql => sql`
	update upload
	set received = upload.size, ready = true, touched_at = now(), hash = ${it.hash}, thumb_hash = ${it.thumbHash}, kind = ${it.kind}, bytes = ${it.bytes}::int,
	    width = ${it.width}::int, height = ${it.height}::int, seconds = ${it.seconds}::real, lon = ${it.lon}::float8, lat = ${it.lat}::float8
	where upload.id = ${it.id}`;

/** Those of some uploads that are ready. */
export const readyUploadsSql = (ids: readonly string[]): Sql => sql`
	select upload.id, upload.hash, upload.thumb_hash as "thumbHash", upload.kind, upload.bytes, upload.width, upload.height, upload.seconds, upload.lon, upload.lat
	from upload where upload.id = any (${ids}::text[]) and upload.ready`;

/** Forgets uploads that nobody has touched since. */
export const forgetUploadsSql = (before: Date): Sql => sql`
	delete from upload where upload.touched_at < ${before}::timestamptz returning upload.id`;
