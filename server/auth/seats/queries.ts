import { type Sql, sql } from '../../platform/sql.ts';

/** Browsers in which a person is signed in, the latest used first. `hours` is how long a session lives after it was used. */
export const seatsSql = (personId: number, hours: number): Sql => sql`
	select session.sess #>> '{opened,id}' as id, coalesce(session.sess #>> '{opened,device}', '') as device, coalesce(session.sess #>> '{opened,network}', '') as network,
	       session.sess #>> '{opened,at}' as since, session.expire - ${hours}::int * interval '1 hour' as "lastUsed"
	from session
	where (session.sess #>> '{passport,user}') = ${String(personId)} and session.expire > now() and session.sess #>> '{opened,id}' is not null
	order by session.expire desc`;

export const endSeatSql = (personId: number, id: string): Sql => sql`
	delete from session where (session.sess #>> '{passport,user}') = ${String(personId)} and session.sess #>> '{opened,id}' = ${id} returning true as ended`;

export const passwordHashSql = (personId: number): Sql => sql`select person.password_hash as hash from person where person.id = ${personId}`;

export const writePasswordSql = (personId: number, hash: string): Sql => sql`update person set password_hash = ${hash} where person.id = ${personId}`;
