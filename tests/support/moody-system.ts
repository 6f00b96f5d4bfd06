import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the other system keeps of a fault. */
export interface Kept {
	id: string;
	/** The version of ours that it has. */
	seen: number;
	state: string;
	stateSince: number;
	asset: string | null;
	chainage: number | null;
	mergedInto: string | null;
	previousAsset: string | null;
	version: number;
	updatedAt: number;
}

/** A work system that speaks JSON and behaves badly, always in the same way for the same seed. */
export interface MoodySystem {
	url: string;
	kept: Map<string, Kept>;
	/** How often it was asked while it was away. */
	knocks: number;
	asked: number;
	away: boolean;
	/** Between 0 and 1: how much it drops, loses, delays, repeats and tells out of order. */
	moods: number;
	clock: () => number;
	/** Somebody there does the work. */
	work: (id: string, state: string) => void;
	/** What it was slow to take arrives now. */
	catchUp: () => void;
	close: () => void;
}

/** Numbers that look like chance, from a seed (mulberry32). */
export function chance(seed: number): () => number {
	let a = seed;
	return () => {
		a = (a + 0x6d2b79f5) | 0;
		let t = Math.imul(a ^ (a >>> 15), 1 | a);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

interface Put {
	id: string;
	version: number;
	state: string;
	stateSince: string;
	asset: string | null;
	chainage: number | null;
	previousAsset: string | null;
	mergedInto: { id: string } | null;
}

/** Takes what is newer than what it has; a state of its own that is younger stays. */
function take(it: MoodySystem, put: Put): void {
	const before = it.kept.get(put.id);
	if (before && before.seen >= put.version) return;
	const since = Date.parse(put.stateSince);
	const own = before !== undefined && before.stateSince > since;
	it.kept.set(put.id, {
		...{ id: put.id, seen: put.version, asset: put.asset, chainage: put.chainage, mergedInto: put.mergedInto?.id ?? null },
		...{ state: own ? before.state : put.state, stateSince: own ? before.stateSince : since },
		...{ previousAsset: put.previousAsset ?? before?.previousAsset ?? null, version: (before?.version ?? 0) + 1, updatedAt: it.clock() },
	});
}

const shuffled = <T>(list: T[], random: () => number): T[] =>
	list
		.map((it) => ({ it, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ it }) => it);

async function bodyOf(request: IncomingMessage): Promise<string> {
	let body = '';
	for await (const chunk of request) body += chunk;
	return body;
}

/** Starts it. */
export async function moodySystem(seed: number): Promise<MoodySystem> {
	const random = chance(seed);
	let late: Put[] = [];
	/** How things stood a while ago: told again, out of order. */
	const stale: object[] = [];
	const it: MoodySystem = {
		...{ url: '', kept: new Map(), knocks: 0, asked: 0, away: false, moods: 0.4, clock: Date.now },
		work: (id, state) => {
			const kept = it.kept.get(id);
			if (kept) it.kept.set(id, { ...kept, state, stateSince: it.clock(), updatedAt: it.clock(), version: kept.version + 1 });
		},
		catchUp: () => {
			for (const put of shuffled(late, random)) take(it, put);
			late = [];
		},
		close: () => undefined,
	};
	const moody = (): boolean => random() < it.moods;
	const put = (body: Put, response: ServerResponse): void => {
		// It never arrives, or long after everything else.
		if (moody()) {
			if (random() < 0.5) late.push(body);
			return void response.destroy();
		}
		take(it, body);
		if (moody()) take(it, body);
		// It has arrived, and nobody is told.
		if (moody()) return void response.destroy();
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ remoteId: `W-${body.id}` }));
	};
	const list = (since: number, response: ServerResponse): void => {
		if (moody()) return void response.writeHead(503).end();
		const now = [...it.kept.values()]
			.filter(({ updatedAt }) => updatedAt >= since)
			.map((kept) => ({ ...kept, updatedAt: new Date(kept.stateSince).toISOString() }));
		const rows = it.moods > 0 ? shuffled([...now, ...shuffled(stale, random).slice(0, 3)], random) : now;
		stale.push(...now.slice(0, 2));
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items: rows }));
	};
	const server = createServer(async (request, response) => {
		const body = await bodyOf(request);
		it.asked += 1;
		if (it.away) {
			it.knocks += 1;
			response.destroy();
		} else if (request.method === 'PUT') put(JSON.parse(body) as Put, response);
		else list(Date.parse(new URL(request.url ?? '/', it.url).searchParams.get('since') ?? '') || 0, response);
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	it.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
	it.close = () => {
		server.closeAllConnections();
		server.close();
	};
	return it;
}
