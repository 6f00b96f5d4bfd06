import type { Knex } from 'knex';
import { happened } from '../platform/events.ts';
import type { Serve } from '../platform/http.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { awayRoutes } from './away/routes.ts';
import {
	changePerson,
	forgotPassword,
	invitePerson,
	listAccountMail,
	listPeople,
	listStaff,
	type MailKind,
	type Person,
	readMe,
	type Staff,
	setPassword,
	signIn,
	signOut,
} from './contract.ts';
import { sealedSql } from './factor/queries.ts';
import { factorRoutes } from './factor/routes.ts';
import { keyRoutes } from './keys.ts';
import { writeLink } from './mail.ts';
import { meOf } from './me.ts';
import { asTheyMay, type Signed } from './passport.ts';
import { hashPassword } from './password.ts';
import { addPerson, change, setRoles, type WishedRole } from './people.ts';
import { accountMailSql, byEmailSql, linkSql, peopleSql, personSql, signedSql, staffSql, useLinkSql } from './queries.ts';
import { rolesWith } from './rights.ts';
import { seatRoutes } from './seats/routes.ts';
import type { SessionContext } from './sessions.ts';
import { hashToken } from './token.ts';

interface Site {
	/** Where people reach us: what links in mails begin with. */
	publicUrl: string;
	/** What secrets of people are sealed with. */
	secret: string;
}

/** Answers who is signed in, signs in and out, sets passwords, manages people. */
export function routes(serve: Serve<SessionContext>, site: Site): void {
	const told = ({ session }: SessionContext, person: Signed | undefined) => ({
		...meOf(person),
		...(session.elsewhere !== undefined && { elsewhere: session.elsewhere }),
	});
	serve(readMe, (context) => told(context, context.session.person));
	serve(signIn, async ({ session }) => {
		const person = await session.prove();
		await session.start(person);
		return meOf(person);
	});
	serve(signOut, async (context) => {
		const { db, session } = context;
		const leaveAt = await session.end();
		if (session.person) await happened(db, { kind: 'person.signed-out', personId: session.person.id });
		return { ...told(context, undefined), ...(leaveAt !== undefined && { leaveAt }) };
	});
	serve(setPassword, async (context, { token, password }) => {
		const { db, session } = context;
		const person = await followLink(db, hashToken(token), password);
		// Whoever reads somebody's mail does not get past their second factor.
		if (await maybeOne(db, sealedSql(person.id))) return told(context, undefined);
		await session.start(person);
		return meOf(person);
	});
	serve(forgotPassword, async ({ db }, { email }) => {
		const found = await maybeOne<{ id: number; disabled: boolean }>(db, byEmailSql(email.toLowerCase()));
		if (found && !found.disabled) await writeLink(db, { personId: found.id, kind: 'reset', publicUrl: site.publicUrl });
		return {};
	});
	servePeople(serve, site);
	keyRoutes(serve);
	factorRoutes(serve, site.secret);
	seatRoutes(serve);
	awayRoutes(serve);
}

async function followLink(db: Knex, hash: string, password: string): Promise<Signed> {
	const gone = notFound('link, or it was used before, or its time is over');
	if (!(await maybeOne(db, linkSql(hash)))) throw gone;
	const used = await maybeOne<{ id: number }>(db, useLinkSql(hash, await hashPassword(password)));
	const person = used && asTheyMay(await maybeOne<Signed>(db, signedSql(used.id)));
	if (!person) throw gone;
	return person;
}

function servePeople(serve: Serve<SessionContext>, site: Site): void {
	serve(listPeople, async ({ db }) => ({ people: await all<Person>(db, peopleSql) }));
	serve(listStaff, async ({ db }) => ({ staff: await all<Staff>(db, staffSql(rolesWith('fault.move'))) }));
	serve(listAccountMail, async ({ db }) => ({ mail: (await all<MailRow>(db, accountMailSql)).map(mailRow) }));
	serve(invitePerson, async ({ db, actor }, it) => {
		const { id, publicId } = await invited(db, it);
		const link = await writeLink(db, { personId: id, kind: 'invitation', publicUrl: site.publicUrl });
		await happened(db, { kind: 'person.invited', personId: actor.personId, details: { person: publicId, roles: it.roles } });
		return { person: await one<Person>(db, personSql(publicId)), link };
	});
	serve(changePerson, async ({ db, actor }, it) => {
		await change(db, it, actor.personId);
		return { person: await one<Person>(db, personSql(it.id)) };
	});
}

/** Somebody who has not chosen a password yet can be invited again; their old link is void. */
async function invited(db: Knex, it: { email: string; name: string; language: string; roles: WishedRole[] }): Promise<{ id: number; publicId: string }> {
	const known = await maybeOne<{ id: number; publicId: string; invited: boolean; disabled: boolean }>(db, byEmailSql(it.email.toLowerCase()));
	if (!known) return addPerson(db, it);
	if (!known.invited || known.disabled) throw new Problem('conflict', 'Somebody with this address has an account already.');
	await db('person').where({ id: known.id }).update({ name: it.name, language: it.language });
	await setRoles(db, known.id, it.roles);
	return known;
}

interface MailRow {
	to: string;
	kind: MailKind;
	subject: string;
	body: string | null;
	state: 'due' | 'sending' | 'sent' | 'failed' | 'kept';
	at: Date;
	sentAt: Date | null;
}

const mailRow = (it: MailRow) => ({ ...it, at: it.at.toISOString(), sentAt: it.sentAt?.toISOString() ?? null });
