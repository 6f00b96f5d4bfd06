import { closeSync, existsSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sqlite, { type Database } from 'node-sqlite3-wasm';
import { SourceError } from '../index.ts';
import type { Division } from './sqlite-pages.ts';

/** A file of SQLite, opened to be read. */
export interface OpenFile {
	readonly db: Database;
	/** The file itself, to read pages from. */
	readonly file: number;
	readonly head: Head;
	close(): void;
}

/**
 * SQLite writes a lock beside the file that it reads, and finds it locked when a process died with it. A link in a folder of our own keeps that away
 * from the folder of the file, which may not even be writable. A log of changes that were not yet written back comes along.
 */
function linked(path: string, folder: string): string {
	const link = join(folder, 'file.gpkg');
	try {
		symlinkSync(resolve(path), link);
		if (existsSync(`${path}-wal`)) symlinkSync(resolve(`${path}-wal`), `${link}-wal`);
		return link;
	} catch {
		return path;
	}
}

const headBytes = 100;

/** What the head of a file says of it. */
interface Head extends Division {
	/** Whether all of it stands in the pages of the file, in UTF-8. */
	readonly plain: boolean;
}

/** Reads the head of a file. SQLite itself would only find out that pages are missing when it came to need one of them. */
function headOf(file: number, log: boolean): Head {
	const head = Buffer.alloc(headBytes);
	readSync(file, head, 0, headBytes, 0);
	const { size } = fstatSync(file);
	const pageBytes = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
	const counted = head.readUInt32BE(24) === head.readUInt32BE(92);
	if (!log && counted && size < head.readUInt32BE(28) * pageBytes) throw new SourceError('the file ends in the middle');
	const sound = pageBytes >= 512 && (pageBytes & (pageBytes - 1)) === 0;
	return { pageBytes, reserved: head[20] ?? 0, pages: Math.floor(size / Math.max(pageBytes, 1)), plain: sound && !log && head.readUInt32BE(56) === 1 };
}

const journalMark = Buffer.from([0xd9, 0xd5, 0x05, 0xf9]);

/** A change that was begun and never ended lies beside a file; without taking it back, which would mean writing, the pages make no sense. */
function mustBeAtRest(path: string): void {
	if (!existsSync(`${path}-journal`)) return;
	const journal = openSync(`${path}-journal`, 'r');
	const head = Buffer.alloc(journalMark.length);
	readSync(journal, head, 0, head.length, 0);
	closeSync(journal);
	if (head.equals(journalMark)) throw new SourceError('a change of the file was begun and not ended: open it once in the program that writes it');
}

/** Opens a file for reading alone. Throws a SourceError where it is no file of SQLite. */
export function openSqlite(path: string): OpenFile {
	mustBeAtRest(path);
	const folder = mkdtempSync(join(tmpdir(), 'faultline-read-'));
	const file = openSync(path, 'r');
	const leave = (): void => {
		closeSync(file);
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		const head = headOf(file, existsSync(`${path}-wal`));
		const db = new sqlite.Database(linked(path, folder), { readOnly: true });
		// a file in the mode of a log needs shared memory unless it is read by one alone
		db.exec('pragma locking_mode = exclusive; pragma trusted_schema = off; pragma cell_size_check = on');
		return {
			db,
			file,
			head,
			close: () => {
				db.close();
				leave();
			},
		};
	} catch (error) {
		leave();
		throw spoken(error);
	}
}

/** What SQLite says of a file, as a sentence for whoever sent it; any other error as it is. */
export function spoken(error: unknown): unknown {
	// a trap of the WebAssembly is what a broken file can come to; its class is not among the types of the server
	const known = error instanceof sqlite.SQLite3Error || (error instanceof Error && error.name === 'RuntimeError');
	return known ? new SourceError(`the file cannot be read: ${(error as Error).message}`) : error;
}
