import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { OidcSettings } from '../../../server/auth/oidc/settings.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { openSite, type Site } from './site.ts';

interface Next {
	claims: JWTPayload;
	/** Another nonce than was asked for. */
	nonce?: string;
	audience?: string;
	issuer?: string;
	expiresIn?: number;
	signedBy?: 'itself' | 'another' | 'nobody';
}

let issuer: Awaited<ReturnType<typeof openIssuer>>;
let database: Database;
let site: Site;
let settings: OidcSettings;

/** An issuer of our own: answers discovery, keys and tokens; each test says what the next token claims. */
async function openIssuer() {
	const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
	const keys = { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] };
	const state = { next: { claims: {} } as Next, nonce: '', challenged: '' };
	let address = '';
	const token = async (): Promise<string> => {
		const { claims, nonce = state.nonce, audience = 'faultline', issuer: iss = address, expiresIn = 300, signedBy = 'itself' } = state.next;
		const now = Math.floor(Date.now() / 1000);
		const body = { ...claims, nonce, iss, aud: audience, iat: now - 1000, exp: now + expiresIn };
		if (signedBy === 'nobody') return new UnsecuredJWT(body).encode();
		return new SignJWT(body).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(signedBy === 'itself' ? own.privateKey : other.privateKey);
	};
	const answers: Record<string, () => unknown> = {
		'/.well-known/openid-configuration': () => ({
			issuer: address,
			authorization_endpoint: `${address}/authorize`,
			end_session_endpoint: `${address}/leave`,
			token_endpoint: `${address}/token`,
			jwks_uri: `${address}/keys`,
			response_types_supported: ['code'],
			subject_types_supported: ['public'],
			id_token_signing_alg_values_supported: ['RS256', 'none'],
			code_challenge_methods_supported: ['S256'],
		}),
		'/keys': () => keys,
		'/token': async () => ({ access_token: 'opaque', token_type: 'Bearer', id_token: await token() }),
	};
	const server: Server = createServer((request, response) => {
		const answer = answers[request.url ?? ''];
		void Promise.resolve(answer?.()).then((body) =>
			response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {})),
		);
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { address, state, close: () => new Promise((resolve) => server.close(resolve)) };
}

beforeAll(async () => {
	issuer = await openIssuer();
	database = await ownDatabase();
	settings = {
		...{
			issuer: issuer.address,
			clientId: 'faultline',
			clientSecret: 'a secret of the client',
			callback: 'https://faults.example.org/api/sign-in/oidc/callback',
		},
		...{ name: 'Metro account', roleClaim: 'groups', roles: {}, creates: false, trustsAddress: false, signsOut: false },
		vouching: { claim: 'amr', values: ['mfa'] },
	};
	site = await openSite(database.knex, false, settings);
});
afterAll(async () => {
	await site.close();
	await database.close();
	await issuer.close();
});

