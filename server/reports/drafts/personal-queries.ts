import { type Sql, sql } from '../../platform/sql.ts';
import type { PersonalTable, Whose } from '../persons/whose-queries.ts';

const theirs = ({ contacts }: Whose): Sql => sql`select draft.id from report_draft as draft where draft.contact_id = any (${[...contacts]}::bigint[])`;

const hashesOf = ({ contacts }: Whose): Sql =>
	sql`select contact.reporter_hash from contact where contact.id = any (${[...contacts]}::bigint[]) and contact.reporter_hash is not null`;

/** What somebody sent that is not a report yet, or never became one. */
export const draftTables: readonly PersonalTable[] = [
	{
		table: 'report_draft_photo',
		columns: ['hash', 'thumb_hash', 'lon', 'lat'],
		theirs: (whose) => sql`it.draft_id in (${theirs(whose)})`,
		erase: (whose) => sql`
			with gone as (
				delete from report_draft_photo as photo where photo.draft_id in (${theirs(whose)}) returning photo.hash, photo.thumb_hash),
			noted as (
				insert into unwanted_file (hash) select gone.hash from gone union select gone.thumb_hash from gone
				on conflict do nothing)
			select true from gone`,
		untold: ['hash', 'thumb_hash'],
	},
	{
		table: 'inbound_session',
		columns: ['sender_hash', 'words'],
		theirs: (whose) => sql`it.sender_hash in (${hashesOf(whose)})`,
		erase: (whose) => sql`delete from inbound_session where inbound_session.sender_hash in (${hashesOf(whose)}) returning true`,
		untold: ['sender_hash'],
	},
	{
		table: 'report_draft',
		columns: ['subject', 'words', 'lon', 'lat'],
		theirs: (whose) => sql`it.id in (${theirs(whose)})`,
		erase: (whose) => sql`delete from report_draft where report_draft.id in (${theirs(whose)}) returning true`,
		untold: ['decided_by'],
	},
];
