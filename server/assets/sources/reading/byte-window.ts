/**
 * A window on bytes that come piece by piece: what is looked at is whole in memory, what lies behind is gone. Pieces of it stay valid after it has
 * moved on.
 */
export class ByteWindow {
	readonly #chunks: AsyncIterator<Buffer>;
	bytes: Buffer = Buffer.alloc(0);
	view = new DataView(this.bytes.buffer, this.bytes.byteOffset, 0);
	/** Where in `bytes` the next unread byte stands. */
	at = 0;
	/** How many bytes there were before those in `bytes`. */
	#before = 0;

	constructor(chunks: AsyncIterable<Buffer>) {
		this.#chunks = chunks[Symbol.asyncIterator]();
	}

	/** Bytes that have been read so far. */
	get position(): number {
		return this.#before + this.at;
	}

	/** Whether so many unread bytes are in memory. */
	holds(count: number): boolean {
		return this.bytes.length - this.at >= count;
	}

	/** Brings so many unread bytes into memory; false where the source ends before. */
	async fill(count: number): Promise<boolean> {
		if (this.holds(count)) return true;
		const parts = [this.bytes.subarray(this.at)];
		let length = this.bytes.length - this.at;
		while (length < count) {
			const next = await this.#chunks.next();
			if (next.done) break;
			parts.push(next.value);
			length += next.value.length;
		}
		this.#before += this.at;
		this.bytes = parts.length === 2 && parts[0]?.length === 0 ? (parts[1] as Buffer) : Buffer.concat(parts, length);
		this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
		this.at = 0;
		return length >= count;
	}

	/** Passes over so many bytes without keeping them; false where the source ends before. */
	async skip(count: number): Promise<boolean> {
		let left = count;
		while (left > 0) {
			if (!(await this.fill(1))) return false;
			const step = Math.min(left, this.bytes.length - this.at);
			this.at += step;
			left -= step;
		}
		return true;
	}

	/** Lets the source go. */
	async close(): Promise<void> {
		await this.#chunks.return?.();
	}
}
