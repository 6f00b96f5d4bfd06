import * as z from 'zod/mini';
import { type Connection, jsonOf, momentOf, nameOf, numberOf, type Said, Unwell, workSystem } from './index.ts';

const mostPages = 1000;

const headers = ({ key }: Connection): Record<string, string> => ({
	accept: 'application/json',
	'content-type': 'application/json',
	...(key !== null && { authorization: `Bearer ${key}` }),
});

const base = ({ settings }: Connection): string => (settings['url'] ?? '').replace(/\/+$/, '');

const Row = z.looseObject({ id: z.string() });
const Page = z.union([z.array(Row), z.looseObject({ items: z.array(Row), next: z.optional(z.nullable(z.string())) })]);

/** One page of their list, and where the next one is. */
async function page(url: string, it: Connection): Promise<{ rows: z.infer<typeof Row>[]; next: string | null }> {
	const read = Page.safeParse(await jsonOf(await it.request(url, { headers: headers(it) })));
	if (!read.success) throw new Unwell('Its answer is no list.');
	if (Array.isArray(read.data)) return { rows: read.data, next: null };
	const { items, next } = read.data;
	return { rows: items, next: next ? new URL(next, url).href : null };
}

const saidOf = (row: Record<string, unknown>): Said => ({
	...{ id: nameOf(row['id']), remoteId: nameOf(row['remoteId']), state: nameOf(row['state']), at: momentOf(row['updatedAt']) },
	...{ version: numberOf(row['version']), seen: numberOf(row['seen']) },
	asset: 'asset' in row ? nameOf(row['asset']) : undefined,
	chainage: 'chainage' in row ? numberOf(row['chainage']) : undefined,
});

/**
 * Any system that takes JSON: `PUT {url}/{id}` says how a fault stands, `GET {url}?since=` says what changed there. A PUT with a `version` below the one
 * they have is old and to be passed over, and a state of theirs that is younger than `stateSince` is to stay.
 */
export default workSystem({
	id: 'rest',
	settings: { url: z.string().check(z.regex(/^https?:\/\/[^\s]+$/, 'An address begins with https://')) },
	keyed: true,
	states: {
		confirmed: 'open',
		scheduled: 'scheduled',
		'in-progress': 'in-progress',
		'made-safe': 'made-safe',
		waiting: 'waiting',
		fixed: 'done',
		closed: 'done',
		merged: 'merged',
		rejected: 'cancelled',
		'not-ours': 'cancelled',
		'no-fault-found': 'no-fault-found',
		'cannot-now': 'deferred',
	},
	back: { scheduled: 'scheduled', 'in-progress': 'in-progress', 'made-safe': 'made-safe', done: 'fixed', 'no-fault-found': 'no-fault-found' },
	async push(change, it) {
		const { fault, ...rest } = change;
		const body = JSON.stringify({ ...rest, sentBefore: undefined, stateSince: fault.times.stateSince, fault });
		const answer = await jsonOf(await it.request(`${base(it)}/${encodeURIComponent(change.id)}`, { method: 'PUT', headers: headers(it), body }));
		const said = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
		return { remoteId: nameOf(said['remoteId']) };
	},
	async pull(since, it) {
		const found: Said[] = [];
		let next: string | null = `${base(it)}${since === null ? '' : `?since=${encodeURIComponent(since.toISOString())}`}`;
		for (let read = 0; next !== null && read < mostPages; read++) {
			const { rows, next: more }: Awaited<ReturnType<typeof page>> = await page(next, it);
			found.push(...rows.map(saidOf));
			next = more;
		}
		return found;
	},
});
