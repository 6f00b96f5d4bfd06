import { type Sql, sql } from '../../platform/sql.ts';
import { contacts, type PersonalTable, type Whose } from '../persons/whose-queries.ts';
import { bearing } from './queries.ts';

const formsOf = (it: Sql): Sql => sql`array_remove(array[lower(${it}.email), regexp_replace(${it}.phone, '[^0-9]', '', 'g')], null)`;

/** Residents all of whose reports are among these: an address that others left as well stays theirs. */
const residentsOf = (whose: Whose): Sql => sql`
	select known.id
	from contact
	cross join lateral (select resident.id, resident.forms from resident where resident.forms && ${formsOf(sql`contact`)} offset 0) as known
	where contact.id = ${contacts(whose)}
	      and not exists (select from ${bearing(sql`known.forms`)} as other where other.id <> all (${[...whose.contacts]}::bigint[]))`;

const codesOf = (whose: Whose, it: Sql): Sql => sql`
	exists (select from contact where contact.id = ${contacts(whose)} and ${it}.forms && ${formsOf(sql`contact`)})`;

/** What is kept of somebody who showed that an address is theirs. */
export const residentTables: readonly PersonalTable[] = [
	{
		table: 'resident_code',
		columns: ['key', 'forms', 'code_hash', 'link_hash', 'sender', 'network_hash', 'body'],
		theirs: (whose) => codesOf(whose, sql`it`),
		erase: (whose) => sql`delete from resident_code where ${codesOf(whose, sql`resident_code`)} returning true`,
		untold: ['forms', 'code_salt', 'code_hash', 'link_hash', 'sender', 'network_hash', 'body'],
	},
	{
		table: 'resident_session',
		columns: ['token_hash'],
		theirs: (whose) => sql`it.resident_id in (${residentsOf(whose)})`,
		erase: (whose) => sql`delete from resident_session where resident_session.resident_id in (${residentsOf(whose)}) returning true`,
		untold: ['token_hash'],
	},
	{
		table: 'resident',
		columns: ['key', 'forms'],
		theirs: (whose) => sql`it.id in (${residentsOf(whose)})`,
		erase: (whose) => sql`delete from resident where resident.id in (${residentsOf(whose)}) returning true`,
		untold: ['forms'],
	},
];
