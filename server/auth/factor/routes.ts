import type { Knex } from 'knex';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { writeAccountMail } from '../mail.ts';
import type { Signed } from '../passport.ts';
import { passwordFits } from '../password.ts';
import { endOtherSessionsSql, endSessionsSql, holdPersonSql } from '../queries.ts';
import type { SessionContext } from '../sessions.ts';
import { newRecoveryCodes, opened, recoveryHash, sealed, takeCode } from './codes.ts';
import {
	beginSecondFactor,
	confirmSecondFactor,
	dropSecondFactor,
	readSecondFactor,
	readSignInRule,
	removeSecondFactor,
	type SignInRule,
	unlockPerson,
	writeSignInRule,
} from './contract.ts';
import { qrOf } from './qr.ts';
import { addRecoverySql, confirmSql, dropFactorSql, factorSql, keepSecretSql, ruleSql, unlockSql, wishSql, writeRuleSql } from './queries.ts';
import { addressOf, newSecret, stepOf } from './totp.ts';

interface FactorRow {
	publicId: string;
	email: string;
	passwordHash: string | null;
	confirmedAt: Date | null;
	recoveryCodes: number;
	needed: boolean;
	municipality: string;
}

/** Whoever is signed in by themselves: a key neither makes nor reads what people prove themselves by. */
export function oneself({ session: { person } }: SessionContext): Signed {
	if (!person) throw new Problem('not-signed-in');
	if (person.readOnly !== undefined) throw new Problem('not-allowed', 'This is for a person, not for a key.');
	return person;
}

const wrongCode = (): Problem => new Problem('wrong-code');

/** Answers how somebody's second factor is set up, taken into use and taken off, and who needs one. `secret` seals what is kept. */
export function factorRoutes(serve: Serve<SessionContext>, secret: string): void {
	serve(readSecondFactor, async (context) => {
		const it = await one<FactorRow>(context.db, factorSql(oneself(context).id));
		return { since: it.confirmedAt?.toISOString() ?? null, recoveryCodes: it.recoveryCodes, needed: it.needed };
	});
	serve(beginSecondFactor, async (context, { password, code }) => {
		const { id } = oneself(context);
		const it = await one<FactorRow>(context.db, factorSql(id));
		if (!(await passwordFits(password, it.passwordHash))) throw badField('password', 'The password is wrong.');
		const proven = it.confirmedAt === null || (code !== undefined && (await takeCode(context.db, { personId: id, code, secret, now: context.now })));
		if (!proven) throw wrongCode();
		const fresh = newSecret();
		await all(context.db, keepSecretSql({ personId: id, sealed: sealed(fresh, secret, it.publicId) }));
		const address = addressOf({ secret: fresh, issuer: it.municipality, account: it.email });
		return { secret: fresh, address, qr: qrOf(address) };
	});
	serve(confirmSecondFactor, async (context, { code }) => ({ codes: await confirmed(context, { person: oneself(context), code, secret }) }));
	serve(dropSecondFactor, async (context, { code }) => {
		const { id } = oneself(context);
		if ((await one<FactorRow>(context.db, factorSql(id))).needed)
			throw new Problem('conflict', 'A role of yours needs a second factor: set up another instead.');
		if (!(await takeCode(context.db, { personId: id, code, secret, now: context.now }))) throw wrongCode();
		await all(context.db, dropFactorSql(id));
		await writeAccountMail(context.db, { personId: id, kind: 'factor-off' });
		await happened(context.db, { kind: 'factor.dropped', personId: id });
		return {};
	});
	serveOthers(serve);
	serveRule(serve);
}

async function confirmed({ db, now, session }: SessionContext, it: { person: Signed; code: string; secret: string }): Promise<string[]> {
	const { id, publicId } = it.person;
	const wish = await maybeOne<{ sealed: string }>(db, wishSql(id));
	const fresh = wish && opened(wish.sealed, it.secret, publicId);
	if (!wish || fresh === undefined) throw new Problem('wrong-state', 'Begin anew: the secret was not made, or too long ago.');
	const step = stepOf(fresh, it.code.replace(/\s/g, ''), now);
	if (step === undefined) throw wrongCode();
	const codes = newRecoveryCodes();
	await all(db, confirmSql({ personId: id, sealed: wish.sealed, step }));
	await all(db, addRecoverySql(id, codes.map(recoveryHash)));
	await all(db, endOtherSessionsSql(id, session.mine));
	await writeAccountMail(db, { personId: id, kind: 'factor-on' });
	await happened(db, { kind: 'factor.confirmed', personId: id });
	return codes;
}

async function held(db: Knex, publicId: string): Promise<number> {
	const person = await maybeOne<{ id: number }>(db, holdPersonSql(publicId));
	if (!person) throw notFound('person');
	return person.id;
}

function serveOthers(serve: Serve<SessionContext>): void {
	serve(removeSecondFactor, async (context, { id, reason }) => {
		const by = oneself(context);
		const personId = await held(context.db, id);
		if (personId === by.id) throw new Problem('conflict', 'Somebody else must take off your second factor, or you yourself with a code.');
		if (!(await maybeOne(context.db, dropFactorSql(personId)))) throw notFound('second factor');
		await all(context.db, endSessionsSql(personId));
		await writeAccountMail(context.db, { personId, kind: 'factor-off' });
		await happened(context.db, { kind: 'factor.removed', personId: by.id, details: { person: id, reason } });
		return {};
	});
	serve(unlockPerson, async (context, { id }) => {
		await all(context.db, unlockSql(await held(context.db, id)));
		await happened(context.db, { kind: 'person.unlocked', personId: context.actor.personId, details: { person: id } });
		return {};
	});
}

function serveRule(serve: Serve<SessionContext>): void {
	serve(readSignInRule, ({ db }) => one<SignInRule>(db, ruleSql));
	serve(writeSignInRule, async (context, { codeRoles, version }) => {
		const { db } = context;
		const by = oneself(context);
		const before = await one<SignInRule>(db, ruleSql);
		if (before.version !== version) throw new Problem('precondition-failed');
		const { confirmedAt } = await one<FactorRow>(db, factorSql(by.id));
		if (confirmedAt === null && by.roles.some(({ role }) => codeRoles.includes(role)))
			throw new Problem('conflict', 'Set up a second factor of your own first: with this rule you could do nothing else.');
		await all(db, writeRuleSql([...new Set(codeRoles)].sort()));
		await happened(db, { kind: 'sign-in.rule-changed', personId: by.id, details: { before: before.codeRoles, after: codeRoles } });
		return one<SignInRule>(db, ruleSql);
	});
}
