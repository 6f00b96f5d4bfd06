import { type Sql, sql } from '../../platform/sql.ts';
import type { DeviceKind } from './contract.ts';

export interface SpotRow {
	id: number;
	mode: string;
	open: boolean;
	parentId: number | null;
	/** The asset it is on, or the one it is likelier on than not. */
	asset: number | null;
	/** Where it is on none yet: those it may be on, the likeliest first. */
	candidates: number[];
}

const likeliest = sql`(
	select (seen.candidates -> 0 ->> 'asset')::bigint
	from sighting as seen
	where seen.fault_id = fault.id and fault.asset_id is null and fault.confirmed_at is null and (seen.candidates -> 0 ->> 'p')::float8 > 0.5
	order by seen.id limit 1)`;

const candidates = sql`(
	select seen.candidates from sighting as seen
	where seen.fault_id = fault.id and fault.asset_id is null and fault.confirmed_at is null
	order by seen.id limit 1)`;

/** A fault and the asset it is about in all likelihood, or those it may be about. */
export const spotSql = (faultId: number): Sql => sql`
	select fault.id, fault.failure_mode as mode, fault.open and fault.held_at is null as open, fault.parent_id as "parentId", coalesce(fault.asset_id, ${likeliest}) as asset,
	       coalesce((select jsonb_agg((it ->> 'asset')::bigint order by (it ->> 'p')::float8 desc) from jsonb_array_elements(${candidates}) as it where (it ->> 'p')::float8 > 0), '[]') as candidates
	from fault where fault.id = ${faultId}`;

/** One decision at a time about what hangs together. */
export const aloneSql = (utility: string, head: number): Sql =>
	sql`select pg_advisory_xact_lock(hashtextextended('cause ' || ${utility}::text, ${head}::bigint))`;

export interface SignRow {
	asset: number;
	fault: number;
	mode: string;
	open: boolean;
	/** Under another fault already. */
	below: boolean;
	at: Date;
	since: Date;
	/** It was mended, or nothing was found. */
	well: boolean;
}

export interface About {
	assets: readonly number[];
	family: string;
	hours: number;
}

/** Since when a trouble is there: what was mended and is told of again is there since then. */
const since = sql`coalesce(
	case when fault.reopened > 0 then (select max(event.at) from event where event.fault_id = fault.id and event.kind = 'fault.reopened') end, fault.first_report_at)`;

/** What is known of the troubles of some assets: those that are open, and those that were over in the window. */
export const signsSql = ({ assets, family, hours }: About): Sql =>
	sql`
	select fault.asset_id as asset, fault.id as fault, fault.failure_mode as mode, fault.open, fault.parent_id is not null as below, ${since} as at,
	       fault.state_since as since, fault.state in ('fixed', 'closed', 'no-fault-found') as well
	from fault
	where fault.asset_id = any (${assets}::bigint[]) and fault.family = ${family} and fault.held_at is null
	  and (fault.open or fault.first_report_at > now() - interval '90 days' and fault.state_since > now() - make_interval(hours => ${hours}::int))`.prepared(
		'cause-signs',
	);

export interface UnlinkedRow {
	fault: number;
	candidates: { asset: number; p: number }[];
}

/** Open troubles of these modes about a place that are on no asset yet and under no other, with how likely each asset is the one. */
export const unlinkedSql = ({ modes, hours, here }: { modes: readonly string[]; hours: number; here: number }): Sql =>
	sql`
	select its.fault, its.candidates
	from (
		select fault.id as fault, ${candidates} as candidates
		from fault, asset as middle
		where middle.id = ${here}::bigint and fault.open and fault.asset_id is null and fault.confirmed_at is null and fault.parent_id is null
		  and fault.failure_mode = any (${modes}::text[]) and fault.held_at is null
		  and ${since} > now() - make_interval(hours => ${hours}::int) and st_dwithin(fault.geom_m, middle.geom_m, 3000)
	) as its
	where its.candidates is not null
	order by its.fault`.prepared('cause-unlinked');

/** Open troubles of what feeds others, which may be the cause themselves. */
export const openDevicesSql = (assets: readonly number[], modes: readonly string[]): Sql =>
	sql`
	select fault.asset_id as asset, fault.id as fault
	from fault
	where fault.asset_id = any (${assets}::bigint[]) and fault.failure_mode = any (${modes}::text[]) and fault.open and fault.held_at is null
	order by fault.first_report_at desc, fault.id`.prepared('cause-devices');

/** The phases of assets, where the register says them. */
export const phasesSql = (assets: readonly number[]): Sql =>
	sql`select asset.id as asset, coalesce(asset.attributes ->> 'phase', '') as phase from asset where asset.id = any (${assets}::bigint[])`.prepared(
		'cause-phases',
	);

/** Assets that something touches which is or was announced in the window. */
export const announcedSql = (assets: readonly number[], themes: readonly string[], hours: number): Sql =>
	sql`
	select distinct asset.id as asset
	from notice join asset on asset.geom && notice.area and st_intersects(asset.geom, notice.area)
	where notice.state in ('published', 'ended') and notice.kind <> 'road-works' and notice.starts_at < now() and notice.ends_at > now() - make_interval(hours => ${hours}::int)
	  and (notice.themes = '{}' or notice.themes && ${themes}::text[]) and asset.id = any (${assets}::bigint[])`.prepared('cause-announced');

/** What was accepted and is not over, of some assets. */
export const explainedSql = (assets: readonly number[]): Sql =>
	sql`
	select to_jsonb(cause.affected) as affected from cause_suggestion as cause join fault on fault.id = cause.fault_id
	where cause.state = 'accepted' and cause.affected && ${assets}::bigint[] and fault.open`.prepared('cause-explained');

