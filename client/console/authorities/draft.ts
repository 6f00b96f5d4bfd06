import { type Signal, signal } from '@preact/signals';
import { type Authority, type AuthorityWish, putAway, writeAuthority } from '../../../server/exchange/contract.ts';
import { call } from '../../api/call.ts';

/** How an authority's server is asked, as it is being written. */
export interface ServerDraft {
	endpoint: string;
	jurisdiction: string;
	officeEmail: string;
	enabled: boolean;
	byItself: boolean;
	/** Their service code by our failure mode; an empty one is still to be chosen. */
	services: Readonly<Record<string, string>>;
	otherwise: string;
	/** A new key; the one that is kept never comes back to a browser. */
	key: string;
	forgetKey: boolean;
}

/** An authority as it is being written. */
export interface AuthorityDraft extends Pick<AuthorityWish, 'name' | 'words' | 'modes' | 'wards'> {
	/** Null: not there yet. */
	code: string | null;
	version: number;
	away: boolean;
	phone: string;
	email: string;
	url: string;
	/** One a line. */
	owners: string;
	/** Whether people are told, or a server. */
	way: 'people' | 'server';
	server: ServerDraft;
	/** The address for which a key is kept; null: there is none. */
	keyFor: string | null;
}

const noServer: ServerDraft = {
	...{ endpoint: '', jurisdiction: '', officeEmail: '', enabled: true, byItself: false, services: {}, otherwise: '', key: '', forgetKey: false },
};

/** A new authority: reached by people until somebody names a server. */
export const freshDraft = (): AuthorityDraft => ({
	...{ code: null, version: 0, away: false, name: {}, words: {}, phone: '', email: '', url: '', owners: '', modes: [], wards: [] },
	...{ way: 'people', server: noServer, keyFor: null },
});

const serverDraft = (it: NonNullable<Authority['server']>): ServerDraft => ({
	...{ endpoint: it.endpoint, jurisdiction: it.jurisdiction ?? '', officeEmail: it.officeEmail ?? '', enabled: it.enabled, byItself: it.byItself },
	...{ services: it.services, otherwise: it.otherwise ?? '', key: '', forgetKey: false },
});

/** One that is there, to be changed. */
export const draftOf = (it: Authority): AuthorityDraft => ({
	...{ code: it.code, version: it.version, away: it.away, name: it.name, words: it.words, modes: it.modes, wards: it.wards },
	...{ phone: it.phone ?? '', email: it.email ?? '', url: it.url ?? '', owners: it.owners.join('\n') },
	...{ way: it.server ? 'server' : 'people', server: it.server ? serverDraft(it.server) : noServer },
	keyFor: it.server?.hasKey ? it.server.endpoint : null,
});

/** The authority that is open for writing; null: none. */
export const open: Signal<AuthorityDraft | null> = signal(null);

/** Changes a part of it. */
export const write = (part: Partial<AuthorityDraft>): void => {
	if (open.peek()) open.value = { ...(open.peek() as AuthorityDraft), ...part };
};

/** Changes a part of how its server is asked. */
export const writeServer = (part: Partial<ServerDraft>): void => {
	const it = open.peek();
	if (it) write({ server: { ...it.server, ...part } });
};

const orNull = (text: string): string | null => text.trim() || null;

/** A code for addresses, from a name: small letters, digits and hyphens. */
export const codeOf = (name: string): string =>
	name
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.slice(0, 60)
		.replaceAll(/^-+|-+$/g, '');

const firstName = ({ name }: Pick<AuthorityDraft, 'name'>): string => name['en'] || (Object.values(name).find(Boolean) ?? '');

const serverWish = ({ server, way }: AuthorityDraft): AuthorityWish['server'] => {
	if (way === 'people') return null;
	const { key, forgetKey, endpoint, jurisdiction, officeEmail, enabled, byItself, services, otherwise } = server;
	return {
		...{ endpoint, jurisdiction: orNull(jurisdiction), officeEmail: orNull(officeEmail), enabled, byItself, services, otherwise: orNull(otherwise) },
		...(key ? { key } : forgetKey ? { key: null } : {}),
	};
};

/** What is asked of the server. */
export const wishOf = (it: AuthorityDraft): AuthorityWish => ({
	...{ code: it.code ?? codeOf(firstName(it)), version: it.version, name: it.name, words: it.words, modes: it.modes, wards: it.wards },
	...{ phone: orNull(it.phone), email: orNull(it.email), url: orNull(it.url) },
	owners: it.owners
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean),
	server: serverWish(it),
});

/** Keeps what was written; answers it as it now is. */
export const save = async (it: AuthorityDraft): Promise<Authority> => (await call(writeAuthority, wishOf(it))).authority;

/** Puts one away, or takes it out again. */
export const setAway = (code: string, away: boolean): Promise<object> => call(putAway, { code, away });
