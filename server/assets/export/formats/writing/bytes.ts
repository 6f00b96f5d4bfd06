/** Bytes that grow as they are written, little end first unless said otherwise. */
export class Bytes {
	#buffer = Buffer.alloc(1024);
	at = 0;

	/** Makes room for so many bytes at the end and says where they begin; they are zero. */
	skip(count: number): number {
		const from = this.at;
		this.at += count;
		if (this.at > this.#buffer.length) {
			const larger = Buffer.alloc(Math.max(this.at, this.#buffer.length * 2));
			this.#buffer.copy(larger, 0, 0, from);
			this.#buffer = larger;
		}
		return from;
	}

	/** Zeros up to the next multiple. */
	align(to: number): void {
		this.skip((to - (this.at % to)) % to);
	}

	u8(value: number, at = this.skip(1)): void {
		this.#buffer.writeUInt8(value, at);
	}

	u16(value: number, at = this.skip(2)): void {
		this.#buffer.writeUInt16LE(value, at);
	}

	u32(value: number, at = this.skip(4)): void {
		this.#buffer.writeUInt32LE(value, at);
	}

	i32(value: number, at = this.skip(4)): void {
		this.#buffer.writeInt32LE(value, at);
	}

	i32BigEnd(value: number, at = this.skip(4)): void {
		this.#buffer.writeInt32BE(value, at);
	}

	f64(value: number, at = this.skip(8)): void {
		this.#buffer.writeDoubleLE(value, at);
	}

	raw(bytes: Uint8Array): void {
		const at = this.skip(bytes.length);
		this.#buffer.set(bytes, at);
	}

	/** A copy of what has been written; what follows is written from the beginning. */
	take(): Buffer {
		const taken = Buffer.from(this.#buffer.subarray(0, this.at));
		this.#buffer.fill(0, 0, this.at);
		this.at = 0;
		return taken;
	}
}
