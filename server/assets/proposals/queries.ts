import { every, type Sql, sql } from '../../platform/sql.ts';
import type { RegisterEdit } from '../edit/contract.ts';
import type { Proposal } from './contract.ts';

type Kind = Proposal['kind'];
type State = Proposal['state'];

/** An asset a proposal is about. */
export interface About {
	id: number;
	class: number;
	reference: string;
	version: number;
	status: string;
	lon: number;
	lat: number;
}

/** An asset in service by its reference, with a point of it. */
export const aboutSql = (reference: string): Sql => sql`
	select asset.id, asset.class, asset.reference, asset.version, asset.status, st_x(middle.p) as lon, st_y(middle.p) as lat
	from asset cross join lateral (select st_pointonsurface(asset.geom) as p) as middle
	where asset.reference = upper(${reference})`;

/** Whether a place lies in the municipality, or so near that it may be meant. */
export const withinSql = (lon: number, lat: number): Sql => sql`
	select st_dwithin(metric(st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)), metric(municipality.boundary), 100) as within from municipality`;

/** A representative point of a geometry that somebody sent. */
export const middleSql = (geometry: object): Sql => sql`
	select st_x(middle.p) as lon, st_y(middle.p) as lat
	from (select st_pointonsurface(st_setsrid(st_geomfromgeojson(${JSON.stringify(geometry)}), 4326)) as p) as middle`;

/** Two who say the same at the same time wait for each other. */
export const lockSql = (number: number): Sql => sql`select pg_advisory_xact_lock(7021003, ${number}::int)`;

/** How far apart two places may be at which people miss the same thing, metres. */
const samePlace = 8;

/** The open proposal that says the same already. */
export const sameSql = (it: { kind: Kind; class: number; assetId: number | null; lon: number; lat: number }): Sql =>
	it.assetId === null
		? sql`
	select proposal.id, proposal.code from asset_proposal as proposal
	where proposal.state = 'open' and proposal.kind = 'missing' and ${it.kind}::text = 'missing' and proposal.class = ${it.class}::smallint
	  and st_dwithin(proposal.geom_m, metric(st_setsrid(st_makepoint(${it.lon}::float8, ${it.lat}::float8), 4326)), ${samePlace}::float8)
	order by proposal.id limit 1`
		: sql`
	select proposal.id, proposal.code from asset_proposal as proposal
	where proposal.state = 'open' and proposal.asset_id = ${it.assetId}::bigint and proposal.kind = ${it.kind} and proposal.kind <> 'edit'
	order by proposal.id limit 1`;

export interface NewRow {
	kind: Kind;
	class: number;
	assetId: number | null;
	lon: number;
	lat: number;
	edit: RegisterEdit | null;
}

export const insertProposalSql = (it: NewRow): Sql => sql`
	insert into asset_proposal (kind, class, asset_id, geom, edit)
	values (${it.kind}, ${it.class}::smallint, ${it.assetId}::bigint, st_setsrid(st_makepoint(${it.lon}::float8, ${it.lat}::float8), 4326),
	        ${it.edit && JSON.stringify(it.edit)}::jsonb)
	returning asset_proposal.id, asset_proposal.code`;

export interface NewVoice {
	proposalId: number;
	personId: number | null;
	email: string | null;
	reporterHash: string;
	language: string;
	words: string;
	edit: RegisterEdit | null;
	photos: object[];
}

/** Keeps who says so, how they may be told, and their photos. */
export const insertVoiceSql = (it: NewVoice): Sql => sql`
	with contact as (
		insert into contact (person_id, email, language, reporter_hash)
		select ${it.personId}::bigint, ${it.email}, ${it.language}, ${it.reporterHash} where ${it.email}::text is not null or ${it.personId}::bigint is not null
		returning contact.id),
	picture as (
		insert into media (proposal_id, contact_id, hash, thumb_hash, kind, bytes, width, height)
		select ${it.proposalId}::bigint, (select contact.id from contact), photo.hash, photo."thumbHash", photo.kind, photo.bytes, photo.width, photo.height
		from jsonb_to_recordset(${JSON.stringify(it.photos)}::jsonb) as photo (hash text, "thumbHash" text, kind text, bytes int, width int, height int))
	insert into proposal_voice (proposal_id, contact_id, person_id, reporter_hash, language, words, edit)
	values (${it.proposalId}::bigint, (select contact.id from contact), ${it.personId}::bigint, ${it.reporterHash}, ${it.language}, ${it.words},
	        ${it.edit && JSON.stringify(it.edit)}::jsonb)
	returning proposal_voice.id, proposal_voice.tracking`;

export interface TrackedRow {
	id: number;
	voiceId: number;
	code: string;
	kind: Kind;
	state: State;
	class: number;
	asset: string | null;
	madeOn: string;
	decidedOn: string | null;
	reason: string | null;
	hears: boolean;
	withdrawn: boolean;
}

/** A proposal for whoever holds a link to it; its asset only where the public may know of it. */
export const trackedSql = (tracking: string): Sql => sql`
	select proposal.id, voice.id as "voiceId", proposal.code, proposal.kind, proposal.state, proposal.class,
	       case when asset_class.secrecy = 'public' and asset.status <> 'withdrawn' then asset.reference end as asset,
	       (voice.at at time zone municipality.zone)::date as "madeOn", (proposal.decided_at at time zone municipality.zone)::date as "decidedOn",
	       proposal.reason, voice.stopped_at is null and voice.contact_id is not null as hears, voice.withdrawn_at is not null as withdrawn
	from proposal_voice as voice
	join asset_proposal as proposal on proposal.id = voice.proposal_id
	join asset_class on asset_class.number = proposal.class
	left join asset on asset.id = proposal.asset_id
	cross join municipality
	where voice.tracking = ${tracking}::uuid`;

