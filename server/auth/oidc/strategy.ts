import type { Request } from 'express';
import type { Knex } from 'knex';
import { allowInsecureRequests, buildEndSessionUrl, type Configuration, discovery, enableNonRepudiationChecks, randomNonce, randomState } from 'openid-client';
import { type AuthenticateOptions, Strategy, type StrategyOptions, type VerifyFunction } from 'openid-client/passport';
import { type Claims, matched } from './match.ts';
import type { OidcSettings, Vouching } from './settings.ts';

/** Without TLS only an issuer on this machine is asked: for trying it out. */
const isHere = (issuer: URL): boolean => issuer.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(issuer.hostname);

/** Code flow with PKCE; state and nonce always, whatever the issuer supports. */
class OrganisationStrategy extends Strategy {
	/** Not private by `#`: passport works on objects made after this one. */
	readonly vouching: Vouching;

	constructor(options: StrategyOptions, { vouching, verify }: { vouching: Vouching; verify: VerifyFunction }) {
		super(options, verify);
		this.vouching = vouching;
	}

	override authorizationRequestParams<T extends AuthenticateOptions>(request: Request, options: T): URLSearchParams {
		const params = new URLSearchParams(super.authorizationRequestParams(request, options) as URLSearchParams);
		params.set('state', randomState());
		params.set('nonce', randomNonce());
		if (this.vouching !== 'always' && this.vouching.claim === 'acr') params.set('acr_values', this.vouching.values.join(' '));
		return params;
	}
}

async function configurationOf({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
	const address = new URL(issuer);
	const configuration = await discovery(address, clientId, clientSecret, undefined, { execute: isHere(address) ? [allowInsecureRequests] : [] });
	// The token comes over TLS from the issuer; that it is signed by the issuer's own key is checked all the same.
	enableNonRepudiationChecks(configuration);
	return configuration;
}

/** passport hands on why nobody is let in, though its types do not know. */
const tell = (done: Parameters<VerifyFunction>[1], why: string): void =>
	(done as (error: null, user: false, info: object) => void)(null, false, { message: why });

/** The organisation's sign-in: one of passport's ways, and where signing out leads. */
export interface Organisation {
	way: Strategy;
	signOut: URL | undefined;
}

const endOf = (config: Configuration, { signsOut, callback }: OidcSettings): URL | undefined =>
	signsOut && config.serverMetadata().end_session_endpoint !== undefined
		? buildEndSessionUrl(config, { post_logout_redirect_uri: new URL('/console/', callback).href })
		: undefined;

/** Makes it when it is first asked for: an issuer that is away keeps nobody from starting. */
export function organisation(db: Knex, settings: OidcSettings): () => Promise<Organisation> {
	let made: Promise<Organisation> | undefined;
	const verify: VerifyFunction = (tokens, done) => {
		matched(db, tokens.claims() as Claims, settings).then(
			(it) => (typeof it === 'string' ? tell(done, it) : done(null, it)),
			(error) => done(error),
		);
	};
	const make = async (): Promise<Organisation> => {
		const config = await configurationOf(settings);
		const options = { config, scope: 'openid email profile', callbackURL: settings.callback, sessionKey: 'oidc' };
		return { way: new OrganisationStrategy(options, { vouching: settings.vouching, verify }), signOut: endOf(config, settings) };
	};
	return () => {
		made ??= make().catch((error) => {
			made = undefined;
			throw error;
		});
		return made;
	};
}
