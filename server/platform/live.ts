import type { Knex } from 'knex';
import { log } from './log.ts';
import { all, one, sql } from './sql.ts';

/** Something that happened, as far as a map or a list must know to ask afresh. */
export interface LiveEvent {
	id: number;
	kind: string;
	faultId: number | null;
	/** The fault's code, and its code again if everybody may know of it. */
	fault: string | null;
	publicFault: string | null;
	departmentId: number | null;
	wardId: number | null;
	assetId: number | null;
	/** The asset class or tile layer it is about, and what residents may see of such assets (null: it is no asset class). */
	layer: string | null;
	secrecy: 'public' | 'class-only' | 'staff' | null;
	/** Where in a layer something changed, as [west, south, east, north] in EPSG:3857; null: anywhere. */
	boxes: readonly Box[] | null;
	/** False: nothing that is drawn has changed, only what can be filtered by. */
	shown: boolean | null;
	from: string | null;
	to: string | null;
}

export type Box = readonly [west: number, south: number, east: number, north: number];

type Listener = (event: LiveEvent) => void;

/** `passive`: hears what is read, but is no reason to read; asks `catchUp` when it must be sure. */
export interface ListenOptions {
	passive?: boolean;
	closed?: () => void;
}

interface Position {
	last: number;
	/** Ids below `last` that have not been seen: their transactions may still commit. With the moment each was missed first. */
	gaps: Map<number, number>;
}

interface Subscriber extends ListenOptions {
	listener: Listener;
}

const pageSize = 1000;
/** An id that is still missing after so long belongs to a transaction that was rolled back, ms. */
const gapPatience = 15 * 60_000;
const maxGaps = 5000;

const nothing = { faultId: null, fault: null, publicFault: null, departmentId: null, wardId: null, assetId: null, layer: null };

/** More has happened than can be told: everything should be asked for afresh. */
export const missed = (id: number): LiveEvent => ({ ...nothing, id, kind: 'live.missed', secrecy: null, boxes: null, shown: null, from: null, to: null });

const eventsSql = ({ last, gaps }: Position) => sql`
	select event.id, event.kind, event.fault_id as "faultId", fault.code as fault, public_fault.code as "publicFault", fault.department_id as "departmentId",
	       fault.ward_id as "wardId", event.asset_id as "assetId", coalesce(asset_class.code, event.details ->> 'layer') as layer, asset_class.secrecy,
	       case when event.kind = 'layer.changed' then event.details -> 'boxes' end as boxes,
	       case when event.kind = 'layer.changed' then (event.details ->> 'shown')::boolean end as shown, event.details ->> 'from' as from, event.details ->> 'to' as to
	from event
	left join fault on fault.id = event.fault_id
	left join public_fault on public_fault.id = event.fault_id
	left join asset on asset.id = event.asset_id
	left join asset_class on asset_class.number = asset.class or (asset.id is null and asset_class.code = event.details ->> 'layer')
	where event.id > ${last} or event.id = any (${[...gaps.keys()]}::bigint[])
	order by event.id
	limit ${pageSize}`;

const missing = (ids: ReadonlySet<number>, from: number, to: number): [number, number][] => {
	const found: [number, number][] = [];
	for (let id = Math.max(from, to - maxGaps); id < to; id += 1) if (!ids.has(id)) found.push([id, Date.now()]);
	return found;
};

/**
 * Reads the events of a database as they are committed, each once, none left out: an id that is skipped is remembered and looked for
 * again, because transactions do not commit in the order of their numbers. Reads once a second while somebody listens.
 */
export class Live {
	readonly #db: Knex;
	readonly #interval: number;
	readonly #subscribers = new Set<Subscriber>();
	#position: Position | undefined;
	#reading: Promise<void> | undefined;
	#readAgain: Promise<void> | undefined;
	#readAt = Number.NEGATIVE_INFINITY;
	#timer: NodeJS.Timeout | undefined;
	#closed = false;

	constructor(db: Knex, interval: number) {
		this.#db = db;
		this.#interval = interval;
	}

	/** Below this id nothing can come any more: from here on somebody who was away has missed nothing. */
	get settled(): number {
		const { last = 0, gaps = new Map<number, number>() } = this.#position ?? {};
		return gaps.size > 0 ? Math.min(...gaps.keys()) - 1 : last;
	}

