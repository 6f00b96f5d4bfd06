import { Sql, sql } from '../../platform/sql.ts';
import { residentTables } from '../account/personal-queries.ts';
import { draftTables } from '../drafts/personal-queries.ts';
import { formerTables } from '../history/personal-queries.ts';
import { pushTables } from '../push/personal-queries.ts';
import { account } from './account-queries.ts';
import { contacts, type PersonalTable, persons, type Whose } from './whose-queries.ts';

const reportsOf = (whose: Whose): Sql => sql`select report.id from report where report.contact_id = ${contacts(whose)}`;
const faultsOf = (whose: Whose): Sql => sql`select report.fault_id from report where report.contact_id = ${contacts(whose)}`;
const photosOf = (whose: Whose, it: Sql): Sql => sql`
	(${it}.contact_id = ${contacts(whose)} or ${it}.person_id = ${persons(whose)} or ${it}.report_id in (${reportsOf(whose)}))`;

/** Keyed hashes of devices they used. */
const devicesOf = (whose: Whose): Sql => sql`
	select contact.reporter_hash from contact where contact.id = ${contacts(whose)}
	union select contact.sender_hash from contact where contact.id = ${contacts(whose)}
	union select follower.reporter_hash from follower where follower.contact_id = ${contacts(whose)}`;

/** What they sent before the report it belongs to: from the same device, or the very same file. */
const uploadsOf = (whose: Whose, it: Sql): Sql => sql`
	(${it}.sender in (${devicesOf(whose)})
	 or ${it}.hash in (select media.hash from media where ${photosOf(whose, sql`media`)}))`;

/** Secrets of links of theirs. */
const linksOf = (whose: Whose): Sql => sql`
	select report.tracking from report where report.contact_id = ${contacts(whose)}
	union select follower.tracking from follower where follower.contact_id = ${contacts(whose)}
	union select asset_follower.tracking from asset_follower where asset_follower.contact_id = ${contacts(whose)}
	union select alert.tracking from area_alert as alert where alert.contact_id = ${contacts(whose)}
	union select voice.tracking from proposal_voice as voice where voice.contact_id = ${contacts(whose)} or voice.person_id = ${persons(whose)}`;

/** Faults that only they reported: where nobody knows the asset, the place of such a fault is their pin. */
const onlyTheirFaults = (whose: Whose): Sql => sql`
	select fault.id from fault
	where fault.id in (${faultsOf(whose)})
	      and not exists (select from report where report.fault_id = fault.id and (report.contact_id is null or report.contact_id <> all (${[...whose.contacts]}::bigint[])))`;

/** What is kept for undoing changes of such faults holds the pin as well. */
const kept: readonly PersonalTable[] = [
	{
		table: 'event',
		columns: ['details'],
		theirs: (whose) => sql`it.fault_id in (${onlyTheirFaults(whose)}) and it.details #> '{before,asset_id}' = 'null'`,
		erase: (whose) => sql`
			update event set details = jsonb_set(event.details, '{before,geom}', event.details #> '{before,public_geom}')
			where event.fault_id in (${onlyTheirFaults(whose)}) and event.details #> '{before,asset_id}' = 'null' and event.details #> '{before,public_geom}' is not null
			returning true`,
	},
	{
		table: 'fault_merge',
		columns: ['before'],
		theirs: (whose) => sql`it.fault_id in (${onlyTheirFaults(whose)})`,
		erase: (whose) => sql`
			update fault_merge set before = jsonb_set(fault_merge.before, '{geom}', fault_merge.before -> 'public_geom')
			where fault_merge.fault_id in (${onlyTheirFaults(whose)}) and fault_merge.before -> 'asset_id' = 'null' and fault_merge.before -> 'public_geom' is not null
			returning true`,
	},
	{
		table: 'fault',
		columns: ['geom'],
		theirs: (whose) => sql`it.id in (${onlyTheirFaults(whose)})`,
		erase: (whose) => sql`
			update fault set geom = fault.public_geom, version = fault.version + 1, changed_at = now()
			where fault.asset_id is null and fault.id in (${onlyTheirFaults(whose)}) returning true`,
		untold: ['geom_m', 'geom_3857', 'hex', 'public_geom_3857', 'suggested_merge', 'person_id', 'confirmed_by'],
	},
	{
		table: 'map_fault',
		columns: ['staff_x', 'staff_y'],
		theirs: (whose) => sql`it.fault_id in (${onlyTheirFaults(whose)})`,
		// It follows its fault at once; whoever looks whether anything is left is answered here as well.
		erase: (whose) => sql`
			update map_fault set staff_x = map_fault.x, staff_y = map_fault.y
			where map_fault.asset_id is null and map_fault.fault_id in (${onlyTheirFaults(whose)}) returning true`,
		untold: ['x', 'y', 'staff_x', 'staff_y'],
	},
];

