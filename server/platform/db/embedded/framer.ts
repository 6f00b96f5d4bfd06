/** What to do with the parts of a client's byte stream. `startup` says whether the session has begun (false: another greeting follows). */
interface FrameHandlers {
	startup: (code: number) => boolean;
	message: (bytes: Buffer) => void;
}

/** A greeting is its length and a code; a message is a letter and its length. */
const head = { greeting: 8, message: 5 } as const;

/** The length of the whole message at this place; 0 while its head is not there. */
const lengthAt = (bytes: Buffer, at: number, kind: keyof typeof head): number => {
	if (bytes.length - at < head[kind]) return 0;
	const length = kind === 'message' ? 1 + bytes.readInt32BE(at + 1) : bytes.readInt32BE(at);
	if (length < head[kind]) throw new Error('a message shorter than its own head');
	return length;
};

/**
 * Cuts a client's byte stream into whole messages. Chunks are joined only once a message is complete, so that a
 * message of many megabytes costs its own length, not its square.
 */
export class Framer {
	readonly #handlers: FrameHandlers;
	#kind: keyof typeof head = 'greeting';
	#pending: Buffer[] = [];
	#held = 0;
	#wanted: number = head.greeting;

	constructor(handlers: FrameHandlers) {
		this.#handlers = handlers;
	}

	/** Takes the next bytes, in pieces as they come. Throws on a length that cannot be. */
	push(chunk: Buffer): void {
		this.#pending.push(chunk);
		this.#held += chunk.length;
		if (this.#held >= this.#wanted) this.#cut(Buffer.concat(this.#pending, this.#held));
	}

	#cut(bytes: Buffer): void {
		let at = 0;
		let length = lengthAt(bytes, at, this.#kind);
		while (length > 0 && at + length <= bytes.length) {
			this.#take(bytes.subarray(at, at + length));
			at += length;
			length = lengthAt(bytes, at, this.#kind);
		}
		const rest = bytes.subarray(at);
		this.#pending = [rest];
		this.#held = rest.length;
		this.#wanted = length > 0 ? length : head[this.#kind];
	}

	#take(bytes: Buffer): void {
		if (this.#kind === 'message') this.#handlers.message(bytes);
		else if (this.#handlers.startup(bytes.readInt32BE(4))) this.#kind = 'message';
	}
}
