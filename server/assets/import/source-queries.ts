import { type Sql, sql } from '../../platform/sql.ts';
import type { ReadingOptions } from './contract.ts';

export interface SourceRowKept {
	id: number;
	code: string;
	title: string;
	class: number;
	address: string | null;
	options: ReadingOptions;
	everyMinutes: number | null;
	nextAt: string | null;
	applies: boolean;
	limits: { gone: number; changed: number; rejected: number };
	failures: number;
	version: number;
	hasCredentials: boolean;
	last: { code: string; state: string; at: string; problem: string | null } | null;
}

const columns = sql`
	register_source.id, register_source.code, register_source.title, register_source.class, register_source.address, register_source.options,
	(extract(epoch from register_source.every) / 60)::int as "everyMinutes", to_json(register_source.next_at) #>> '{}' as "nextAt", register_source.applies,
	register_source.limits, register_source.failures, register_source.version,
	exists (select from register_credential where register_credential.source_id = register_source.id) as "hasCredentials",
	(select jsonb_build_object('code', latest.code, 'state', latest.state, 'at', latest.begun_at, 'problem', latest.problem)
	 from import_request as latest where latest.source_id = register_source.id order by latest.id desc limit 1) as last`;

export const sourceSql = (code: string, hold = false): Sql => sql`
	select ${columns} from register_source
	where register_source.code = upper(${code}) and register_source.forgotten_at is null ${hold ? sql`for update of register_source` : sql``}`;

export const sourcesSql = (number: number | undefined): Sql => sql`
	select ${columns} from register_source
	where register_source.forgotten_at is null and (${number ?? null}::smallint is null or register_source.class = ${number ?? null}::smallint)
	order by register_source.title, register_source.id limit 1000`;

export interface SourceFields {
	title: string;
	class: number;
	address: string | null;
	options: ReadingOptions;
	everyMinutes: number | null;
	applies: boolean;
	limits: object;
}

const every = (minutes: number | null): Sql => sql`${minutes}::int * interval '1 minute'`;

export const addSourceSql = (it: SourceFields & { personId: number | null }): Sql => sql`
	insert into register_source (title, class, address, options, every, next_at, applies, limits, person_id)
	values (${it.title}, ${it.class}::smallint, ${it.address}, ${JSON.stringify(it.options)}::jsonb, ${every(it.everyMinutes)}, now() + ${every(it.everyMinutes)},
	        ${it.applies}, ${JSON.stringify(it.limits)}::jsonb, ${it.personId}::bigint)
	returning register_source.id, register_source.code`;

export const changeSourceSql = (id: number, it: Omit<SourceFields, 'class'>): Sql => sql`
	update register_source
	set title = ${it.title}, address = ${it.address}, options = ${JSON.stringify(it.options)}::jsonb, every = ${every(it.everyMinutes)},
	    next_at = case when register_source.every is not distinct from ${every(it.everyMinutes)} then register_source.next_at else now() + ${every(it.everyMinutes)} end,
	    applies = ${it.applies}, limits = ${JSON.stringify(it.limits)}::jsonb, version = register_source.version + 1, failures = 0
	where register_source.id = ${id}`;

export const forgetSourceSql = (id: number): Sql => sql`update register_source set forgotten_at = now(), next_at = null where register_source.id = ${id}`;

export const sealedSql = (id: number): Sql => sql`select register_credential.sealed from register_credential where register_credential.source_id = ${id}`;
export const sealSql = (id: number, sealed: string): Sql => sql`
	insert into register_credential (source_id, sealed) values (${id}::bigint, ${sealed}) on conflict (source_id) do update set sealed = excluded.sealed`;
export const forgetSealedSql = (id: number): Sql => sql`delete from register_credential where register_credential.source_id = ${id}`;

/** Takes up the source that has been due longest, so that nobody else does; its next time is set at once. */
export const dueSql = sql`
	update register_source set next_at = now() + register_source.every
	where register_source.id = (
		select due.id from register_source as due
		where due.next_at <= now() and due.forgotten_at is null and due.every is not null
		  and not exists (select from import_request as busy where busy.source_id = due.id and busy.state in ('reading', 'applying', 'undoing'))
		order by due.next_at limit 1 for update skip locked)
	returning register_source.code`;

/** Editions of a source that wait to be judged: a newer one takes their place. */
export const supersededSql = (sourceId: number): Sql => sql`
	select import_request.id, import_request.code, import_request.staged from import_request
	where import_request.source_id = ${sourceId} and import_request.state = 'ready' and import_request.scheduled for update`;

/** After a failure it is tried again soon, then ever more seldom, but never more often than it is due anyway. */
export const failedSql = (id: number): Sql => sql`
	update register_source
	set failures = register_source.failures + 1,
	    next_at = least(register_source.next_at, now() + least(register_source.every, interval '15 minutes' * power(4, least(register_source.failures, 8))))
	where register_source.id = ${id}`;
export const succeededSql = (id: number): Sql => sql`update register_source set failures = 0 where register_source.id = ${id} and register_source.failures > 0`;

/** Assets of a class in service: what shares are shares of. */
export const inServiceSql = (number: number): Sql => sql`
	select count(*)::int as count from asset where asset.class = ${number}::smallint and asset.status = 'in-service'`;