export const stopSql = (tracking: string): Sql => sql`
	update proposal_voice set stopped_at = coalesce(proposal_voice.stopped_at, now()) where proposal_voice.tracking = ${tracking}::uuid returning proposal_voice.id`;

/** Takes one voice back, and with the last one the proposal. */
export const withdrawVoiceSql = (voiceId: number): Sql =>
	sql`update proposal_voice set withdrawn_at = now(), stopped_at = now() where proposal_voice.id = ${voiceId}`;

export const withdrawSql = (id: number): Sql => sql`
	update asset_proposal set state = 'withdrawn', decided_at = now()
	where asset_proposal.id = ${id} and asset_proposal.state = 'open'
	  and not exists (select from proposal_voice as voice where voice.proposal_id = asset_proposal.id and voice.withdrawn_at is null)
	returning asset_proposal.state`;

export interface ListRow {
	id: number;
	code: string;
	kind: Kind;
	state: State;
	class: number;
	asset: string | null;
	assetId: number | null;
	street: string | null;
	lon: number;
	lat: number;
	voices: number;
	photos: number;
	madeAt: Date;
	decidedAt: Date | null;
	exportedAt: Date | null;
	edit: RegisterEdit | null;
	reason: string | null;
	decidedBy: string | null;
	change: number | null;
	own: boolean;
	twoEyes: boolean;
}

const shown = (personId: number | null): Sql => sql`
	select proposal.id, proposal.code, proposal.kind, proposal.state, proposal.class, asset.reference as asset, proposal.asset_id as "assetId", asset.street,
	       st_x(proposal.geom) as lon, st_y(proposal.geom) as lat,
	       (select count(distinct coalesce(voice.reporter_hash, voice.id::text))::int from proposal_voice as voice
	        where voice.proposal_id = proposal.id and voice.withdrawn_at is null) as voices,
	       (select count(*)::int from media where media.proposal_id = proposal.id) as photos,
	       proposal.made_at as "madeAt", proposal.decided_at as "decidedAt", proposal.exported_at as "exportedAt", proposal.edit, proposal.reason,
	       person.name as "decidedBy", proposal.change_id as change, municipality.two_eyes as "twoEyes",
	       exists (select from proposal_voice as voice where voice.proposal_id = proposal.id and voice.person_id = ${personId}::bigint) as own
	from asset_proposal as proposal
	cross join municipality
	left join asset on asset.id = proposal.asset_id
	left join person on person.id = proposal.decided_by`;

interface Filter {
	state: State;
	class: number | undefined;
	asset: string | undefined;
	after: number | undefined;
	limit: number;
	personId: number | null;
}

/** A page of proposals: what waits the longest first, what is decided the newest first. */
export const listSql = (it: Filter): Sql => sql`
	${shown(it.personId)}
	where ${every([
		sql`proposal.state = ${it.state}`,
		it.class === undefined ? undefined : sql`proposal.class = ${it.class}::smallint`,
		it.asset === undefined ? undefined : sql`asset.reference = upper(${it.asset})`,
		it.after === undefined ? undefined : it.state === 'open' ? sql`proposal.id > ${it.after}` : sql`proposal.id < ${it.after}`,
	])}
	order by proposal.id ${it.state === 'open' ? sql`asc` : sql`desc`}
	limit ${it.limit}`;

export const countOpenSql = sql`select count(*)::int as open from asset_proposal where asset_proposal.state = 'open'`;

export const oneSql = (code: string, personId: number | null): Sql => sql`${shown(personId)} where proposal.code = upper(${code})`;

export interface VoiceRow {
	id: number;
	words: string;
	at: Date;
	language: string;
	staff: string | null;
	contact: string | null;
	edit: RegisterEdit | null;
}

export const voicesSql = (proposalId: number): Sql => sql`
	select voice.id, voice.words, voice.at, voice.language, person.name as staff, coalesce(contact.email, contact.phone) as contact, voice.edit
	from proposal_voice as voice
	left join person on person.id = voice.person_id
	left join contact on contact.id = voice.contact_id and contact.erased_at is null
	where voice.proposal_id = ${proposalId} and voice.withdrawn_at is null
	order by voice.id
	limit 100`;

export const picturesSql = (proposalId: number): Sql => sql`
	select media.public_id as id, media.width, media.height from media where media.proposal_id = ${proposalId} order by media.id limit 60`;

export interface BeforeRow {
	version: number;
	status: string;
	geometry: { type: string; coordinates: unknown };
	attributes: Record<string, unknown>;
}

export const beforeSql = (assetId: number): Sql => sql`
	select asset.version, asset.status, st_asgeojson(asset.geom, 7)::jsonb as geometry, asset.attributes from asset where asset.id = ${assetId}`;

/** Metres between the places of two geometries in WGS84, both as GeoJSON. */
export const metresSql = (from: object, to: object): Sql => sql`
	select st_distance(metric(st_pointonsurface(st_setsrid(st_geomfromgeojson(${JSON.stringify(from)}), 4326))),
	                   metric(st_pointonsurface(st_setsrid(st_geomfromgeojson(${JSON.stringify(to)}), 4326)))) as metres`;
