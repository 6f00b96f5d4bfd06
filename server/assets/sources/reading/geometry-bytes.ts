/** Why the bytes or coordinates of a geometry cannot be taken. */
export class ShapeError extends Error {}

/** Numbers by which well-known binary calls its kinds; a thousand more where positions have heights. */
export const kindCodes = { Point: 1, LineString: 2, Polygon: 3, MultiPoint: 4, MultiLineString: 5, MultiPolygon: 6 } as const;

const growth = 2;

/**
 * Writes well-known binary, little-endian, two dimensions. One writer serves geometry after geometry: its memory grows to the largest and is kept,
 * for making a new one for each of a million rows costs more than all that is written.
 */
export class GeometryBytes {
	#bytes = Buffer.alloc(1024);
	#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset);
	#at = 0;

	/** Forgets what was written. */
	begin(): void {
		this.#at = 0;
	}

	#room(count: number): void {
		if (this.#at + count <= this.#bytes.length) return;
		const larger = Buffer.alloc((this.#at + count) * growth);
		this.#bytes.copy(larger, 0, 0, this.#at);
		this.#bytes = larger;
		this.#view = new DataView(larger.buffer, larger.byteOffset);
	}

	head(code: number): void {
		this.#room(5);
		this.#bytes[this.#at] = 1;
		this.#view.setUint32(this.#at + 1, code, true);
		this.#at += 5;
	}

	count(count: number): void {
		this.#room(4);
		this.#view.setUint32(this.#at, count, true);
		this.#at += 4;
	}

	position(x: number, y: number): void {
		if (!Number.isFinite(x) || !Number.isFinite(y)) throw new ShapeError('a coordinate is not a number');
		this.#room(16);
		this.#view.setFloat64(this.#at, x, true);
		this.#view.setFloat64(this.#at + 8, y, true);
		this.#at += 16;
	}

	/** Takes positions that stand in the source as they stand here: pairs of little-endian numbers. They are not looked at. */
	raw(source: Uint8Array, from: number, to: number): void {
		this.#room(to - from);
		this.#bytes.set(source.subarray(from, to), this.#at);
		this.#at += to - from;
	}

	/** A number that is not looked at. */
	number(value: number): void {
		this.#room(8);
		this.#view.setFloat64(this.#at, value, true);
		this.#at += 8;
	}

	/** What was written, for keeps. */
	taken(): Uint8Array {
		return Buffer.from(this.#bytes.subarray(0, this.#at));
	}

	/** The place where the next bytes go. */
	get at(): number {
		return this.#at;
	}

	/** Whether the position that begins at one place and the last one are the same. */
	closes(first: number): boolean {
		const last = this.#at - 16;
		return (
			this.#view.getFloat64(first, true) === this.#view.getFloat64(last, true) &&
			this.#view.getFloat64(first + 8, true) === this.#view.getFloat64(last + 8, true)
		);
	}

	/** The hexadecimal of bytes that need no change. */
	copied(bytes: Uint8Array): string {
		this.#room(bytes.length);
		this.#bytes.set(bytes);
		return this.#bytes.toString('hex', 0, bytes.length);
	}

	hex(): string {
		return this.#bytes.toString('hex', 0, this.#at);
	}
}
