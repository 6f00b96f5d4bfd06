import type { Request, Response, Router } from 'express';
import type { Knex } from 'knex';
import { problemOf, sendProblem } from './errors.ts';
import type { Actor } from './http.ts';
import { eventsAfter, type Live, type LiveEvent, missed } from './live.ts';
import { Problem } from './problem.ts';

export interface LiveStreamOptions {
	begin: (request: Request) => Promise<{ db: Knex; actor: Actor }>;
	live: Live;
	/** How many streams one address, and all together, may hold open. */
	perAddress?: number;
	inAll?: number;
	/** ms between two signs of life. */
	heartbeat?: number;
}

interface Streams {
	byAddress: Map<string, number>;
	open: Set<Response>;
}

type Message = Record<string, unknown>;

/** A stream ends after so long, ms: the browser comes back by itself, and what it may see is asked anew. */
const longest = 30 * 60_000;
/** A reader so far behind is cut off, bytes. */
const patience = 1024 * 1024;
/** Happenings of which residents hear, if they are about a fault that is public. */
const publicKinds = /^(fault|report|comment|media)\./;

/** Answers `GET /api/live` with server-sent events: what happened, told to staff by kind, to everybody else only as "ask afresh". */
export function liveStream(router: Router, options: LiveStreamOptions): void {
	const streams: Streams = { byAddress: new Map(), open: new Set() };
	router.get('/api/live', async (request, response) => {
		try {
			const { db, actor } = await options.begin(request);
			await options.live.catchUp(1000);
			if (!response.closed) await open({ request, response, options, streams, actor, db });
		} catch (error) {
			sendProblem(request, response, problemOf(error));
		}
	});
}

interface Opening {
	request: Request;
	response: Response;
	options: LiveStreamOptions;
	streams: Streams;
	actor: Actor;
	db: Knex;
}

async function open({ request, response, options, streams, actor, db }: Opening): Promise<void> {
	const { live, heartbeat = 20_000 } = options;
	const leave = enter(streams, request.ip ?? '', options);
	response.status(200).set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
	response.flushHeaders();
	const told = new Set<number>();
	const tell = (event: LiveEvent): void => {
		const message = messageFor(actor, event);
		if (!message || told.has(event.id)) return;
		if (response.writableLength > patience) response.destroy();
		else response.write(`id: ${live.settled}\ndata: ${JSON.stringify(message)}\n\n`);
	};
	const end = (): void => void response.end();
	const unsubscribe = live.subscribe(tell, { closed: end });
	const beat = setInterval(() => response.write(': \n\n'), heartbeat).unref();
	const over = setTimeout(end, longest).unref();
	response.on('close', () => {
		leave(response);
		unsubscribe();
		clearInterval(beat);
		clearTimeout(over);
	});
	streams.open.add(response);
	response.write(`retry: 3000\nid: ${live.settled}\n: \n\n`);
	await replay(db, { after: request.get('last-event-id'), live, tell, told });
}

/** Takes a place for one more stream of an address, or refuses. Answers how to give it back. */
function enter({ byAddress, open: all }: Streams, address: string, { perAddress = 100, inAll = 2000 }: LiveStreamOptions): (response: Response) => void {
	const before = byAddress.get(address) ?? 0;
	if (before >= perAddress || all.size >= inAll) throw new Problem('too-many');
	byAddress.set(address, before + 1);
	return (response) => {
		all.delete(response);
		const left = (byAddress.get(address) ?? 1) - 1;
		if (left > 0) byAddress.set(address, left);
		else byAddress.delete(address);
	};
}

/** Tells somebody who was away what happened meanwhile; what is told twice only makes them ask twice. */
async function replay(db: Knex, { after, live, tell, told }: { after: string | undefined; live: Live; tell: (event: LiveEvent) => void; told: Set<number> }) {
	if (after === undefined || !/^\d{1,15}$/.test(after)) return;
	const events = await eventsAfter(db, Number(after));
	for (const event of events ?? [missed(live.settled)]) {
		tell(event);
		told.add(event.id);
	}
}

const withoutNull = (message: Message): Message => Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null));

/** What somebody may hear of an event, or nothing at all. Never who did it. */
function messageFor(actor: Actor, event: LiveEvent): Message | undefined {
	const { id, kind, layer, boxes, shown, secrecy } = event;
	if (kind === 'live.missed') return { id, kind };
	if (event.faultId !== null) return faultMessage(actor, event);
	if (layer === null) return undefined;
	if (actor.may('asset.read')) return withoutNull({ id, kind, layer, boxes, shown, asset: event.assetId });
	return kind === 'layer.changed' && secrecy !== 'staff' && shown !== false ? withoutNull({ id, kind, layer, boxes }) : undefined;
}

function faultMessage(actor: Actor, event: LiveEvent): Message | undefined {
	const { id, kind, fault, publicFault, assetId, from, to } = event;
	if (reads(actor, event)) return withoutNull({ id, kind, layer: 'faults', fault, asset: assetId, from, to });
	return publicKinds.test(kind) ? withoutNull({ id, kind: 'fault.changed', layer: 'faults', fault: publicFault }) : undefined;
}

function reads(actor: Actor, { departmentId, wardId }: LiveEvent): boolean {
	if (!actor.may('fault.read')) return false;
	const scope = actor.scope?.('fault.read');
	if (scope === undefined) return true;
	return (departmentId !== null && scope.departments.includes(departmentId)) || (wardId !== null && scope.wards.includes(wardId));
}
