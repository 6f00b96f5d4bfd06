import type { Request } from 'express';
import type { Knex } from 'knex';
import passport from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { happened } from '../platform/events.ts';
import { Problem } from '../platform/problem.ts';
import { all, maybeOne } from '../platform/sql.ts';
import { takeCode } from './factor/codes.ts';
import { sealedSql } from './factor/queries.ts';
import { writeAccountMail } from './mail.ts';
import { passwordFits } from './password.ts';
import { giveTriesBackSql, giveTryBackSql, keyUsedSql, lockedSql, signedByKeySql, signedSql, takeTrySql } from './queries.ts';
import type { Held } from './rights.ts';
import { hashToken } from './token.ts';

/** Somebody who has proved who they are. */
export interface Signed {
	id: number;
	publicId: string;
	name: string;
	email: string;
	language: string;
	roles: Held[];
	/** Proved by a key that opens only what may be read. */
	readOnly?: boolean;
	/** A role of theirs needs a second factor and they have none: they hold no role until they have. */
	mustEnrol?: boolean;
}

type Done<T> = (error: unknown, result?: T | false) => void;

/** Tells passport how a promise ended. */
const tell = <T>(found: Promise<T | undefined>, done: Done<T>): void => {
	found.then(
		(it) => done(null, it ?? false),
		(error) => done(error),
	);
};

interface Given {
	email: string;
	password: string;
	code: string | undefined;
	/** What the secrets of second factors are sealed with. */
	secret: string;
}

/** Whoever must set up a second factor first holds no role until they have. */
export const asTheyMay = (it: Signed | undefined): Signed | undefined => (it?.mustEnrol ? { ...it, roles: [] } : it);

/** Checks an address and a password; whether the account exists shows neither in the answer nor in the time it takes. */
async function prove(db: Knex, { email, password, code, secret }: Given): Promise<Signed> {
	const address = email.trim().toLowerCase();
	const account = await maybeOne<Account>(db, takeTrySql(address));
	const fits = await passwordFits(password, account?.passwordHash);
	if (!account && (await maybeOne(db, lockedSql(address)))) throw new Problem('too-many', 'Too many wrong tries: the account rests for a while.');
	if (!account || !fits) {
		await toldIfLocked(db, account);
		throw new Problem('bad-login');
	}
	await mustKnowCode(db, account, { code, secret });
	await all(db, giveTriesBackSql(account.id));
	const signed = asTheyMay(await maybeOne<Signed>(db, signedSql(account.id)));
	if (!signed) throw new Problem('bad-login');
	await happened(db, { kind: 'person.signed-in', personId: signed.id });
	return signed;
}

interface Account {
	id: number;
	passwordHash: string;
	lockedNow: boolean;
}

/** A right password alone gives back its own try and no other: it must not make room for guessing codes. */
async function mustKnowCode(db: Knex, account: Account, { code, secret }: Pick<Given, 'code' | 'secret'>): Promise<void> {
	if (!(await maybeOne(db, sealedSql(account.id)))) return;
	if (!code) {
		await all(db, giveTryBackSql(account.id));
		throw new Problem('code-wanted');
	}
	if (await takeCode(db, { personId: account.id, code, secret, now: new Date() })) return;
	await toldIfLocked(db, account);
	throw new Problem('wrong-code');
}

/** Whose account was just locked is told. */
async function toldIfLocked(db: Knex, account: Account | undefined): Promise<void> {
	if (!account?.lockedNow) return;
	await happened(db, { kind: 'person.locked', personId: account.id });
	await writeAccountMail(db, { personId: account.id, kind: 'locked' });
}

/** Who a key belongs to; that it was used is noted once a day. */
async function signedByKey(db: Knex, hash: string): Promise<Signed | undefined> {
	const signed = await maybeOne<Signed & { freshDay: boolean }>(db, signedByKeySql(hash));
	if (signed?.freshDay) await all(db, keyUsedSql(hash));
	return signed;
}

/** Who a key in `Authorization: Bearer` belongs to, or in `Basic` as the password: that is what GIS programs can send. */
class BearerStrategy extends passport.Strategy {
	override readonly name = 'bearer';
	readonly db: Knex;

	constructor(db: Knex) {
		super();
		this.db = db;
	}

	override authenticate(request: Request): void {
		const found = signedByKey(this.db, hashToken(bearerOf(request) ?? ''));
		tell(found, (error, signed) => {
			if (error) this.error(error);
			else if (signed) this.success(signed);
			else this.error(new Problem('not-signed-in', 'This key is not known, or no longer good.'));
		});
	}
}

/** The key that a request bears, if it bears one. */
export function bearerOf(request: Request): string | undefined {
	const sent = request.get('authorization') ?? '';
	const basic = /^basic ([\w+/=-]{1,400})$/i.exec(sent)?.[1];
	if (basic === undefined) return /^bearer ([\w.~+/=-]{1,200})$/i.exec(sent)?.[1];
	const [, password = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(basic, 'base64').toString()) ?? [];
	return /^[\w.~+/=-]{1,200}$/.test(password) ? password : ' ';
}

const codeIn = (body: unknown): string | undefined => {
	const given = (body as { code?: unknown } | undefined)?.code;
	return typeof given === 'string' ? given.trim().slice(0, 40) : undefined;
};

/** The ways to prove who one is: address and password, the session that began with them, an API key. */
export function strategies(db: Knex, secret: string): passport.Authenticator {
	const it = new passport.Passport();
	const local = new LocalStrategy({ usernameField: 'email', passReqToCallback: true }, ({ body }, email, password, done) =>
		tell(prove(db, { email, password, code: codeIn(body), secret }), done),
	);
	it.use('local', local);
	it.use('bearer', new BearerStrategy(db));
	it.serializeUser((user, done) => done(null, (user as Signed).id));
	it.deserializeUser((request: Request, id: unknown, done: Done<Signed>) => {
		// The organisation's sign-in has said that it asked for a second factor.
		const vouched = request.session.opened?.vouched === true;
		const found = maybeOne<Signed>(db, signedSql(Number(id)));
		tell(vouched ? found.then((person) => person && { ...person, mustEnrol: false }) : found.then(asTheyMay), done);
	});
	return it;
}
