import type { Request } from 'express';
import type { Knex } from 'knex';
import passport from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { happened } from '../platform/events.ts';
import { Problem } from '../platform/problem.ts';
import { all, maybeOne } from '../platform/sql.ts';
import { passwordFits } from './password.ts';
import { giveTriesBackSql, keyUsedSql, lockedSql, signedByKeySql, signedSql, takeTrySql } from './queries.ts';
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
}

type Done<T> = (error: unknown, result?: T | false) => void;

/** Tells passport how a promise ended. */
const tell = <T>(found: Promise<T | undefined>, done: Done<T>): void => {
	found.then(
		(it) => done(null, it ?? false),
		(error) => done(error),
	);
};

/** Checks an address and a password; whether the account exists shows neither in the answer nor in the time it takes. */
async function prove(db: Knex, email: string, password: string): Promise<Signed> {
	const address = email.trim().toLowerCase();
	const account = await maybeOne<{ id: number; passwordHash: string }>(db, takeTrySql(address));
	const fits = await passwordFits(password, account?.passwordHash);
	if (!account && (await maybeOne(db, lockedSql(address)))) throw new Problem('too-many', 'Too many wrong tries: the account rests for a quarter of an hour.');
	if (!account || !fits) throw new Problem('bad-login');
	await all(db, giveTriesBackSql(account.id));
	const signed = await maybeOne<Signed>(db, signedSql(account.id));
	if (!signed) throw new Problem('bad-login');
	await happened(db, { kind: 'person.signed-in', personId: signed.id });
	return signed;
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

/** The ways to prove who one is: address and password, the session that began with them, an API key. */
export function strategies(db: Knex): passport.Authenticator {
	const it = new passport.Passport();
	const local = new LocalStrategy({ usernameField: 'email' }, (email, password, done) => tell(prove(db, email, password), done));
	it.use('local', local);
	it.use('bearer', new BearerStrategy(db));
	it.serializeUser((user, done) => done(null, (user as Signed).id));
	it.deserializeUser((id, done) => tell(maybeOne<Signed>(db, signedSql(Number(id))), done));
	return it;
}
