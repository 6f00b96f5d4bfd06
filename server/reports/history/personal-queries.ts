import { type Sql, sql } from '../../platform/sql.ts';
import { contacts, type PersonalTable, type Whose } from '../persons/whose-queries.ts';

const ticketsOf = (whose: Whose): Sql => sql`
	select ticket.id from former_ticket as ticket join report on report.id = ticket.report_id where report.contact_id = ${contacts(whose)}`;

/** What is left of somebody in tickets of the system used before. The number stays, so that what was erased is not taken in again. */
export const formerTables: readonly PersonalTable[] = [
	{
		table: 'former_photo',
		columns: ['url'],
		theirs: (whose) => sql`it.ticket_id in (${ticketsOf(whose)})`,
		erase: (whose) => sql`delete from former_photo where former_photo.ticket_id in (${ticketsOf(whose)}) returning true`,
	},
	{
		table: 'former_ticket',
		columns: ['place_hash', 'content_hash'],
		theirs: (whose) => sql`it.id in (${ticketsOf(whose)})`,
		erase: (whose) => sql`update former_ticket set place_hash = '', content_hash = '' where former_ticket.id in (${ticketsOf(whose)}) returning true`,
		untold: ['place_hash', 'content_hash'],
	},
];
