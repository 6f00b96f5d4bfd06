import { copyIn, failure, letter, message } from './wire.ts';

/**
 * What one connection may ask of the session in one go. Never less than everything up to a Sync or a Query: messages of
 * two connections mixed within a unit would answer each other's questions.
 */
export interface Unit {
	kind: 'sync' | 'query' | 'flush' | 'copy';
	parts: Buffer[];
	/** The LISTEN or UNLISTEN in it. */
	listening?: Listening;
}

/** A wish to hear, or no longer hear, a channel (`*`: all of them). */
export interface Listening {
	channel: string;
	off: boolean;
}

/** What a client's message leads to at once. */
interface UnitHandlers {
	unit: (unit: Unit) => void;
	reply: (bytes: Buffer) => void;
	end: () => void;
}

const copyFromClient = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*copy\b[\s\S]*\bfrom\s+stdin\b/i;
const listenStatement = /^\s*(un)?listen\s+(?:"([^"]+)"|(\*|[\w$]+))\s*;?\s*$/i;
const mostCopied = 1024 * 1024 * 1024;
const statementLetter = 0x53;

const listeningIn = (sql: string): Listening | undefined => {
	const found = listenStatement.exec(sql);
	return found ? { channel: found[2] ?? (found[3] ?? '').toLowerCase(), off: found[1] !== undefined } : undefined;
};

/** Gathers one client's messages into units. Statement names get the connection's prefix, because all connections share one session. */
export class UnitReader {
	readonly #prefix: Buffer;
	readonly #handlers: UnitHandlers;
	readonly #statements = new Set<string>();
	#parts: Buffer[] = [];
	#listening: Listening | undefined;
	#copy: { rows: Buffer[]; bytes: number } | undefined;

	constructor(prefix: string, handlers: UnitHandlers) {
		this.#prefix = Buffer.from(prefix);
		this.#handlers = handlers;
	}

	/** Takes the next message. */
	read(bytes: Buffer): void {
		if (this.#copy) this.#rows(this.#copy, bytes);
		else this.#byLetter[bytes[0] ?? 0]?.(bytes) ?? this.#keep(bytes);
	}

	/** The unit that forgets the statements this connection has prepared, once it is gone. */
	farewell(): Unit | undefined {
		if (this.#statements.size === 0) return undefined;
		const closes = [...this.#statements].map((name) => message(letter.close, Buffer.from(`S${name}\0`)));
		return { kind: 'sync', parts: [...closes, message(letter.sync, Buffer.alloc(0))] };
	}

	readonly #byLetter: Record<number, (bytes: Buffer) => true> = {
		[letter.terminate]: () => this.#done(() => this.#handlers.end()),
		[letter.query]: (bytes) => this.#done(() => this.#simple(bytes)),
		[letter.functionCall]: (bytes) => this.#done(() => this.#finish('query', bytes)),
		[letter.sync]: (bytes) => this.#done(() => this.#finish('sync', bytes)),
		[letter.flush]: () => this.#done(() => this.#parts.length > 0 && this.#finish('flush')),
		[letter.parse]: (bytes) => this.#keep(this.#parse(bytes)),
		[letter.bind]: (bytes) => this.#keep(this.#prefixed(bytes, bytes.indexOf(0, 5) + 1)),
		[letter.describe]: (bytes) => this.#keep(bytes[5] === statementLetter ? this.#prefixed(bytes, 6) : bytes),
		[letter.close]: (bytes) => this.#keep(bytes[5] === statementLetter ? this.#prefixed(bytes, 6) : bytes),
	};

	#done(step: () => unknown): true {
		step();
		return true;
	}

	#keep(bytes: Buffer): true {
		this.#parts.push(bytes);
		return true;
	}

	#finish(kind: Unit['kind'], last?: Buffer): void {
		const unit: Unit = { kind, parts: last ? [...this.#parts, last] : this.#parts, ...(this.#listening && { listening: this.#listening }) };
		this.#parts = [];
		this.#listening = undefined;
		this.#handlers.unit(unit);
	}

	#simple(bytes: Buffer): void {
		const sql = bytes.toString('utf8', 5, bytes.length - 1);
		if (copyFromClient.test(sql)) {
			this.#copy = { rows: [bytes], bytes: bytes.length };
			this.#handlers.reply(copyIn());
		} else {
			this.#listening = listeningIn(sql);
			this.#finish('query', bytes);
		}
	}

	/** Rows are held until the last one, because the session cannot wait in the middle of a statement. */
	#rows(copy: { rows: Buffer[]; bytes: number }, bytes: Buffer): void {
		if (bytes[0] === letter.copyData) {
			copy.bytes += bytes.length;
			if (copy.bytes <= mostCopied) copy.rows.push(bytes);
		} else if (bytes[0] === letter.copyDone || bytes[0] === letter.copyFail) {
			this.#copy = undefined;
			this.#handlers.unit(this.#copied(copy, bytes));
		}
	}

	#copied(copy: { rows: Buffer[]; bytes: number }, last: Buffer): Unit {
		if (copy.bytes > mostCopied)
			return { kind: 'query', parts: [failure('54000', 'COPY of more than 1 GB at once into the embedded database: send it in several parts')] };
		if (last[0] === letter.copyFail) return { kind: 'query', parts: [failure('57014', 'COPY from stdin failed: given up by the client')] };
		return { kind: 'copy', parts: [...copy.rows, last] };
	}

	#parse(bytes: Buffer): Buffer {
		const end = bytes.indexOf(0, 5);
		const sql = bytes.toString('utf8', end + 1, Math.min(end + 200, bytes.indexOf(0, end + 1)));
		this.#listening = listeningIn(sql) ?? this.#listening;
		if (end > 5) this.#statements.add(`${this.#prefix}${bytes.toString('utf8', 5, end)}`);
		// Its rows could never arrive: only a simple COPY can be gathered before it is run. The unknown column makes it a proper error in its place.
		if (copyFromClient.test(sql)) return message(letter.parse, Buffer.from('\0select "COPY FROM STDIN must be sent as a simple query here"\0\0\0'));
		return this.#prefixed(bytes, 5);
	}

	/** The message with the prefix before the name at this place; the nameless stay nameless. */
	#prefixed(bytes: Buffer, at: number): Buffer {
		if (bytes[at] === 0) return bytes;
		const longer = Buffer.concat([bytes.subarray(0, at), this.#prefix, bytes.subarray(at)]);
		longer.writeInt32BE(longer.length - 1, 1);
		return longer;
	}
}
