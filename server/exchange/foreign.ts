import { FetchError, type FetchLimits, fetcher } from '../platform/fetch.ts';
import { ForbiddenAddress } from '../platform/forbidden-addresses.ts';
import { type Answer, type Row, read, rowsWith, textOf } from './answers.ts';

/** Another authority's Open311 server, and how we show who we are. */
export interface Foreign {
	/** Ends with a slash. */
	endpoint: string;
	jurisdiction: string | null;
	key: string | null;
	format: 'json' | 'xml';
	signal?: AbortSignal | undefined;
}

/** An answer of theirs. */
export interface Answered {
	status: number;
	answer: Answer | undefined;
	modified: string | null;
}

const limits: Partial<FetchLimits> = { silence: 30_000, whole: 60_000, bytes: 20 * 1024 * 1024 };
/** A question may be asked twice; what is posted is sent once, and whoever calls decides what a lost answer means. */
const asking = fetcher({ ...limits, tries: 2 });
const posting = fetcher({ ...limits, tries: 1 });

type Fields = Readonly<Record<string, string | undefined>>;

const given = (fields: Fields): [string, string][] => Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));

const who = ({ jurisdiction, key }: Foreign): Fields => ({ jurisdiction_id: jurisdiction ?? undefined, api_key: key ?? undefined });

const read311 = async (response: Response): Promise<Answered> => ({
	status: response.status,
	answer: read(await response.text()),
	modified: response.headers.get('last-modified'),
});

interface Question {
	query?: Fields | undefined;
	/** When what we know had changed last. */
	modified?: string | undefined;
	/** Reading is open to all as a rule; where it is not, the key opens it. */
	keyed?: boolean | undefined;
}

/** Asks something of their server. Throws a FetchError. */
export async function ask(it: Foreign, path: string, { query = {}, modified, keyed = false }: Question = {}): Promise<Answered> {
	const all = { ...who(keyed ? it : { ...it, key: null }), ...query };
	const words = new URLSearchParams(given(all));
	return read311(
		await asking(`${it.endpoint}${path}.${it.format}${words.size > 0 ? `?${words}` : ''}`, {
			headers: { accept: it.format === 'json' ? 'application/json' : 'text/xml', ...(modified && { 'if-modified-since': modified }) },
			...(it.signal && { signal: it.signal }),
		}),
	);
}

/** Posts something to their server, once. Throws a FetchError: whether it has arrived is then not known. */
export async function post(it: Foreign, path: string, fields: Fields): Promise<Answered> {
	return read311(
		await posting(`${it.endpoint}${path}.${it.format}`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
			body: new URLSearchParams(given({ ...who(it), ...fields })).toString(),
			...(it.signal && { signal: it.signal }),
		}),
	);
}

/** Why something went wrong, in their words where they have any. */
export function troubleOf({ status, answer }: Answered): string {
	const said = rowsWith(answer, ['description']).flatMap((row) => textOf(row, 'description') ?? []);
	return `${status}${said.length > 0 ? `: ${said.join('; ')}` : ''}`.slice(0, 500);
}

/** Why a server could not be asked, in a sentence. What we did not expect is a bug and goes on. */
export function unreached(error: unknown): string {
	if (error instanceof FetchError || error instanceof ForbiddenAddress) return error.message;
	throw error;
}

/** A service of theirs. */
export interface ForeignService {
	code: string;
	name: string;
	/** It asks questions of its own. */
	asks: boolean;
}

const serviceOf = (row: Row): ForeignService => {
	const code = textOf(row, 'service_code') ?? '';
	return { code, name: textOf(row, 'service_name') ?? code, asks: textOf(row, 'metadata') === 'true' };
};

/** Their services, and in which format they speak: JSON where they offer it. */
export async function servicesOf(it: Omit<Foreign, 'format'>): Promise<{ format: Foreign['format']; services: ForeignService[]; trouble: string | null }> {
	let trouble: string | null = null;
	for (const format of ['json', 'xml'] as const) {
		const answered = await ask({ ...it, format }, 'services');
		const services = rowsWith(answered.answer, ['service_code']).map(serviceOf);
		if (answered.status < 300 && services.length > 0) return { format, services, trouble: null };
		trouble = answered.status < 300 ? 'it offers no services' : troubleOf(answered);
	}
	return { format: 'xml', services: [], trouble };
}
