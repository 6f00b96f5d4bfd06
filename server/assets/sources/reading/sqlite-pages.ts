import { readSync } from 'node:fs';
import { SourceError } from '../index.ts';
import { largestFeature } from './feature.ts';

/** What stands in a field of a table of SQLite. */
export type Stored = number | bigint | string | Uint8Array | null;

/** A table as its pages hold it. */
export interface StoredTable {
	/** Number of the page with which it begins. */
	readonly root: number;
	/** Its columns in the order in which they are stored: one is a name for the number of the row, of some only the size in bytes is wanted. */
	readonly columns: readonly { readonly rowNumber: boolean; readonly sizeOnly: boolean }[];
}

/** How a file is divided. */
export interface Division {
	readonly pageBytes: number;
	/** Bytes that each page keeps free at its end. */
	readonly reserved: number;
	readonly pages: number;
}

const [interior, leaf] = [5, 13];
const [interiorHead, leafHead] = [12, 8];
const windowBytes = 1024 * 1024;
/** Bytes of values by the number of their type: nothing, whole numbers of six widths, a real one, nought, one. */
const widths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
const [wide, real, nought, one, firstOfAnySize] = [6, 7, 8, 9, 12];

const exact = (it: bigint): number | bigint => (it >= Number.MIN_SAFE_INTEGER && it <= Number.MAX_SAFE_INTEGER ? Number(it) : it);
const sizeOf = (type: number): number => (type >= firstOfAnySize ? Math.floor((type - firstOfAnySize) / 2) : (widths[type] ?? Number.NaN));

function fixedAt(bytes: Buffer, at: number, type: number): Stored {
	if (type === 0) return null;
	if (type < wide) return bytes.readIntBE(at, widths[type] as number);
	if (type === wide) return exact(bytes.readBigInt64BE(at));
	if (type === real) return bytes.readDoubleBE(at);
	if (type === nought || type === one) return type - nought;
	throw new RangeError('a value of no known type');
}

/** Text has odd types, bytes have even ones. */
function valueAt(bytes: Buffer, at: number, type: number): Stored {
	if (type < firstOfAnySize) return fixedAt(bytes, at, type);
	const end = at + sizeOf(type);
	return type % 2 === 1 ? bytes.toString('utf8', at, end) : bytes.subarray(at, end);
}

const fieldAt = (bytes: Buffer, { at, type, sizeOnly }: { at: number; type: number; sizeOnly: boolean }): Stored =>
	sizeOnly && type !== 0 ? sizeOf(type) : valueAt(bytes, at, type);

/** Reads the rows of a table from the pages of its file, which is twice as fast as asking SQLite for them one by one. */
class Tree {
	readonly #file: number;
	readonly #division: Division;
	readonly #usable: number;
	readonly #columns: StoredTable['columns'];
	#window = Buffer.alloc(0);
	#from = 0;
	/** Where the number ended that was read last. */
	#at = 0;

	constructor(file: number, division: Division, { columns }: StoredTable) {
		this.#file = file;
		this.#division = division;
		this.#usable = division.pageBytes - division.reserved;
		this.#columns = columns;
	}

