import { sql } from '../../platform/sql.ts';
import { contacts, type PersonalTable, persons } from './whose-queries.ts';

/** What belongs to an account, and at last how somebody is reached. */
export const account: readonly PersonalTable[] = [
	{
		table: 'data_request',
		columns: ['token_hash', 'body', 'forms'],
		theirs: (whose) => sql`it.contact_id = ${contacts(whose)}`,
		erase: (whose) => sql`delete from data_request where data_request.contact_id = ${contacts(whose)} returning true`,
		untold: ['token_hash', 'body', 'forms'],
	},
	{
		table: 'planning_letter_reader',
		columns: ['email'],
		theirs: (whose) => sql`lower(it.email) in (select lower(contact.email) from contact where contact.id = ${contacts(whose)})`,
		erase: (whose) => sql`
			update planning_letter_reader as reader
			set email = 'erased ' || reader.id, stopped_at = coalesce(reader.stopped_at, now()), removed_at = coalesce(reader.removed_at, now())
			where lower(reader.email) in (select lower(contact.email) from contact where contact.id = ${contacts(whose)}) returning true`,
	},
	{
		table: 'account_mail',
		columns: ['subject', 'body', 'error'],
		theirs: (whose) => sql`it.person_id = ${persons(whose)}`,
		erase: (whose) => sql`delete from account_mail where account_mail.person_id = ${persons(whose)} returning true`,
		untold: ['body', 'error'],
	},
	{
		table: 'token',
		columns: ['hash', 'label'],
		theirs: (whose) => sql`it.person_id = ${persons(whose)}`,
		erase: (whose) => sql`delete from token where token.person_id = ${persons(whose)} returning true`,
		untold: ['hash'],
	},
	{
		table: 'session',
		columns: ['sid', 'sess'],
		theirs: (whose) => sql`(it.sess #>> '{passport,user}') = any (${whose.persons.map(String)}::text[])`,
		erase: (whose) => sql`delete from session where (session.sess #>> '{passport,user}') = any (${whose.persons.map(String)}::text[]) returning true`,
		untold: ['sid', 'sess'],
	},
	{
		table: 'second_factor',
		columns: ['sealed'],
		theirs: (whose) => sql`it.person_id = ${persons(whose)}`,
		erase: (whose) => sql`delete from second_factor where second_factor.person_id = ${persons(whose)} returning true`,
		untold: ['sealed', 'last_step'],
	},
	{
		table: 'second_factor_wish',
		columns: ['sealed'],
		theirs: (whose) => sql`it.person_id = ${persons(whose)}`,
		erase: (whose) => sql`delete from second_factor_wish where second_factor_wish.person_id = ${persons(whose)} returning true`,
		untold: ['sealed'],
	},
	{
		table: 'person_identity',
		columns: ['subject'],
		theirs: (whose) => sql`it.person_id = ${persons(whose)}`,
		erase: (whose) => sql`delete from person_identity where person_identity.person_id = ${persons(whose)} returning true`,
	},
	{
		table: 'absence',
		columns: ['from_day', 'until_day'],
		theirs: (whose) => sql`it.person_id = ${persons(whose)}`,
		erase: (whose) => sql`delete from absence where absence.person_id = ${persons(whose)} returning true`,
	},
	{
		table: 'standby',
		columns: ['phone'],
		theirs: (whose) => sql`it.person_id = ${persons(whose)}`,
		erase: (whose) => sql`
			update standby set phone = null, removed_at = coalesce(standby.removed_at, now())
			where standby.person_id = ${persons(whose)} and (standby.phone is not null or standby.removed_at is null) returning true`,
	},
	{
		table: 'call_out_try',
		columns: ['token_hash'],
		theirs: (whose) => sql`it.standby_id in (select standby.id from standby where standby.person_id = ${persons(whose)})`,
		erase: (whose) => sql`
			update call_out_try set token_hash = null
			where call_out_try.token_hash is not null and call_out_try.standby_id in (select standby.id from standby where standby.person_id = ${persons(whose)}) returning true`,
		untold: ['token_hash'],
	},
	{
		table: 'recovery_code',
		columns: ['hash'],
		theirs: (whose) => sql`it.person_id = ${persons(whose)}`,
		erase: (whose) => sql`delete from recovery_code where recovery_code.person_id = ${persons(whose)} returning true`,
		untold: ['hash'],
	},
	{
		table: 'person',
		columns: ['email', 'name', 'phone', 'password_hash'],
		theirs: (whose) => sql`it.id = ${persons(whose)}`,
		erase: (whose) => sql`
			update person
			set email = 'erased-' || person.public_id || '@localhost', name = '', phone = null, password_hash = null, disabled_at = coalesce(person.disabled_at, now())
			where person.id = ${persons(whose)} returning true`,
		untold: ['password_hash'],
	},
	{
		table: 'contact',
		columns: ['name', 'email', 'phone', 'reporter_hash', 'person_id', 'sender_hash', 'network_hash'],
		theirs: (whose) => sql`it.id = ${contacts(whose)}`,
		erase: (whose) => sql`
			update contact set name = null, email = null, phone = null, reporter_hash = null, person_id = null, sender_hash = null, network_hash = null, erased_at = coalesce(contact.erased_at, now())
			where contact.id = ${contacts(whose)} returning true`,
		untold: ['reporter_hash', 'sender_hash', 'network_hash'],
	},
];
