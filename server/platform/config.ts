import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const environment = process.env;
const text = (name: string): string | undefined => environment[name] || undefined;
const number = (name: string, otherwise: number): number => {
	const given = text(name);
	if (given === undefined) return otherwise;
	const it = Number(given);
	if (!Number.isInteger(it) || it < 0) throw new Error(`${name} must be a whole number, not "${given}"`);
	return it;
};

/** All that the environment may set, read once. */
export const settings = {
	port: number('PORT', 3000),
	host: text('HOST') ?? '0.0.0.0',
	dataDirectory: resolve(text('DATA_DIR') ?? 'data'),
	databaseUrl: text('DATABASE_URL'),
	publicUrl: text('PUBLIC_URL'),
	smtpUrl: text('SMTP_URL'),
	imapUrl: text('IMAP_URL'),
	mailFrom: text('MAIL_FROM') ?? 'Faultline <noreply@localhost>',
	smsUrl: text('SMS_URL'),
	smsToken: text('SMS_TOKEN'),
	smsBody: text('SMS_BODY'),
	messengerUrl: text('MESSENGER_URL'),
	messengerSecret: text('MESSENGER_SECRET'),
	pushHosts: (text('PUSH_HOSTS') ?? '').split(',').filter(Boolean),
	phoneCountry: text('PHONE_COUNTRY') ?? '27',
	sessionSecret: text('SESSION_SECRET'),
	oidcIssuer: text('OIDC_ISSUER'),
	oidcClientId: text('OIDC_CLIENT_ID'),
	oidcClientSecret: text('OIDC_CLIENT_SECRET'),
	oidcName: text('OIDC_NAME') ?? '',
	oidcRoleClaim: text('OIDC_ROLE_CLAIM') ?? 'groups',
	oidcRoles: text('OIDC_ROLES') ?? '',
	oidcCreate: text('OIDC_CREATE') === '1',
	oidcTrustAddress: text('OIDC_TRUST_ADDRESS') === '1',
	oidcSecondFactor: text('OIDC_SECOND_FACTOR') ?? 'amr:mfa',
	oidcSignOut: text('OIDC_SIGN_OUT') === '1',
	production: text('NODE_ENV') === 'production',
	logLevel: text('LOG_LEVEL') ?? 'info',
	demoSize: text('DEMO_SIZE') ?? 'town',
	trustProxy: number('TRUST_PROXY', 0),
	rateLimit: number('RATE_LIMIT', 60),
	runDays: number('RUN_DAYS', 90),
	tileMemory: number('TILE_MEMORY_MB', 64),
	tileDisk: number('TILE_DISK_MB', 512),
} as const;

export type Settings = typeof settings;

/** The secret that signs sessions and hashes senders: given, or made once and kept beside the data. */
export function secret(directory: string = settings.dataDirectory): string {
	if (settings.sessionSecret !== undefined) return settings.sessionSecret;
	const file = join(directory, 'secret');
	if (!existsSync(file)) {
		mkdirSync(directory, { recursive: true });
		writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
	}
	return readFileSync(file, 'utf8');
}