const said: readonly PersonalTable[] = [
	{
		table: 'sighting',
		columns: ['geom', 'photo_geom', 'accuracy_m', 'bearing', 'candidates'],
		theirs: (whose) => sql`it.id in (select report.sighting_id from report where report.contact_id = ${contacts(whose)})`,
		// Probabilities to a tenth tell which assets were meant, but no longer how far each was away.
		erase: (whose) => sql`
			update sighting
			set geom = case when fault.asset_id is null then fault.public_geom else fault.geom end, photo_geom = null, accuracy_m = null, bearing = null,
			    pointer = null, system = null,
			    candidates = coalesce((
			        select jsonb_agg(candidate.it || jsonb_build_object('metres', 0, 'k', round((candidate.it ->> 'p')::numeric, 1), 'p', round((candidate.it ->> 'p')::numeric, 1))
			                         order by candidate.place)
			        from jsonb_array_elements(sighting.candidates) with ordinality as candidate (it, place)), '[]')
			from fault
			where fault.id = sighting.fault_id and sighting.id in (select report.sighting_id from report where report.contact_id = ${contacts(whose)})
			returning true`,
	},
	{
		table: 'upload',
		columns: ['sender', 'hash', 'thumb_hash', 'lon', 'lat'],
		theirs: (whose) => uploadsOf(whose, sql`it`),
		erase: (whose) => sql`delete from upload where ${uploadsOf(whose, sql`upload`)} returning true`,
		untold: ['id', 'sender', 'hash', 'thumb_hash'],
	},
	{
		table: 'media',
		columns: ['hash', 'thumb_hash', 'public_hash', 'public_thumb_hash'],
		theirs: (whose) => photosOf(whose, sql`it`),
		erase: (whose) => sql`
			with gone as (delete from media where ${photosOf(whose, sql`media`)} returning media.hash, media.thumb_hash, media.public_hash, media.public_thumb_hash),
			noted as (
				insert into unwanted_file (hash) select gone.hash from gone union select gone.thumb_hash from gone
				union select gone.public_hash from gone where gone.public_hash is not null
				union select gone.public_thumb_hash from gone where gone.public_thumb_hash is not null
				on conflict do nothing)
			select true from gone`,
		untold: ['hash', 'thumb_hash', 'public_hash', 'public_thumb_hash', 'looked_by'],
	},
	{
		table: 'open311_request',
		columns: ['foreign_id', 'content_hash', 'media_urls'],
		theirs: (whose) => sql`it.report_id in (${reportsOf(whose)})`,
		erase: (whose) => sql`
			update open311_request set foreign_id = null, content_hash = null, media_urls = '{}' where open311_request.report_id in (${reportsOf(whose)}) returning true`,
		untold: ['person_id', 'content_hash'],
	},
	{
		table: 'open311_update',
		columns: ['foreign_id'],
		theirs: (whose) => sql`it.contact_id = ${contacts(whose)}`,
		erase: (whose) => sql`update open311_update set foreign_id = null where open311_update.contact_id = ${contacts(whose)} returning true`,
		untold: ['person_id'],
	},
	{
		table: 'comment',
		columns: ['words', 'public_words'],
		theirs: (whose) => sql`(it.contact_id = ${contacts(whose)} or it.person_id = ${persons(whose)})`,
		erase: (whose) => sql`delete from comment where comment.contact_id = ${contacts(whose)} or comment.person_id = ${persons(whose)} returning true`,
	},
	{
		table: 'content_flag',
		columns: ['sender'],
		theirs: (whose) => sql`it.sender in (${devicesOf(whose)})`,
		erase: (whose) => sql`update content_flag set sender = 'erased ' || content_flag.id where content_flag.sender in (${devicesOf(whose)}) returning true`,
		untold: ['sender'],
	},
	{
		table: 'report',
		columns: ['words', 'answers', 'tracking', 'rejected_reason'],
		theirs: (whose) => sql`it.contact_id = ${contacts(whose)}`,
		erase: (whose) => sql`
			update report set words = '', answers = '{}', public_words = false, rejected_reason = null, tracking = gen_random_uuid()
			where report.contact_id = ${contacts(whose)} returning true`,
		untold: ['taken_by'],
	},
	{
		table: 'proposal_voice',
		columns: ['reporter_hash', 'tracking', 'words'],
		theirs: (whose) => sql`(it.contact_id = ${contacts(whose)} or it.person_id = ${persons(whose)})`,
		erase: (whose) => sql`
			update proposal_voice as voice
			set words = '', reporter_hash = null, tracking = gen_random_uuid(), person_id = null, stopped_at = coalesce(voice.stopped_at, now())
			where voice.contact_id = ${contacts(whose)} or voice.person_id = ${persons(whose)} returning true`,
		untold: ['reporter_hash'],
	},
];

