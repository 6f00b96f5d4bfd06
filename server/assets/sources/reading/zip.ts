import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { SourceError } from '../index.ts';

const megabyte = 1024 * 1024;
const limits = {
	entries: 5000,
	/** Of one file within, unpacked. */
	bytes: 4096 * megabyte,
	/** From where on it is asked how much smaller a file was made. */
	suspect: 64 * megabyte,
	/** Tables full of blanks come to 200; only a bomb to a thousand. */
	ratio: 400,
	/** Of a file that is read at once. */
	text: 16 * megabyte,
};

/** A file within a zip. */
export interface Packed {
	readonly name: string;
	readonly bytes: number;
	/** Its content, piece by piece. Throws a SourceError where it is not what the zip says. */
	read(): AsyncGenerator<Buffer>;
	/** Its content at once; refuses a large one. */
	whole(): Promise<Buffer>;
}

/** A zip whose list of contents has been read, nothing else; nothing of it is ever written anywhere. */
export interface Zip {
	readonly files: readonly Packed[];
	close(): void;
}

function spoken(error: unknown): SourceError {
	if (error instanceof SourceError) return error;
	return new SourceError(`the zip cannot be read: ${(error as Error).message.slice(0, 200)}`);
}

function refuse(entry: Entry): void {
	const { fileName, uncompressedSize: size, compressedSize } = entry;
	const name = `"${fileName.slice(0, 100)}"`;
	if (entry.isEncrypted()) throw new SourceError(`${name} in the zip is locked with a password`);
	if (![0, 8].includes(entry.compressionMethod))
		throw new SourceError(`${name} in the zip is packed in a way that only some programs know (${entry.compressionMethod})`);
	if (size > limits.bytes)
		throw new SourceError(`${name} in the zip says it holds ${Math.round(size / megabyte)} MB; at most ${limits.bytes / megabyte} are read`);
	if (size > limits.suspect && size > compressedSize * limits.ratio)
		throw new SourceError(`${name} in the zip is packed ${limits.ratio} times smaller than it is, as no register is`);
}

async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
	refuse(entry);
	let stream: Readable | undefined;
	try {
		stream = await zip.openReadStreamPromise(entry);
		for await (const chunk of stream) yield chunk as Buffer;
	} catch (error) {
		throw spoken(error);
	} finally {
		stream?.destroy();
	}
}

async function wholeOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
	if (entry.uncompressedSize > limits.text) throw new SourceError(`"${entry.fileName.slice(0, 100)}" in the zip is larger than ${limits.text / megabyte} MB`);
	const parts: Buffer[] = [];
	for await (const chunk of contentOf(zip, entry)) parts.push(chunk);
	return Buffer.concat(parts);
}

function packed(zip: ZipFile, entry: Entry): Packed {
	if (entry.fileName.includes('\0')) throw new SourceError('a name in the zip holds a character that no name has');
	return { name: entry.fileName, bytes: entry.uncompressedSize, read: () => contentOf(zip, entry), whole: () => wholeOf(zip, entry) };
}

/** What programs put beside the files themselves. */
const isAside = (name: string): boolean => name.endsWith('/') || /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$)/.test(name);

/** Opens a zip and reads what is in it. Throws a SourceError where that cannot be done, or names in it lead out of it. */
export async function openZip(path: string): Promise<Zip> {
	let zip: ZipFile | undefined;
	try {
		zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true });
		if (zip.entryCount > limits.entries) throw new SourceError(`the zip says it holds ${zip.entryCount} files; at most ${limits.entries} are looked at`);
		const files: Packed[] = [];
		for await (const entry of zip.eachEntry()) if (!isAside(entry.fileName)) files.push(packed(zip, entry));
		const opened = zip;
		return { files, close: () => opened.close() };
	} catch (error) {
		zip?.close();
		throw spoken(error);
	}
}
