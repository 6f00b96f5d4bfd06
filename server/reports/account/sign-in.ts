import { type Context, mustBeWelcome } from '../../municipality/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { DoorContext } from './door.ts';
import { type KnownAs, knownAs } from './known-as.ts';
import { floodSql, insertCodeSql, lockSql, signInSql, tryCodeSql } from './queries.ts';
import { codeFits, codeHash, newCode, newSecret, secretHash } from './secret.ts';
import { codeWords } from './words.ts';

/** For how long a code is good. */
export const minutes = 10;

/** Where the page is that the link opens; the secret stands after the #, so that no server's log sees it. Whoever sends it knows the address of the site. */
const page = '{site}/my#';

interface Asking {
	address: string;
	language: string;
	/** The calling code that local numbers leave out. */
	country: string;
}

function bodyOf({ town }: Context, it: { channel: KnownAs['channel']; language: string; code: string; link: string }): string {
	const words = codeWords[it.language] ?? codeWords['en'];
	const text = (it.channel === 'email' ? words?.mail : words?.short) ?? '';
	return text.replace('{municipality}', town.municipality.name).replace('{code}', it.code).replace('{link}', `${page}${it.link}`);
}

/** Writes a code to an address. Whoever asks for an address we do not know gets the same answer, and nothing is sent: numbers of others cost money. */
export async function askFor(context: Context, { address, language, country }: Asking): Promise<{ minutes: number }> {
	const known = knownAs(address, country);
	await mustBeWelcome(context, { [known.channel]: address });
	const { db, sender } = context;
	const network = context.network ?? null;
	await all(db, lockSql([known.key, sender, ...(network === null ? [] : [network])]));
	if ((await one<{ flood: boolean }>(db, floodSql({ key: known.key, sender, network }))).flood) throw new Problem('too-many');
	const [code, link, salt] = [newCode(), newSecret(), newSecret()];
	const body = bodyOf(context, { channel: known.channel, language, code, link });
	await all(db, insertCodeSql({ ...known, language, salt, hash: await codeHash(code, salt), linkHash: secretHash(link), sender, network, body }));
	return { minutes };
}

/** A code that nobody was sent: where there is none to compare, it takes as long. */
const none = { id: 0, salt: newSecret(), hash: await codeHash('', newSecret()) };

async function enter({ db, door }: DoorContext, which: { id: number } | { linkHash: string }): Promise<boolean> {
	const token = newSecret();
	const session = await maybeOne(db, signInSql(which, secretHash(token)));
	if (session) door.keep(token);
	return session !== undefined;
}

/** Signs somebody in by the code that was sent to them. A try counts before the code is looked at, and whatever comes of it. */
export async function prove(context: DoorContext, it: { address: string; code: string; country: string }): Promise<{ signedIn: boolean }> {
	const { key } = knownAs(it.address, it.country);
	const tried = (await maybeOne<typeof none>(context.db, tryCodeSql(key))) ?? none;
	const fits = await codeFits(it.code.replace(/\D/g, ''), tried);
	if (!fits || !(await enter(context, { id: tried.id }))) throw new Problem('wrong-code');
	return { signedIn: true };
}

/** Signs somebody in by the link that was sent to them. */
export async function open(context: DoorContext, { token }: { token: string }): Promise<{ signedIn: boolean }> {
	if (!(await enter(context, { linkHash: secretHash(token) }))) throw notFound('such link, or it is good no more');
	return { signedIn: true };
}