	/** All rows, in the order of their numbers. No page is visited twice: there would be no end to it. */
	*rows(root: number): Generator<Stored[]> {
		const open = [root];
		let visited = 0;
		for (let page = open.pop(); page !== undefined; page = open.pop()) {
			visited += 1;
			if (visited > this.#division.pages) throw new RangeError('pages that lead back to each other');
			const at = this.#bring(page);
			const kind = this.#window[at];
			if (kind === interior) open.push(...this.#children(at).reverse());
			else if (kind === leaf) yield* this.#leaf(at);
			else throw new RangeError('a page of another kind');
		}
	}

	/** Brings a page into the window and says where in it it stands. A new window, so that what was taken from the old one stays as it is. */
	#bring(page: number): number {
		const { pageBytes, pages } = this.#division;
		if (page < 2 || page > pages) throw new RangeError('a page that is not there');
		const at = (page - 1) * pageBytes;
		if (at < this.#from || at + pageBytes > this.#from + this.#window.length) {
			const window = Buffer.allocUnsafe(Math.max(windowBytes, pageBytes));
			this.#window = window.subarray(0, readSync(this.#file, window, 0, window.length, at));
			this.#from = at;
			if (this.#window.length < pageBytes) throw new RangeError('a page that is cut short');
		}
		return at - this.#from;
	}

	/** Where the cells of a page stand, which begins with a head of so many bytes. */
	#cells(at: number, head: number): number[] {
		const count = this.#window.readUInt16BE(at + 3);
		if (head + count * 2 > this.#usable) throw new RangeError('more cells than a page holds');
		return Array.from({ length: count }, (_, n) => at + this.#window.readUInt16BE(at + head + n * 2));
	}

	#children(at: number): number[] {
		return [...this.#cells(at, interiorHead).map((cell) => this.#window.readUInt32BE(cell)), this.#window.readUInt32BE(at + 8)];
	}

	*#leaf(at: number): Generator<Stored[]> {
		const [window, end] = [this.#window, at + this.#division.pageBytes];
		for (const cell of this.#cells(at, leafHead)) {
			const size = Number(this.#number(window, cell));
			const row = this.#number(window, this.#at);
			const local = this.#localBytes(size);
			const from = this.#at;
			if (from + local > end) throw new RangeError('a row that is longer than its page');
			if (local === size) yield this.#record(window, { from, end: from + size, row });
			else yield this.#record(this.#whole(size, window.subarray(from, from + local + 4)), { from: 0, end: size, row });
		}
	}

	/** How much of a row stands in its own page. */
	#localBytes(size: number): number {
		const most = this.#usable - 35;
		if (size <= most) return size;
		if (size > largestFeature * 2) throw new RangeError('a row that is larger than any can be');
		const least = Math.floor(((this.#usable - 12) * 32) / 255) - 23;
		const surplus = least + ((size - least) % (this.#usable - 4));
		return surplus <= most ? surplus : least;
	}

	/** A row of which the rest stands in pages of its own, each naming the next. */
	#whole(size: number, local: Buffer): Buffer {
		const { pageBytes } = this.#division;
		const whole = Buffer.allocUnsafe(size);
		let filled = local.copy(whole, 0, 0, local.length - 4);
		const page = Buffer.allocUnsafe(pageBytes);
		for (let next = local.readUInt32BE(local.length - 4); filled < size; next = page.readUInt32BE(0)) {
			if (next < 2 || readSync(this.#file, page, 0, pageBytes, (next - 1) * pageBytes) < pageBytes) throw new RangeError('a row that ends in the middle');
			filled += page.copy(whole, filled, 4, Math.min(this.#usable, 4 + size - filled));
		}
		return whole;
	}

	#record(bytes: Buffer, { from, end, row }: { from: number; end: number; row: number | bigint }): Stored[] {
		const head = from + Number(this.#number(bytes, from));
		let value = head;
		const values: Stored[] = [];
		for (const { rowNumber, sizeOnly } of this.#columns) {
			// a row from before the column was added does not know of it
			const type = this.#at < head ? Number(this.#number(bytes, this.#at)) : 0;
			const size = sizeOf(type);
			if (!(value + size <= end)) throw new RangeError('a value that is longer than its row');
			values.push(rowNumber ? row : fieldAt(bytes, { at: value, type, sizeOnly }));
			value += size;
		}
		return values;
	}

	/** A number of one to nine bytes, seven bits in each but the last. */
	#number(bytes: Buffer, at: number): number | bigint {
		const first = bytes.readUInt8(at);
		this.#at = at + 1;
		return first < 128 ? first : this.#longNumber(bytes, at);
	}

	#longNumber(bytes: Buffer, at: number): number | bigint {
		let value = 0;
		for (let n = 0; n < 7; n++) {
			const byte = bytes.readUInt8(at + n);
			value = value * 128 + (byte & 127);
			this.#at = at + n + 1;
			if (byte < 128) return value;
		}
		const eighth = bytes.readUInt8(at + 7);
		const upper = BigInt(value) * 128n + BigInt(eighth & 127);
		this.#at = at + (eighth < 128 ? 8 : 9);
		return exact(eighth < 128 ? upper : BigInt.asIntN(64, upper * 256n + BigInt(bytes.readUInt8(at + 8))));
	}
}

/** The rows of a table of SQLite from the pages of an open file, each as the values of its columns. Throws a SourceError where the pages are damaged. */
export function* storedRows(file: number, division: Division, table: StoredTable): Generator<Stored[]> {
	try {
		yield* new Tree(file, division, table).rows(table.root);
	} catch (error) {
		if (error instanceof RangeError) throw new SourceError('the file cannot be read: its pages are damaged');
		throw error;
	}
}