/** Goes out to the issuer: what it was asked, and the cookie by which one is known again. */
async function out(from = site, to = '') {
	const response = await fetch(`${from.url}/api/sign-in/oidc?to=${encodeURIComponent(to)}`, { redirect: 'manual' });
	const asked = new URL(response.headers.get('location') ?? '').searchParams;
	issuer.state.nonce = asked.get('nonce') ?? '';
	return { asked, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

/** Comes back from it: where one is sent, and who one is then. */
async function back({ asked, cookie }: Awaited<ReturnType<typeof out>>, { state = asked.get('state') ?? '', from = site, error = '' } = {}) {
	const query = new URLSearchParams({ ...(error ? { error } : { code: 'a-code' }), state });
	const response = await fetch(`${from.url}/api/sign-in/oidc/callback?${query}`, { redirect: 'manual', headers: { cookie } });
	const fresh = response.headers.get('set-cookie')?.split(';')[0] ?? '';
	const me = await from.ask('GET /api/session', undefined, { cookie: fresh });
	return {
		to: response.headers.get('location'),
		fresh,
		me: me.body,
		person: me.body['person'] as { email: string } | null,
		roles: me.body['roles'] as string[],
	};
}

async function comes(next: Next, from = site, to = '') {
	issuer.state.next = next;
	return back(await out(from, to), { from });
}

const planner = (email: string) => addPerson(database.knex, { email, name: 'Nomsa', language: 'xh', roles: [{ role: 'planner' }] });
const verified = (sub: string, email: string): JWTPayload => ({ sub, email, email_verified: true });

describe('the organisation’s sign-in', () => {
	test('goes out with PKCE, state and nonce, and opens the account of a verified address; afterwards of the subject, whatever its address', async () => {
		await planner('nomsa@example.org');
		const { asked } = await out();
		expect(Object.fromEntries(asked)).toMatchObject({
			...{ client_id: 'faultline', response_type: 'code', scope: 'openid email profile', code_challenge_method: 'S256', redirect_uri: settings.callback },
			...{ code_challenge: expect.stringMatching(/^[\w-]{43}$/), state: expect.stringMatching(/^[\w-]{20,}$/), nonce: expect.stringMatching(/^[\w-]{20,}$/) },
		});
		const first = await comes({ claims: verified('s-1', 'Nomsa@Example.org') });
		expect(first).toMatchObject({ to: '/console/', person: { email: 'nomsa@example.org' }, roles: ['planner'] });
		expect((await comes({ claims: { sub: 's-1', email: 'renamed@example.org' } })).person?.email).toBe('nomsa@example.org');
		expect((await comes({ claims: verified('s-2', 'nomsa@example.org') })).to).toBe('/console/?sign-in=nobody');
	});

	test('opens nothing for an address that is not verified, for strangers, and for the disabled', async () => {
		const { id } = await planner('sipho@example.org');
		expect(await comes({ claims: { sub: 's-3', email: 'sipho@example.org' } })).toMatchObject({ to: '/console/?sign-in=nobody', person: null });
		expect(await comes({ claims: { sub: 's-3', email: 'sipho@example.org', email_verified: 'true' } })).toMatchObject({ person: null });
		expect(await comes({ claims: verified('s-4', 'stranger@example.org') })).toMatchObject({ to: '/console/?sign-in=nobody', person: null });
		await database.knex('person').where({ id }).update({ disabled_at: new Date() });
		expect(await comes({ claims: verified('s-3', 'sipho@example.org') })).toMatchObject({ to: '/console/?sign-in=nobody', person: null });
	});

	test('refuses a token with another nonce, for another audience, of another issuer, out of time, signed by another key or by nobody', async () => {
		await planner('zola@example.org');
		const claims = verified('s-5', 'zola@example.org');
		const attacks: Omit<Next, 'claims'>[] = [
			...[{ nonce: 'of-another-browser' }, { audience: 'another-client' }, { issuer: 'https://elsewhere.example' }, { expiresIn: -600 }],
			...[{ signedBy: 'another' } as const, { signedBy: 'nobody' } as const],
		];
		for (const attack of attacks)
			expect([attack, await comes({ claims, ...attack })]).toMatchObject([attack, { to: '/console/?sign-in=failed', person: null }]);
		expect((await comes({ claims })).person?.email).toBe('zola@example.org');
	});

	test('refuses a state that is not this browser’s, and one that was used', async () => {
		await planner('thandi@example.org');
		issuer.state.next = { claims: verified('s-6', 'thandi@example.org') };
		const mine = await out();
		expect(await back({ ...mine, cookie: '' })).toMatchObject({ person: null });
		const another = await out();
		expect(await back({ ...another, cookie: mine.cookie })).toMatchObject({ person: null });
		issuer.state.nonce = (await out()).asked.get('nonce') ?? '';
		const once = await out();
		expect((await back(once)).person?.email).toBe('thandi@example.org');
		expect(await back(once)).toMatchObject({ person: null });
	});

	test('gives the roles of the groups, makes accounts where that is allowed, and leaves somebody who manages people', async () => {
		const roles = { 'gis-team': { role: 'gis-officer' as const }, 'water-crew': { role: 'crew' as const, department: 'water' } };
		const mapped = await openSite(database.knex, false, { ...settings, roles, creates: true });
		const made = await comes({ claims: { ...verified('s-7', 'new@example.org'), name: 'New', groups: ['gis-team', 'water-crew', 'choir'] } }, mapped);
		expect([made.person?.email, [...made.roles].sort()]).toEqual(['new@example.org', ['crew', 'gis-officer']]);
		expect((await comes({ claims: { sub: 's-7', groups: ['gis-team'] } }, mapped)).roles).toEqual(['gis-officer']);
		expect((await comes({ claims: { ...verified('s-8', 'choir@example.org'), groups: ['choir'] } }, mapped)).person).toBeNull();
		await addPerson(database.knex, { email: 'last@example.org', name: 'Last', language: 'en', roles: [{ role: 'administrator' }] });
		expect((await comes({ claims: { ...verified('s-9', 'last@example.org'), groups: ['gis-team'] } }, mapped)).roles).toEqual(['administrator']);
		expect((await comes({ claims: { sub: 's-7', hasgroups: true } }, mapped)).roles, 'a token with too many groups tells none').toEqual(['gis-officer']);
		await mapped.close();
	});

	test('lets in with the word of the issuer for the second factor, and not past one without it', async () => {
		const { id } = await planner('lerato@example.org');
		await database.knex.raw(
			`insert into sign_in_rule (single, code_roles) values (true, '{planner}') on conflict (single) do update set code_roles = excluded.code_roles`,
		);
		const claims = verified('s-10', 'lerato@example.org');
		expect(await comes({ claims })).toMatchObject({ to: '/console/?sign-in=factor', person: null });
		const vouched = await comes({ claims: { ...claims, amr: ['pwd', 'mfa'] } });
		expect([vouched.person?.email, vouched.me['mustEnrol'], vouched.roles]).toEqual(['lerato@example.org', undefined, ['planner']]);
		await database.knex('sign_in_rule').delete();
		const unvouched = await comes({ claims });
		expect(unvouched.roles).toEqual(['planner']);
		await database.knex.raw(`insert into sign_in_rule (single, code_roles) values (true, '{planner}')`);
		const later = await site.ask('GET /api/session', undefined, { cookie: unvouched.fresh });
		expect([later.body['mustEnrol'], later.body['roles']]).toEqual([true, []]);
		await database.knex('sign_in_rule').delete();
		await database.knex('second_factor').insert({ person_id: id, sealed: 'x', last_step: 0 });
		expect((await comes({ claims })).to).toBe('/console/?sign-in=factor');
		const always = await openSite(database.knex, false, { ...settings, vouching: 'always' });
		expect((await comes({ claims }, always)).person?.email).toBe('lerato@example.org');
		await always.close();
	});

	test('leads back to what was wanted and nowhere else, says why it did not, and out of the organisation where that is wished', async () => {
		await planner('kabelo@example.org');
		const claims = verified('s-11', 'kabelo@example.org');
		expect((await comes({ claims }, site, '/planner/?report=due')).to).toBe('/planner/?report=due');
		for (const evil of ['https://evil.example/', '//evil.example/console/', '/console/..//evil.example', '/api/people', '\\\\evil.example'])
			expect([evil, (await comes({ claims }, site, evil)).to]).toEqual([evil, '/console/']);
		expect(await back(await out(site, '/crew/'), { error: 'access_denied' })).toMatchObject({ to: '/crew/?sign-in=cancelled', person: null });
		expect(await back(await out(), { error: 'server_error' })).toMatchObject({ to: '/console/?sign-in=failed', person: null });
		const away = await openSite(database.knex, false, { ...settings, issuer: 'http://127.0.0.1:9' });
		expect((await fetch(`${away.url}/api/sign-in/oidc?to=/planner/`, { redirect: 'manual' })).headers.get('location')).toBe('/planner/?sign-in=away');
		await away.close();
		const signsOut = await openSite(database.knex, false, { ...settings, signsOut: true });
		const { fresh, me } = await comes({ claims }, signsOut);
		expect(me['elsewhere']).toBe('Metro account');
		const left = await signsOut.ask('DELETE /api/session', undefined, { cookie: fresh });
		expect(String(left.body['leaveAt'])).toMatch(/\/leave\?post_logout_redirect_uri=.*client_id=faultline|\/leave\?client_id=faultline/);
		await signsOut.close();
	});

	test('takes the word of the organisation’s own directory for its addresses, but not against it', async () => {
		await planner('anele@example.org');
		const trusting = await openSite(database.knex, false, { ...settings, trustsAddress: true });
		expect((await comes({ claims: { sub: 's-12', email: 'anele@example.org', email_verified: false } }, trusting)).person).toBeNull();
		expect((await comes({ claims: { sub: 's-12', email: 'anele@example.org' } }, trusting)).person?.email).toBe('anele@example.org');
		await trusting.close();
	});
});
