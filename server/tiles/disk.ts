import { appendFile, type FileHandle, mkdir, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { log } from '../platform/log.ts';
import { Kept, type Key } from './kept.ts';
import type { Deep, Tile } from './store.ts';
import type { Change } from './touched.ts';

/** Up to where in the register's events all has been taken into account: the number of one, and its moment, by which it is known again. */
export interface Position {
	id: number;
	at: string;
}

interface Place {
	/** Which of the two halves. */
	half: 0 | 1;
	offset: number;
	length: number;
	crc: number;
	hash: string;
}

/** One line of a half's journal. */
type Line = { stamp: string; begun: number } | { key: Key; place: Place } | { change: Change } | { position: Position };

/** Lines that may wait to be written; tiles beyond are not kept. */
const patience = 500;
const halves = [0, 1] as const;
const forEver = Number.POSITIVE_INFINITY;

/**
 * Tiles in two files that take turns: when one half is full the other is emptied and goes on. Beside each a journal says what lies where and what has been
 * dropped since, in order; read again from its beginning, it gives what was there before, whenever the process ended.
 */
export class DiskStore implements Deep {
	readonly #folder: string;
	readonly #limit: number;
	#stamp = '';
	#index = new Kept<Place>(forEver);
	#data: [FileHandle, FileHandle] | undefined;
	#half: 0 | 1 = 0;
	#begun = 0;
	#ends: [number, number] = [0, 0];
	#waiting = 0;
	#chain: Promise<void> = Promise.resolve();
	#ready = false;

	/** `limit` in bytes. */
	constructor(folder: string, { limit }: { limit: number }) {
		this.#folder = folder;
		this.#limit = limit;
	}

	/** Whether it is in use. */
	get ready(): boolean {
		return this.#ready;
	}

	/** Reads what is there. Answers up to where it holds; it is used only after `begin`. `stamp`: what tiles are made by; those of another are not used. */
	async open(stamp: string): Promise<Position | undefined> {
		this.#stamp = stamp;
		await mkdir(this.#folder, { recursive: true });
		const journals = await Promise.all(halves.map(async (half) => ({ half, lines: await readJournal(this.#journal(half)) })));
		const known = journals.flatMap(({ half, lines }) => {
			const [first] = lines;
			return first && 'stamp' in first && first.stamp === this.#stamp ? [{ half, lines, begun: first.begun }] : [];
		});
		known.sort((a, b) => a.begun - b.begun);
		const positions = known.flatMap(({ lines }) => lines.flatMap((line) => this.#replay(line) ?? []));
		this.#data = [await open(this.#file(0), 'a+'), await open(this.#file(1), 'a+')];
		this.#ends = [(await this.#data[0].stat()).size, (await this.#data[1].stat()).size];
		const latest = known.at(-1);
		this.#half = latest?.half ?? 0;
		this.#begun = latest?.begun ?? 0;
		if (!latest) this.#turn(0);
		return positions.at(-1);
	}

	/** From now on it is used. */
	begin(): void {
		this.#ready = true;
	}

	async get(key: Key): Promise<Tile | undefined> {
		const place = this.#ready ? this.#index.get(key) : undefined;
		if (!place || !this.#data) return undefined;
		const { half, offset, length, crc, hash } = place;
		const body = Buffer.alloc(length);
		const { bytesRead } = await this.#data[half].read(body, 0, length, offset).catch(() => ({ bytesRead: 0 }));
		// It may have been dropped, or its half emptied, meanwhile.
		if (this.#index.get(key) !== place || bytesRead < length || crc32(body) !== crc) return undefined;
		return { body: length > 0 ? body : undefined, hash, until: forEver };
	}

	/** Keeps what does not go out of date by the clock. */
	put(key: Key, { body = Buffer.alloc(0), hash, until }: Tile): void {
		if (!this.#ready || until !== forEver || this.#waiting > patience) return;
		if (this.#ends[this.#half] + body.length > this.#limit / 2) this.#turn(this.#half === 0 ? 1 : 0);
		const place: Place = { half: this.#half, offset: this.#ends[this.#half], length: body.length, crc: crc32(body), hash };
		this.#ends[this.#half] += body.length;
		this.#index.set(key, place, body.length);
		this.#later(async () => {
			await this.#data?.[place.half].appendFile(body);
			await this.#write(place.half, { key, place });
		});
	}

	drop(change: Change): void {
		this.#index.drop(change);
		if (this.#data) this.#note({ change });
	}

	/** Forgets everything. */
	clear(): void {
		this.#index.clear();
		if (this.#data) for (const half of halves) this.#turn(half);
	}

	/** Notes up to where all that happened has been taken into account. */
	reached(position: Position): void {
		this.#note({ position });
	}

	async close(): Promise<void> {
		this.#ready = false;
		await this.#chain;
		for (const handle of this.#data ?? []) await handle.close();
		this.#data = undefined;
	}

	#file(half: 0 | 1): string {
		return join(this.#folder, `${half}.tiles`);
	}

	#journal(half: 0 | 1): string {
		return join(this.#folder, `${half}.journal`);
	}

	#note(line: Line): void {
		const half = this.#half;
		this.#later(() => this.#write(half, line));
	}

	#write(half: 0 | 1, line: Line): Promise<void> {
		return appendFile(this.#journal(half), `${JSON.stringify(line)}\n`);
	}

	/** Empties a half and goes on there. */
	#turn(half: 0 | 1): void {
		this.#index.deleteWhere((place) => place.half === half);
		this.#half = half;
		this.#ends[half] = 0;
		this.#begun += 1;
		const first: Line = { stamp: this.#stamp, begun: this.#begun };
		this.#later(async () => {
			await writeFile(this.#journal(half), `${JSON.stringify(first)}\n`);
			await truncate(this.#file(half));
		});
	}

	/** One thing after another, in the order in which they were thought of. */
	#later(act: () => Promise<void>): void {
		this.#waiting += 1;
		this.#chain = this.#chain
			.then(act)
			.catch((error: unknown) => {
				// What could not be written must not be believed later.
				this.#ready = false;
				log.warn({ err: error }, 'the folder of tiles cannot be written');
				return Promise.all(halves.map((half) => rm(this.#journal(half), { force: true }))).then(() => undefined);
			})
			.finally(() => {
				this.#waiting -= 1;
			});
	}

	#replay(line: Line): Position | undefined {
		if ('key' in line) this.#index.set(line.key, line.place, line.place.length);
		if ('change' in line) this.#index.drop(line.change);
		return 'position' in line ? line.position : undefined;
	}
}

/** The lines of a journal; the last may have been cut off. */
async function readJournal(file: string): Promise<Line[]> {
	const lines: Line[] = [];
	for (const text of (await readFile(file, 'utf8').catch(() => '')).split('\n')) {
		if (text === '') continue;
		try {
			lines.push(JSON.parse(text) as Line);
		} catch {
			return lines;
		}
	}
	return lines;
}
