import { createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const chunkBytes = 256 * 1024;

/** A file that is written piece by piece, and whose beginning may be written last. */
export class Spool {
	readonly path: string;
	/** Bytes so far. */
	length = 0;
	readonly #file: FileHandle;
	#pieces: Buffer[] = [];
	#waiting = 0;

	constructor(path: string, file: FileHandle) {
		this.path = path;
		this.#file = file;
	}

	static async make(path: string): Promise<Spool> {
		return new Spool(path, await open(path, 'w'));
	}

	async add(piece: Buffer): Promise<void> {
		this.#pieces.push(piece);
		this.length += piece.length;
		this.#waiting += piece.length;
		if (this.#waiting >= chunkBytes) await this.#flush();
	}

	async #flush(): Promise<void> {
		await this.#file.writev(this.#pieces);
		[this.#pieces, this.#waiting] = [[], 0];
	}

	/** Writes what is left, and, where given, another beginning. */
	async end(beginning?: Buffer): Promise<void> {
		if (this.#pieces.length) await this.#flush();
		if (beginning) await this.#file.write(beginning, 0, beginning.length, 0);
		await this.#file.close();
	}

	/** Lets go of the file, ended or not. */
	async drop(): Promise<void> {
		await this.#file.close().catch(() => undefined);
	}
}

/** Gives a folder for files that are made before they can be sent, and takes it away afterwards, also when nobody waits for them any more. */
export async function* withScratch(make: (path: (name: string) => string) => AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
	const folder = await mkdtemp(join(tmpdir(), 'faultline-export-'));
	try {
		yield* make((name) => join(folder, name));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** A file, piece by piece. */
export async function* contentOf(path: string): AsyncGenerator<Buffer> {
	yield* createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>;
}
