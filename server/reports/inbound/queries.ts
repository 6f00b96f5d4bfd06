import { type Sql, sql } from '../../platform/sql.ts';

export interface Session {
	language: string;
	mode: string | null;
	words: string;
	asked: number;
}

/** The conversation somebody is in, held against a second message at the same time. */
export const sessionSql = (channel: string, sender: string): Sql => sql`
	select session.language, session.failure_mode as mode, session.words, session.asked from inbound_session as session
	where session.channel = ${channel} and session.sender_hash = ${sender} and session.expires_at > now() for update`;

export const keepSessionSql = (channel: string, sender: string, it: Session): Sql => sql`
	insert into inbound_session (channel, sender_hash, language, failure_mode, words, asked, expires_at)
	values (${channel}, ${sender}, ${it.language}, ${it.mode}, ${it.words}, ${it.asked}::int, now() + interval '30 minutes')
	on conflict (channel, sender_hash) do update
	set language = excluded.language, failure_mode = excluded.failure_mode, words = excluded.words, asked = excluded.asked, expires_at = excluded.expires_at`;

export const endSessionSql = (channel: string, sender: string): Sql => sql`
	delete from inbound_session where inbound_session.channel = ${channel} and inbound_session.sender_hash = ${sender}`;

/** Conversations that nobody went on with. */
export const sweepSessionsSql = sql`delete from inbound_session where inbound_session.expires_at < now() returning true`;

/** What was answered to a message that was taken before. */
export const answeredSql = (channel: string, digest: Buffer): Sql => sql`
	select inbound_message.answer from inbound_message where inbound_message.channel = ${channel} and inbound_message.digest = ${digest}::bytea`;

export const keepAnswerSql = (channel: string, digest: Buffer, answer: object): Sql => sql`
	update inbound_message set answer = ${JSON.stringify(answer)}::jsonb where inbound_message.channel = ${channel} and inbound_message.digest = ${digest}::bytea`;

/** Stops every message to a number, however it is written. */
export const stopNumberSql = (digits: string): Sql => sql`
	update follower set stopped_at = now()
	from contact
	where contact.id = follower.contact_id and follower.stopped_at is null and contact.phone is not null
	      and right(regexp_replace(contact.phone, '[^0-9]', '', 'g'), 9) = right(${digits}, 9)`;
