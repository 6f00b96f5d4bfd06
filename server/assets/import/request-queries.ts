import { every, type Sql, sql } from '../../platform/sql.ts';
import type { Difference, ImportRequest, Reading, ReadingOptions } from './contract.ts';

type State = ImportRequest['state'];

/** An import request as it is kept. */
export interface RequestRow {
	id: number;
	code: string;
	state: State;
	class: number | null;
	sourceId: number | null;
	sourceCode: string | null;
	sourceTitle: string | null;
	scheduled: boolean;
	address: string | null;
	fileName: string | null;
	fileSize: number | null;
	received: number;
	sha256: string | null;
	options: ReadingOptions;
	stage: string | null;
	rows: number;
	problem: string | null;
	reading: (Reading & { mark: string }) | null;
	difference: Difference | null;
	basis: string | null;
	staged: string | null;
	changeId: number | null;
	undoneId: number | null;
	undoable: boolean;
	personId: number | null;
	by: string | null;
	begunAt: string;
	endedAt: string | null;
	attempts: number;
}

const columns = sql`
	import_request.id, import_request.code, import_request.state, import_request.class, import_request.source_id as "sourceId",
	register_source.code as "sourceCode", register_source.title as "sourceTitle", import_request.scheduled, import_request.address,
	import_request.file_name as "fileName", import_request.file_size as "fileSize", import_request.received, import_request.sha256,
	import_request.options, import_request.stage, import_request.rows, import_request.problem, import_request.reading, import_request.difference,
	import_request.basis, import_request.staged, import_request.change_id as "changeId", import_request.undone_id as "undoneId",
	import_request.state = 'applied' and import_request.change_id is not null
	  and not exists (select from asset_version as past where past.change_id = import_request.change_id)
	  and exists (select from asset where asset.change_id = import_request.change_id) as undoable,
	import_request.person_id as "personId", person.name as by, to_json(import_request.begun_at) #>> '{}' as "begunAt",
	to_json(import_request.ended_at) #>> '{}' as "endedAt", import_request.attempts`;

const tables = sql`
	import_request
	left join register_source on register_source.id = import_request.source_id
	left join person on person.id = import_request.person_id`;

/** One request; held against others who would change it, when asked so. */
export const requestSql = (code: string, hold = false): Sql => sql`
	select ${columns} from ${tables} where import_request.code = upper(${code}) ${hold ? sql`for update of import_request` : sql``}`;

export interface RequestFilter {
	class?: number | undefined;
	source?: string | undefined;
	state?: string | undefined;
	before?: string | undefined;
	limit: number;
}

export const requestsSql = (it: RequestFilter): Sql => sql`
	select ${columns} from ${tables}
	where ${every([
		it.class === undefined ? undefined : sql`import_request.class = ${it.class}::smallint`,
		it.source === undefined ? undefined : sql`register_source.code = upper(${it.source})`,
		it.state === undefined ? undefined : sql`import_request.state = ${it.state}`,
		it.before === undefined ? undefined : sql`import_request.id < (select other.id from import_request as other where other.code = upper(${it.before}))`,
	])}
	order by import_request.id desc limit ${it.limit}`;

export interface NewRequest {
	class: number | null;
	sourceId: number | null;
	address: string | null;
	fileName: string | null;
	fileSize: number | null;
	sha256: string | null;
	options: ReadingOptions;
	state: State;
	scheduled: boolean;
	personId: number | null;
}

export const addRequestSql = (it: NewRequest): Sql => sql`
	insert into import_request (class, source_id, address, file_name, file_size, sha256, options, state, scheduled, person_id, stage)
	values (${it.class}::smallint, ${it.sourceId}::bigint, ${it.address}, ${it.fileName}, ${it.fileSize}::bigint, ${it.sha256}, ${JSON.stringify(it.options)}::jsonb,
	        ${it.state}, ${it.scheduled}, ${it.personId}::bigint, ${it.state === 'reading' ? 'waiting' : null})
	returning import_request.code`;

export const receivedSql = (id: number, received: number): Sql => sql`update import_request set received = ${received}::bigint where import_request.id = ${id}`;

/** Puts a request into a state in which the worker takes it up, or in which it rests. */
export const moveSql = (id: number, { state, problem = null }: { state: State; problem?: string | null }): Sql => sql`
	update import_request
	set state = ${state}, problem = ${problem}, stage = ${['reading', 'applying', 'undoing'].includes(state) ? 'waiting' : null}, rows = 0, held_until = null, attempts = 0,
	    ended_at = case when ${['applied', 'undone', 'failed', 'discarded'].includes(state)}::boolean then now() end
	where import_request.id = ${id}`;

export const askReadingSql = (id: number, it: { class: number; options: ReadingOptions }): Sql => sql`
	update import_request
	set class = ${it.class}::smallint, options = ${JSON.stringify(it.options)}::jsonb, reading = null, difference = null, basis = null
	where import_request.id = ${id}`;

/** Forgets what was read: its tables are no more. */
export const forgetReadSql = (id: number): Sql => sql`update import_request set staged = null where import_request.id = ${id}`;

/** How long somebody who works on a request may be silent before it is taken up by another. */
const patience = sql`interval '2 minutes'`;

/** Takes up the longest waiting request, so that nobody else does. */
export const claimSql = sql`
	update import_request set held_until = now() + ${patience}, attempts = import_request.attempts + 1
	where import_request.id = (
		select waiting.id from import_request as waiting
		where waiting.state in ('reading', 'applying', 'undoing') and (waiting.held_until is null or waiting.held_until < now())
		order by waiting.id for update skip locked limit 1)
	returning import_request.code`;

export const progressSql = (id: number, { stage, rows }: { stage: string; rows: number }): Sql => sql`
	update import_request set stage = ${stage}, rows = ${rows}::int, held_until = now() + ${patience} where import_request.id = ${id}`;

export const stagedSql = (id: number, stem: string): Sql => sql`update import_request set staged = ${stem} where import_request.id = ${id}`;

export const readyToJudgeSql = (id: number, it: { reading: object; difference: Difference; basis: string; problem: string | null }): Sql => sql`
	update import_request
	set state = 'ready', reading = ${JSON.stringify(it.reading)}::jsonb, difference = ${JSON.stringify(it.difference)}::jsonb, basis = ${it.basis}, problem = ${it.problem},
	    stage = null, held_until = null, attempts = 0
	where import_request.id = ${id}`;

export const appliedSql = (id: number, changeId: number | null): Sql => sql`
	update import_request set change_id = ${changeId}::bigint where import_request.id = ${id}`;
export const undoneSql = (id: number, undoneId: number): Sql => sql`
	update import_request set undone_id = ${undoneId}::bigint where import_request.id = ${id}`;

/** Requests that have waited for a month for somebody to judge them, and files of which nothing more will come. */
export const staleSql = sql`
	select import_request.code from import_request
	where import_request.state in ('uploading', 'ready') and import_request.begun_at < now() - interval '30 days'`;
