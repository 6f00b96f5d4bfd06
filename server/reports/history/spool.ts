import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ticket } from './ticket.ts';

/** Tickets put aside until all are read, so that they can be gone through in the order of their time without being held in memory. */
export interface Spool {
	/** Puts a ticket aside. Says where an earlier one of the same number stood, whose place it takes. */
	put: (ticket: Ticket) => Promise<Pick<Ticket, 'file' | 'line'> | undefined>;
	size: () => number;
	/** The tickets by the time of their report, so many at a time. */
	batches: (size: number) => AsyncGenerator<Ticket[]>;
	close: () => Promise<void>;
}

interface Place {
	at: number;
	file: number;
	line: number;
	offset: number;
	length: number;
}

const bufferBytes = 1024 * 1024;

async function readAt(file: FileHandle, { offset, length }: Place): Promise<Ticket> {
	const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
	return JSON.parse(buffer.toString('utf8'));
}

/** A spool in a file that has no name any more once it is open: whatever happens, nothing of it stays. */
export async function spool(): Promise<Spool> {
	const path = join(tmpdir(), `faultline-history-${randomUUID()}`);
	const file = await open(path, 'wx+', 0o600);
	await rm(path);
	const places = new Map<string, Place>();
	let waiting: Buffer[] = [];
	let [written, buffered] = [0, 0];
	const flush = async (): Promise<void> => {
		const bytes = Buffer.concat(waiting);
		if (bytes.length > 0) await file.write(bytes, 0, bytes.length, written);
		[written, buffered, waiting] = [written + bytes.length, 0, []];
	};
	const put = async (ticket: Ticket): Promise<Place | undefined> => {
		const bytes = Buffer.from(JSON.stringify(ticket));
		const before = places.get(ticket.number);
		places.set(ticket.number, { at: ticket.at, file: ticket.file, line: ticket.line, offset: written + buffered, length: bytes.length });
		waiting.push(bytes);
		buffered += bytes.length;
		if (buffered > bufferBytes) await flush();
		return before;
	};
	async function* batches(size: number): AsyncGenerator<Ticket[]> {
		await flush();
		const ordered = [...places.values()].sort((a, b) => a.at - b.at || a.offset - b.offset);
		for (let i = 0; i < ordered.length; i += size) {
			const batch: Ticket[] = [];
			for (const place of ordered.slice(i, i + size)) batch.push(await readAt(file, place));
			yield batch;
		}
	}
	return { put, size: () => places.size, batches, close: () => file.close() };
}