const heard: readonly PersonalTable[] = [
	{
		table: 'message',
		columns: ['subject', 'body', 'tracking', 'error'],
		theirs: (whose) => sql`it.contact_id = ${contacts(whose)}`,
		erase: (whose) => sql`
			update message
			set subject = null, body = null, error = null, tracking = gen_random_uuid(), state = case when message.state in ('due', 'sending') then 'failed' else message.state end
			where message.contact_id = ${contacts(whose)} returning true`,
		untold: ['message_id', 'error'],
	},
	{
		table: 'follower',
		columns: ['reporter_hash', 'tracking', 'satisfied'],
		theirs: (whose) => sql`it.contact_id = ${contacts(whose)}`,
		erase: (whose) => sql`
			update follower
			set reporter_hash = null, tracking = gen_random_uuid(), satisfied = null, satisfied_at = null, stopped_at = coalesce(follower.stopped_at, now())
			where follower.contact_id = ${contacts(whose)} returning true`,
		untold: ['reporter_hash'],
	},
	{
		table: 'asset_follower',
		columns: ['address_hash', 'tracking'],
		theirs: (whose) => sql`it.contact_id = ${contacts(whose)}`,
		erase: (whose) => sql`delete from asset_follower where asset_follower.contact_id = ${contacts(whose)} returning true`,
		untold: ['address_hash'],
	},
	{
		table: 'area_alert',
		columns: ['address_hash', 'area', 'area_3857', 'street', 'tracking', 'ward'],
		theirs: (whose) => sql`it.contact_id = ${contacts(whose)}`,
		erase: (whose) => sql`
			update area_alert
			set address_hash = '', area = null, ward = null, street = null, tracking = gen_random_uuid(), stopped_at = coalesce(area_alert.stopped_at, now())
			where area_alert.contact_id = ${contacts(whose)} returning true`,
		untold: ['address_hash', 'area_3857'],
	},
];

/** Every table that holds something about people, in the order in which they are erased: first what is found by something that is erased later. */
export const personalTables: readonly PersonalTable[] = [
	{
		table: 'idempotency',
		columns: ['body_hash', 'answer'],
		theirs: (whose) => sql`exists (select from (${linksOf(whose)}) as link where it.answer::text like '%' || link.tracking || '%')`,
		erase: (whose) => sql`
			delete from idempotency
			using (${linksOf(whose)}) as link
			where idempotency.answer::text like '%' || link.tracking || '%' returning true`,
		untold: ['client', 'key', 'body_hash'],
	},
	...draftTables,
	...formerTables,
	...kept,
	...said,
	...heard,
	...residentTables,
	...pushTables,
	...account,
];

/** Personal columns that are not about those who report: what staff write in the course of their work stays with the work. */
export const ofStaff: Readonly<Record<string, readonly string[]>> = {
	approval: ['reason'],
	block: ['value_hash', 'reason'],
	closing_audit: ['note'],
	contractor: ['contact', 'phone', 'email'],
	inspection: ['inspector', 'note'],
	instruction: ['scope', 'reason'],
	invoice: ['reason'],
	invoice_acceptance: ['reason'],
	legal_hold: ['reason'],
	inspection_defect: ['words'],
	asset_proposal: ['reason'],
	queue_override: ['reason'],
	kept_answer: ['note'],
	handover_update: ['words', 'public_words'],
	planning_question: ['title'],
	rule_set: ['note'],
	work_order: ['title', 'instructions', 'reason'],
	work_order_item: ['note', 'proof_reason'],
	work_conflict: ['kept', 'other'],
	work_task: ['answer'],
};

/** All that a table holds of somebody, as JSON. The name of the table is one of ours. */
export const toldSql = ({ table, theirs, untold = [] }: PersonalTable, whose: Whose): Sql => {
	const from = new Sql(table, []);
	return sql`select to_jsonb(it) - ${[...untold]}::text[] as row from ${from} as it where ${theirs(whose)}`;
};

/** The files of photos that somebody sent. */
export const theirPhotosSql = (whose: Whose): Sql => sql`
	select media.public_id as id, media.hash, media.kind from media where ${photosOf(whose, sql`media`)} order by media.id`;