/** The fault over an asset: a common cause that was accepted and is not over. */
export const overSql = (asset: number): Sql =>
	sql`
	select cause.id, fault.id as "faultId", fault.code
	from cause_suggestion as cause join fault on fault.id = cause.fault_id
	where cause.state = 'accepted' and cause.affected @> array[${asset}::bigint] and fault.open
	order by cause.decided_at desc limit 1`.prepared('cause-over');

/** How often suggestions of each kind were accepted and rejected. */
export const learntSql = sql`
	select cause.kind, count(*) filter (where cause.state = 'accepted')::int as accepted, count(*) filter (where cause.state = 'rejected')::int as rejected
	from cause_suggestion as cause where cause.state in ('accepted', 'rejected') group by cause.kind`;

export interface KnownRow {
	id: number;
	state: 'suggested' | 'rejected' | 'passed';
	affected: number[];
	faults: number[];
	deviceId: number;
	phase: string | null;
}

/** What was suggested about a part of a network, and not long ago rejected or over. */
export const knownSql = (utility: string, head: number, { hours, days }: { hours: number; days: number }): Sql =>
	sql`
	select cause.id, cause.state, to_jsonb(cause.affected) as affected, to_jsonb(cause.faults) as faults, cause.device_id as "deviceId", cause.phase
	from cause_suggestion as cause
	where cause.utility = ${utility} and cause.head = ${head}
	  and (cause.state = 'suggested' or cause.state = 'passed' and cause.changed_at > now() - make_interval(hours => ${hours}::int)
	       or cause.state = 'rejected' and cause.decided_at > now() - make_interval(days => ${days}::int))
	order by cause.id
	for update`.prepared('cause-known');

export interface Suggestion {
	utility: string;
	head: number;
	deviceId: number;
	kind: DeviceKind;
	phase: string | null;
	posterior: number;
	affected: readonly number[];
	faults: readonly number[];
	customers: number;
	expected: number;
	evidence: object;
	model: string;
}

/** Some metres about what is affected. */
const about = 30;

/** United on a grid of a centimetre: where pieces touch, GEOS' buffer of them all throws, which the embedded database answers with nothing. */
const areaOf = (affected: readonly number[]): Sql =>
	sql`(select st_multi(st_transform(st_union(st_buffer(asset.geom_m, ${about}, 4), 0.01), 4326)) from asset where asset.id = any (${affected}::bigint[]))`;

/** Keeps a new suggestion. */
export const suggestSql = (it: Suggestion): Sql => sql`
	insert into cause_suggestion (utility, head, device_id, kind, phase, posterior, affected, faults, customers, expected, evidence, area, model)
	values (${it.utility}, ${it.head}, ${it.deviceId}, ${it.kind}, ${it.phase}, ${it.posterior}::float8, ${it.affected}::bigint[], ${it.faults}::bigint[], ${it.customers}::int,
	        ${it.expected}::float8, ${JSON.stringify(it.evidence)}::jsonb, ${areaOf(it.affected)}, ${it.model})
	returning cause_suggestion.id`;

/** Brings a suggestion to what is known now. It is another version only where what would be decided about is another: nobody has to look again because it is a little surer. */
export const updateSql = (id: number, it: Suggestion): Sql => sql`
	update cause_suggestion as cause
	set state = 'suggested', device_id = ${it.deviceId}, kind = ${it.kind}, phase = ${it.phase}, posterior = ${it.posterior}::float8, affected = ${it.affected}::bigint[],
	    faults = ${it.faults}::bigint[], customers = ${it.customers}::int, expected = ${it.expected}::float8, evidence = ${JSON.stringify(it.evidence)}::jsonb,
	    area = case when cause.affected = ${it.affected}::bigint[] then cause.area else ${areaOf(it.affected)} end,
	    model = ${it.model}, changed_at = now(),
	    version = cause.version + ((cause.state, cause.device_id, cause.kind, cause.phase, cause.affected, cause.faults) is distinct from
	                               ('suggested', ${it.deviceId}::bigint, ${it.kind}::text, ${it.phase}::text, ${it.affected}::bigint[], ${it.faults}::bigint[]))::int
	where cause.id = ${id}`;

/** What was suggested is no longer likely. */
export const passSql = (ids: readonly number[]): Sql => sql`
	update cause_suggestion as cause set state = 'passed', changed_at = now(), version = cause.version + 1 where cause.id = any (${ids}::bigint[])`;

/** Open faults of some modes that were reported lately, or again, one for each place: to look again at all that might have a common cause. */
export const recentSql = (modes: readonly string[], hours: number): Sql => {
	const counts = sql`fault.open and fault.failure_mode = any (${modes}::text[]) and fault.parent_id is null`;
	const from = sql`now() - make_interval(hours => ${hours}::int)`;
	return sql`
	select recent.id
	from (
		select fault.id, fault.first_report_at as at from fault where ${counts} and fault.first_report_at > ${from}
		union all
		select fault.id, event.at from event join fault on fault.id = event.fault_id where ${counts} and event.kind = 'fault.reopened' and event.at > ${from}
	) as recent
	group by recent.id
	order by max(recent.at) desc
	limit 2000`;
};

/** Suggestions that nobody has decided about, with a fault of each. */
export const undecidedSql = sql`select cause.id, to_jsonb(cause.faults) as faults from cause_suggestion as cause where cause.state = 'suggested'`;