	/** Whether an event has been read (or will never be). */
	reached(id: number): boolean {
		return this.#position !== undefined && id <= this.#position.last && !this.#position.gaps.has(id);
	}

	/** Hears of every event from now on. Answers how to stop. */
	subscribe(listener: Listener, options: ListenOptions = {}): () => void {
		const subscriber = { listener, ...options };
		this.#subscribers.add(subscriber);
		if (!options.passive) this.#wake();
		return () => void this.#subscribers.delete(subscriber);
	}

	/** Whether all that was committed up to `maxAge` ms ago has been heard already, and an event with it. */
	heard(maxAge: number, id: number): boolean {
		return this.#reading === undefined && performance.now() - this.#readAt < maxAge && (id <= 0 || this.reached(id));
	}

	/** Resolves when all that was committed up to `maxAge` ms ago has been heard; rejects when the database is away. */
	async catchUp(maxAge = 0): Promise<void> {
		if (performance.now() - this.#readAt < maxAge) return this.#reading;
		// What is being read now may have begun before the event that is waited for.
		if (this.#reading !== undefined) this.#readAgain ??= this.#reading.catch(() => undefined).then(() => this.#read());
		return this.#readAgain ?? this.#read();
	}

	/** Stops reading and tells those who listen. */
	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
		for (const { closed } of this.#subscribers) closed?.();
		this.#subscribers.clear();
	}

	#wake(): void {
		if (this.#timer || this.#closed) return;
		this.#timer = setTimeout(() => void this.#tick(), this.#interval);
		this.#timer.unref();
	}

	async #tick(): Promise<void> {
		await this.catchUp(this.#interval / 2).catch((error: unknown) => log.warn({ err: error }, 'the live feed could not read'));
		this.#timer = undefined;
		if ([...this.#subscribers].some(({ passive }) => !passive)) this.#wake();
	}

	#read(): Promise<void> {
		this.#readAgain = undefined;
		this.#readAt = performance.now();
		const forget = (error: unknown) => {
			this.#readAt = Number.NEGATIVE_INFINITY;
			throw error;
		};
		this.#reading = (this.#position ? this.#readOn(this.#position) : this.#begin()).catch(forget).finally(() => {
			this.#reading = undefined;
		});
		return this.#reading;
	}

	async #begin(): Promise<void> {
		const rows = await all<{ id: number }>(this.#db, sql`select event.id from event order by event.id desc limit ${pageSize}`);
		const ids = rows.map(({ id }) => id);
		const last = ids[0] ?? 0;
		this.#position = { last, gaps: new Map(missing(new Set(ids), ids.at(-1) ?? last, last)) };
	}

	async #readOn(position: Position): Promise<void> {
		const events = await all<LiveEvent>(this.#db, eventsSql(position));
		if (events.length === pageSize) return this.#jump();
		const newest = Math.max(position.last, events.at(-1)?.id ?? 0);
		const ids = new Set(events.map(({ id }) => id));
		const patient = [...position.gaps].filter(([id, since]) => !ids.has(id) && Date.now() - since < gapPatience);
		this.#position = { last: newest, gaps: new Map([...patient, ...missing(ids, position.last + 1, newest)].slice(-maxGaps)) };
		for (const event of events) this.#tell(event);
	}

	/** So much has happened that everybody had better ask for everything afresh. */
	async #jump(): Promise<void> {
		await this.#begin();
		this.#tell(missed(this.#position?.last ?? 0));
	}

	#tell(event: LiveEvent): void {
		for (const { listener } of this.#subscribers) {
			try {
				listener(event);
			} catch (error) {
				log.error({ err: error }, 'somebody who listens failed');
			}
		}
	}
}

/** The live feed of a database; reads every `interval` ms while somebody listens. */
export const createLive = (db: Knex, interval = 1000): Live => new Live(db, interval);

/** What happened after an event, oldest first, for somebody who was away; undefined when it is more than can be told one by one. */
export async function eventsAfter(db: Knex, id: number): Promise<LiveEvent[] | undefined> {
	const { ahead } = await one<{ ahead: number }>(
		db,
		sql`select count(*)::int as ahead from (select 1 from event where event.id > ${id} limit ${pageSize}) as later`,
	);
	return ahead < pageSize ? all<LiveEvent>(db, eventsSql({ last: id, gaps: new Map() })) : undefined;
}
