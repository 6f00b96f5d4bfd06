import { type Reply, readReply } from './replies.ts';
import type { Listening, Unit } from './units.ts';
import { letter, message, messages, problem, query, ready } from './wire.ts';

/** The one PostgreSQL session, as bytes in and bytes out. A rejection means that it is gone. */
export interface Engine {
	run: (bytes: Buffer) => Promise<Buffer>;
	inTransaction: () => boolean;
}

/** One client of the session. */
export interface Peer {
	readonly channels: Set<string>;
	closed: boolean;
	send: (bytes: Buffer) => void;
	end: (last: Buffer) => void;
	/** What the session should forget when the peer is gone. */
	farewell: () => Unit | undefined;
}

/** What a session is made of. */
interface SessionOptions {
	engine: Engine;
	/** How long a transaction may stand idle while others wait, ms. */
	patience: number;
	/** The engine does not answer any more. */
	broken: (reason: Error) => void;
	/** Nothing is open at this moment: the time for housekeeping. */
	between: () => Promise<void>;
}

const swallowedText =
	'the embedded PostGIS gave up this statement without a reason (mostly a topology exception in GEOS, or a stack overflow); try ST_MakeValid or a grid size';

/** Lets many peers share the one session: one unit after another, and whoever is inside a transaction alone until its end. */
export class Session {
	readonly peers = new Set<Peer>();
	/** Statements the engine gave up without a word: its memory is no longer trusted, it wants a restart. */
	swallowed = 0;
	bytesIn = 0;
	readonly #options: SessionOptions;
	#queue: { peer: Peer; unit: Unit }[] = [];
	#owner: Peer | undefined;
	#running = false;
	#patience: NodeJS.Timeout | undefined;

	constructor(options: SessionOptions) {
		this.#options = options;
	}

	/** Whether nobody runs, waits or stands inside a transaction. */
	get idle(): boolean {
		return !(this.#running || this.#owner) && this.#queue.length === 0;
	}

	/** Whether somebody stands inside a transaction. */
	get inTransaction(): boolean {
		return this.#owner !== undefined;
	}

	/** Queues a unit. */
	submit(peer: Peer, unit: Unit): void {
		this.#queue.push({ peer, unit });
		this.#start();
	}

	/** Forgets a peer that has gone: what it left undone is undone. */
	leave(peer: Peer): void {
		this.peers.delete(peer);
		this.#queue = this.#queue.filter((waiting) => waiting.peer !== peer);
		this.#start();
		const farewell = peer.farewell();
		if (farewell) this.submit(nobody(), farewell);
	}

	/** A peer in the middle of a long COPY or transaction has sent something: it is not idle. */
	alive(peer: Peer): void {
		if (this.#owner === peer) this.#watch();
	}

	/** Runs the housekeeping if nobody is in the way. */
	tidy(): void {
		if (this.idle) this.submit(nobody(), { kind: 'sync', parts: [] });
	}

	/** Runs SQL of the house itself; only from `between`, or before the first peer. */
	async own(sql: string): Promise<Buffer> {
		return await this.#options.engine.run(query(sql));
	}

	#start(): void {
		if (this.#running) return;
		this.#running = true;
		this.#pump().catch((reason: unknown) => this.#break(reason instanceof Error ? reason : new Error(String(reason))));
	}

	async #pump(): Promise<void> {
		for (let next = await this.#next(); next; next = await this.#next()) {
			await this.#run(next.peer, next.unit);
			if (!this.#owner) await this.#options.between();
			// The sockets get their turn: without this, a long queue would starve new bytes.
			await new Promise((turn) => setImmediate(turn));
		}
		this.#running = false;
	}

	/** The next unit that may run: any while nobody is inside a transaction, else only the owner's. */
	async #next(): Promise<{ peer: Peer; unit: Unit } | undefined> {
		if (this.#owner?.closed) await this.#release();
		const owner = this.#owner;
		if (!owner) return this.#queue.shift();
		const at = this.#queue.findIndex((waiting) => waiting.peer === owner);
		return at < 0 ? undefined : this.#queue.splice(at, 1)[0];
	}

	async #run(peer: Peer, unit: Unit): Promise<void> {
		if (unit.parts.length === 0) return;
		clearTimeout(this.#patience);
		const bytes = Buffer.concat(unit.parts);
		this.bytesIn += bytes.length;
		const reply = readReply(unit, await this.#options.engine.run(bytes));
		if (reply.swallowed) await this.#recover(reply);
		const state = reply.state ?? (this.#options.engine.inTransaction() ? 'T' : 'I');
		this.#owner = unit.kind === 'flush' || state !== 'I' ? peer : undefined;
		if (unit.listening && !reply.failed) await this.#listen(peer, unit.listening);
		this.#notify(reply.notifications);
		if (unit.kind !== 'flush') reply.keep.push(ready(state));
		peer.send(Buffer.concat(reply.keep));
		if (this.#owner) this.#watch();
	}

	/** After a swallowed exception: fails the open transaction, or clears up outside one, and sees whether the session still answers. */
	async #recover(reply: Reply): Promise<void> {
		this.swallowed += 1;
		const inside = this.#options.engine.inTransaction();
		const answer = inside ? await this.own("do $$begin raise exception 'given up'; end$$") : await this.#rolledBack();
		if (![...messages(answer)].some((part) => part.type === letter.readyForQuery)) throw new Error('the session does not answer after a swallowed exception');
		Object.assign(reply, { keep: [problem('ERROR', 'XX000', swallowedText)], state: inside ? 'E' : 'I', failed: true } satisfies Partial<Reply>);
	}

	async #rolledBack(): Promise<Buffer> {
		await this.own('rollback');
		return await this.own('select 1');
	}

	/** Takes the session back from an owner who has gone. The Sync ends what a Flush left open. */
	async #release(): Promise<void> {
		await this.#options.engine.run(message(letter.sync, Buffer.alloc(0)));
		await this.own('rollback');
		this.#owner = undefined;
	}

	/** Ends the connection of an owner who does nothing while others wait. */
	#watch(): void {
		clearTimeout(this.#patience);
		this.#patience = setTimeout(() => {
			const owner = this.#owner;
			if (!owner) return;
			if (this.#queue.length === 0) this.#watch();
			else owner.end(problem('FATAL', '25P03', 'terminating connection due to idle-in-transaction timeout: others were waiting for the embedded database'));
		}, this.#options.patience).unref();
	}

	async #listen(peer: Peer, wish: Listening): Promise<void> {
		if (!wish.off) {
			peer.channels.add(wish.channel);
			return;
		}
		if (wish.channel === '*') peer.channels.clear();
		else peer.channels.delete(wish.channel);
		// The one session has just stopped listening for everybody: start again for the others.
		const others = new Set([...this.peers].flatMap((other) => [...other.channels]));
		for (const channel of others) await this.own(`listen "${channel.replaceAll('"', '""')}"`);
	}

	#notify(notifications: Buffer[]): void {
		for (const bytes of notifications) {
			const channel = bytes.toString('utf8', 9, bytes.indexOf(0, 9));
			for (const peer of this.peers) if (peer.channels.has(channel)) peer.send(bytes);
		}
	}

	#break(reason: Error): void {
		for (const peer of this.peers) peer.end(problem('FATAL', '57P02', `the embedded database has stopped and starts again: ${reason.message}`));
		this.#queue = [];
		this.#owner = undefined;
		this.#options.broken(reason);
	}
}

/** A peer for the house's own units: hears nothing. */
const nobody = (): Peer => ({ channels: new Set(), closed: false, send: () => undefined, end: () => undefined, farewell: () => undefined });
