import { closeSync, existsSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sqlite, { type Database } from 'node-sqlite3-wasm';
import { SourceError } from '../index.ts';

/** A file of SQLite, opened to be read. */
export interface OpenFile {
	readonly db: Database;
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

/** SQLite itself would only find out that pages are missing when it came to need one of them. */
function mustBeWhole(path: string): void {
	const file = openSync(path, 'r');
	try {
		const head = Buffer.alloc(headBytes);
		readSync(file, head, 0, headBytes, 0);
		const pageBytes = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
		const counted = head.readUInt32BE(24) === head.readUInt32BE(92);
		if (counted && fstatSync(file).size < head.readUInt32BE(28) * pageBytes) throw new SourceError('the file ends in the middle');
	} finally {
		closeSync(file);
	}
}

/** Opens a file for reading alone. Throws a SourceError where it is no file of SQLite. */
export function openSqlite(path: string): OpenFile {
	if (!existsSync(`${path}-wal`)) mustBeWhole(path);
	const folder = mkdtempSync(join(tmpdir(), 'faultline-read-'));
	const remove = (): void => rmSync(folder, { recursive: true, force: true });
	try {
		const db = new sqlite.Database(linked(path, folder), { readOnly: true });
		// a file in the mode of a log needs shared memory unless it is read by one alone
		db.exec('pragma locking_mode = exclusive; pragma trusted_schema = off; pragma cell_size_check = on');
		return {
			db,
			close: () => {
				db.close();
				remove();
			},
		};
	} catch (error) {
		remove();
		throw spoken(error);
	}
}

/** What SQLite says of a file, as a sentence for whoever sent it; any other error as it is. */
export function spoken(error: unknown): unknown {
	// a trap of the WebAssembly is what a broken file can come to; its class is not among the types of the server
	const known = error instanceof sqlite.SQLite3Error || (error instanceof Error && error.name === 'RuntimeError');
	return known ? new SourceError(`the file cannot be read: ${(error as Error).message}`) : error;
}
