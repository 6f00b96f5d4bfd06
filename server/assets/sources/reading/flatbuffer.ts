/** A table of FlatBuffers in bytes that may say anything; a RangeError where they lead out of themselves. */
export class Table {
	readonly view: DataView;
	readonly bytes: Buffer;
	readonly #at: number;
	readonly #fields: number;
	readonly #fieldBytes: number;

	constructor(bytes: Buffer, view: DataView, at: number) {
		this.bytes = bytes;
		this.view = view;
		this.#at = at;
		this.#fields = at - view.getInt32(at, true);
		this.#fieldBytes = view.getUint16(this.#fields, true);
	}

	/** The table that a buffer begins with, from some place in the bytes on. */
	static root(bytes: Buffer, view: DataView, from: number): Table {
		return new Table(bytes, view, from + view.getUint32(from, true));
	}

	/** Where a field stands; 0 where the table does not have it. */
	#place(field: number): number {
		const slot = 4 + field * 2;
		const offset = slot < this.#fieldBytes ? this.view.getUint16(this.#fields + slot, true) : 0;
		return offset === 0 ? 0 : this.#at + offset;
	}

	#pointed(field: number): number {
		const place = this.#place(field);
		return place === 0 ? 0 : place + this.view.getUint32(place, true);
	}

	byte(field: number): number {
		const place = this.#place(field);
		return place === 0 ? 0 : this.view.getUint8(place);
	}

	short(field: number, otherwise: number): number {
		const place = this.#place(field);
		return place === 0 ? otherwise : this.view.getUint16(place, true);
	}

	int(field: number): number {
		const place = this.#place(field);
		return place === 0 ? 0 : this.view.getInt32(place, true);
	}

	long(field: number): number {
		const place = this.#place(field);
		return place === 0 ? 0 : Number(this.view.getBigUint64(place, true));
	}

	text(field: number): string {
		const list = this.list(field, 1);
		return list ? this.bytes.toString('utf8', list.from, list.from + list.count) : '';
	}

	/** Where a list begins and how many things it holds, of so many bytes each; undefined where there is none. */
	list(field: number, bytesEach: number): { from: number; count: number } | undefined {
		const place = this.#pointed(field);
		if (place === 0) return undefined;
		const count = this.view.getUint32(place, true);
		if (place + 4 + count * bytesEach > this.view.byteLength) throw new RangeError('a list that is longer than its file');
		return { from: place + 4, count };
	}

	table(field: number): Table | undefined {
		const place = this.#pointed(field);
		return place === 0 ? undefined : new Table(this.bytes, this.view, place);
	}

	tables(field: number): Table[] {
		const list = this.list(field, 4);
		if (!list) return [];
		return Array.from({ length: list.count }, (_, n) => {
			const place = list.from + n * 4;
			return new Table(this.bytes, this.view, place + this.view.getUint32(place, true));
		});
	}
}
