import { type Sql, sql } from '../../platform/sql.ts';

/** Who came by this identity before. */
export const byIdentitySql = (issuer: string, subject: string): Sql => sql`
	select person_identity.person_id as id from person_identity where person_identity.issuer = ${issuer} and person_identity.subject = ${subject}`;

/** Somebody with this address; held, so that two who come at once make one account. */
export const byAddressSql = (email: string, issuer: string): Sql => sql`
	select person.id, exists (select from person_identity where person_identity.person_id = person.id and person_identity.issuer = ${issuer}) as known
	from person where person.email = ${email} for update`;

export const linkSql = (it: { issuer: string; subject: string; personId: number }): Sql => sql`
	insert into person_identity (issuer, subject, person_id) values (${it.issuer}, ${it.subject}, ${it.personId}) on conflict (issuer, subject) do nothing`;
