import { type Role, roles } from '../contract.ts';
import type { WishedRole } from '../people.ts';

/** What in an ID token says that a second factor was asked for: one of these values of a claim, or the issuer always does. */
export type Vouching = 'always' | { claim: 'amr' | 'acr'; values: readonly string[] };

/** How an organisation's own sign-in is reached, and what its word is worth here. */
export interface OidcSettings {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** What people call it; empty: they are told of the organisation's account. */
	name: string;
	/** Where the issuer sends people back to. */
	callback: string;
	/** The claim that says somebody's groups. */
	roleClaim: string;
	/** Which group gives which role; empty: roles are given here, by administrators. */
	roles: Readonly<Record<string, WishedRole>>;
	/** Whether somebody unknown, whose groups give a role, gets an account. */
	creates: boolean;
	/** Addresses count without the issuer's word that they were verified: it is the organisation's own directory that gives them. */
	trustsAddress: boolean;
	vouching: Vouching;
	/** Signing out here signs out there as well. */
	signsOut: boolean;
}

/** Reads `always`, `amr:mfa,hwk` or `acr:https://refeds.org/profile/mfa`. */
function vouchingOf(text: string): Vouching {
	if (text.trim() === 'always') return 'always';
	const [, claim, values = ''] = /^(amr|acr):(.+)$/.exec(text.trim()) ?? [];
	if (claim !== 'amr' && claim !== 'acr') throw new Error(`OIDC_SECOND_FACTOR: "${text}" is not always, amr:… or acr:…`);
	return { claim, values: values.split(',').map((it) => it.trim()) };
}

/** Reads `group=role` and `group=role:department`, separated by commas. */
function mappingOf(text: string): Record<string, WishedRole> {
	const entries = text.split(',').flatMap((entry) => {
		const [, group = '', role = '', department] = /^\s*([^=]+?)\s*=\s*([a-z-]+)(?::([\w-]+))?\s*$/.exec(entry) ?? [];
		if (entry.trim() === '') return [];
		if (!roles.includes(role as Role)) throw new Error(`OIDC_ROLES: "${entry.trim()}" is not group=role or group=role:department`);
		return [[group, { role: role as Role, ...(department !== undefined && { department }) }] as const];
	});
	return Object.fromEntries(entries);
}

interface Environment {
	oidcIssuer: string | undefined;
	oidcClientId: string | undefined;
	oidcClientSecret: string | undefined;
	oidcName: string;
	oidcRoleClaim: string;
	oidcRoles: string;
	oidcCreate: boolean;
	oidcTrustAddress: boolean;
	oidcSecondFactor: string;
	oidcSignOut: boolean;
}

/** The organisation's sign-in as the environment says it; undefined where there is none. Half of it is a mistake. */
export function oidcOf(it: Environment, publicUrl: string): OidcSettings | undefined {
	const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret } = it;
	if (!issuer && !clientId && !clientSecret) return undefined;
	if (!issuer || !clientId || !clientSecret) throw new Error('Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together.');
	const callback = `${publicUrl}/api/sign-in/oidc/callback`;
	return {
		...{ issuer, clientId, clientSecret, callback, name: it.oidcName.trim(), roleClaim: it.oidcRoleClaim, roles: mappingOf(it.oidcRoles) },
		...{ creates: it.oidcCreate, trustsAddress: it.oidcTrustAddress, vouching: vouchingOf(it.oidcSecondFactor), signsOut: it.oidcSignOut },
	};
}
