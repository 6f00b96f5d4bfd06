import type { Knex } from 'knex';
import { happened } from '../../platform/events.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { factorSql } from '../factor/queries.ts';
import type { Signed } from '../passport.ts';
import { addPerson, setRoles, type WishedRole } from '../people.ts';
import { guardsSql, signedSql } from '../queries.ts';
import { byAddressSql, byIdentitySql, linkSql } from './queries.ts';
import type { OidcSettings } from './settings.ts';

/** What an ID token says of somebody, its signature, issuer, audience, nonce and time already checked. */
export interface Claims {
	iss: string;
	sub: string;
	[name: string]: unknown;
}

/** Who came, or why nobody is let in: there is no account, or nobody vouches for the second factor that theirs needs. */
export type Arrival = { person: Signed; vouched: boolean } | 'nobody' | 'factor';

const textIn = (claims: Claims, name: string): string => (typeof claims[name] === 'string' ? claims[name].trim() : '');

/** The words of a claim that is a text or a list of them. */
function listIn(claims: Claims, name: string): string[] {
	const said = claims[name];
	return (Array.isArray(said) ? said : [said]).filter((it): it is string => typeof it === 'string');
}

/** The roles that somebody's groups give. */
const rolesIn = (claims: Claims, { roleClaim, roles }: OidcSettings): WishedRole[] =>
	listIn(claims, roleClaim).flatMap((group) => (Object.hasOwn(roles, group) && roles[group] ? [roles[group]] : []));

/** Whether the issuer says that it asked for a second factor. */
const vouches = (claims: Claims, { vouching }: OidcSettings): boolean =>
	vouching === 'always' || listIn(claims, vouching.claim).some((it) => vouching.values.includes(it));

/** An address counts where the issuer says that it is theirs, or where its word is taken for that; never against its word. */
function addressIn(claims: Claims, { trustsAddress }: OidcSettings): string {
	const verified = claims['email_verified'];
	return verified === true || (trustsAddress && verified === undefined) ? textIn(claims, 'email').toLowerCase() : '';
}

/** Who somebody is here: as they came before, by their verified address, or anew where that is allowed. Undefined: nobody. */
async function personIn(db: Knex, claims: Claims, settings: OidcSettings): Promise<number | undefined> {
	const before = await maybeOne<{ id: number }>(db, byIdentitySql(claims.iss, claims.sub));
	if (before) return before.id;
	const email = addressIn(claims, settings);
	if (email === '') return undefined;
	const known = await maybeOne<{ id: number; known: boolean }>(db, byAddressSql(email, claims.iss));
	// An address that has passed on to somebody else does not open the account of whoever had it.
	if (known?.known) return undefined;
	if (known) return known.id;
	const roles = rolesIn(claims, settings);
	if (!settings.creates || roles.length === 0) return undefined;
	const { id, publicId } = await addPerson(db, { email, name: textIn(claims, 'name') || email, language: textIn(claims, 'locale').slice(0, 2) || 'en', roles });
	await happened(db, { kind: 'person.invited', details: { person: publicId, roles, by: 'oidc' } });
	return id;
}

/** Whether a token tells all groups: of somebody with very many some issuers tell only where to ask for them. */
const tellsGroups = (claims: Claims, { roleClaim, roles }: OidcSettings): boolean =>
	Object.keys(roles).length > 0 && claims['hasgroups'] !== true && !Object.hasOwn(Object(claims['_claim_names']), roleClaim);

/** Roles follow the groups, where groups give roles; never so that nobody is left who manages people. */
async function takeRoles(db: Knex, personId: number, wishes: readonly WishedRole[]): Promise<void> {
	const before = await one<{ administered: boolean }>(db, guardsSql);
	const nested = await db.transaction();
	await setRoles(nested, personId, wishes);
	const after = await one<{ administered: boolean }>(nested, guardsSql);
	await (before.administered && !after.administered ? nested.rollback() : nested.commit());
}

/** Notes whose groups say something else than before. */
async function followGroups(db: Knex, person: Signed, wishes: readonly WishedRole[]): Promise<Signed> {
	await takeRoles(db, person.id, wishes);
	const now = await one<Signed>(db, signedSql(person.id));
	if (JSON.stringify(now.roles) !== JSON.stringify(person.roles)) {
		const roles = wishes.map(({ role, department }) => ({ role, department }));
		await happened(db, { kind: 'person.changed', details: { person: person.publicId, roles, by: 'oidc' } });
	}
	return now;
}

/** Whether an account is let in only with a code, ours or one that somebody vouches for. */
async function needsCode(db: Knex, { id }: Signed): Promise<boolean> {
	const { needed, confirmedAt } = await one<{ needed: boolean; confirmedAt: Date | null }>(db, factorSql(id));
	return needed || confirmedAt !== null;
}

/** The account an ID token is about, with the roles that its groups give now. */
async function accountOf(db: Knex, claims: Claims, settings: OidcSettings): Promise<Signed | undefined> {
	const personId = await personIn(db, claims, settings);
	const known = personId === undefined ? undefined : await maybeOne<Signed>(db, signedSql(personId));
	if (!known) return undefined;
	await all(db, linkSql({ issuer: claims.iss, subject: claims.sub, personId: known.id }));
	return tellsGroups(claims, settings) ? followGroups(db, known, rolesIn(claims, settings)) : known;
}

/** Finds whom an ID token is about, and signs them in. */
export function matched(db: Knex, claims: Claims, settings: OidcSettings): Promise<Arrival> {
	return db.transaction(async (transaction) => {
		const person = await accountOf(transaction, claims, settings);
		if (!person) return 'nobody';
		const vouched = vouches(claims, settings);
		if (!vouched && (await needsCode(transaction, person))) return 'factor';
		await happened(transaction, { kind: 'person.signed-in', personId: person.id, details: { by: 'oidc' } });
		return { person: vouched ? { ...person, mustEnrol: false } : person, vouched };
	});
}
