import type { Knex } from 'knex';
import { sealText, unsealText } from '../../platform/sealed.ts';
import { maybeOne } from '../../platform/sql.ts';
import { type Getter, SourceError } from '../sources/index.ts';
import { ask } from './read.ts';
import type { RequestRow } from './request-queries.ts';
import { sealedSql } from './source-queries.ts';
import { pathOf } from './upload.ts';

/** How we show a service who we are. */
export type Credentials = { user: string; password: string } | { token: string };

const purpose = 'credentials of register sources';

/** Credentials as they are kept: encrypted, and bound to their source. */
export const seal = (credentials: Credentials, { secret, source }: { secret: string; source: string }): string =>
	sealText(JSON.stringify(credentials), { secret, purpose, of: source });

/** The credentials of a source. Throws a SourceError where the secret is another than when they were sealed. */
export function unseal(sealed: string, { secret, source }: { secret: string; source: string }): Credentials {
	const text = unsealText(sealed, { secret, purpose, of: source });
	if (text === undefined) throw new SourceError('the credentials of this source can no longer be opened; give them again');
	return JSON.parse(text);
}

const isDatabase = (address: string): boolean => /^postgres(ql)?:\/\//i.test(address);
const isEsri = (address: string): boolean => /\/(Feature|Map)Server(\/|$|\?)/i.test(address);

/** An address with what must stand in it: a database's user, an Esri server's token. */
function addressWith(address: string, it: Credentials): string {
	const url = new URL(address);
	if ('token' in it && isEsri(address)) url.searchParams.set('token', it.token);
	if ('user' in it && isDatabase(address)) {
		url.username = encodeURIComponent(it.user);
		url.password = encodeURIComponent(it.password);
	}
	return url.toString();
}

/** Asks a service with what it wants to see in the head of each request; other hosts that it points to are not told. */
function asking(get: Getter, it: Credentials, { origin }: URL): Getter {
	const authorization = 'token' in it ? `Bearer ${it.token}` : `Basic ${Buffer.from(`${it.user}:${it.password}`).toString('base64')}`;
	return (url, init) => get(url, new URL(url).origin === origin ? { ...init, headers: { ...init?.headers, authorization } } : init);
}

/** Whether an address holds what belongs among the credentials. */
export function tellsSecrets(address: string): boolean {
	const url = URL.parse(address);
	return url !== null && (url.password !== '' || [...url.searchParams.keys()].some((it) => /^(token|api_?key|password|authkey|access_token)$/i.test(it)));
}

interface Access {
	directory: string;
	secret: string;
	get?: Getter | undefined;
}

/** Where a request is read from, and how: the file that was sent, or the service with the credentials of its source. */
export async function accessTo(db: Knex, row: RequestRow, { directory, secret, get }: Access): Promise<{ from: string; get?: Getter | undefined }> {
	if (row.fileName !== null) return { from: pathOf(directory, { code: row.code, fileName: row.fileName }) };
	const address = row.address ?? '';
	const kept = row.sourceId === null ? undefined : await maybeOne<{ sealed: string }>(db, sealedSql(row.sourceId));
	if (!kept || row.sourceCode === null) return { from: address, get };
	const credentials = unseal(kept.sealed, { secret, source: row.sourceCode });
	const bare = isDatabase(address) || isEsri(address);
	return { from: addressWith(address, credentials), get: bare ? get : asking(get ?? ask, credentials, new URL(address)) };
}
