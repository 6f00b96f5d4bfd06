import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { draftMapping, type HistoryResult, importHistory, Mapping, reading, recordsOf, survey } from '../../../../server/reports/index.ts';
import { lonLat } from '../../../support/town.ts';

const day = 86_400_000;

/** A moment so many days ago, as an export writes it. */
export const ago = (days: number): string => new Date(Date.now() - days * day).toISOString().slice(0, 16).replace('T', ' ');

export type Row = Record<string, string | number>;

/** Where lamp `n` of the test street stands. */
export const lamp = async (db: Knex, n: number): Promise<{ Longitude: number; Latitude: number }> => {
	const { lon, lat } = await lonLat(db, 311000 + n * 35, 6265005);
	return { Longitude: lon, Latitude: lat };
};

/** A ticket of the system used before: somebody saw a lamp that was out. */
export const ticket = (number: string, at: object, more: Row = {}): Row => ({
	...{ 'Ticket No': number, 'Date Logged': ago(40), 'Date Completed': ago(30), Status: 'Closed', Category: 'Street light not working', Details: 'dark here' },
	...{ Caller: 'Thandi Vorster', Email: 'thandi@example.org', ...at },
	...more,
});

/** A mapping for such tickets. */
export const mapping: Mapping = Mapping.parse({
	source: 'Old desk',
	columns: {
		...{ number: 'Ticket No', reported: 'Date Logged', closed: 'Date Completed', status: 'Status', category: 'Category', words: 'Details', photos: 'Photo' },
		...{ name: 'Caller', email: 'Email', longitude: 'Longitude', latitude: 'Latitude', asset: 'Pole' },
	},
	states: { Closed: 'closed', Open: 'reported', Busy: 'in-progress', Junk: null },
	categories: { 'Street light not working': 'street-light.out', 'Burst pipe': 'water-pipe.burst' },
	photoHosts: ['127.0.0.1'],
	basis: 'asked the municipality to mend something',
});

/** Rows as a table. */
export const csv = (rows: readonly Row[]): string => {
	const names = [...new Set(rows.flatMap((it) => Object.keys(it)))];
	const cell = (it: unknown): string => `"${String(it ?? '').replaceAll('"', '""')}"`;
	return [names, ...rows.map((row) => names.map((name) => row[name]))].map((line) => line.map(cell).join(',')).join('\n');
};

/** A folder for an export, gone afterwards. */
export async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'faultline-history-'));
	try {
		return await act(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Takes rows in as a table. */
export const taken = (db: Knex, rows: readonly Row[], by: Mapping = mapping): Promise<HistoryResult> =>
	inFolder(async (folder) => {
		const file = join(folder, 'old.csv');
		await writeFile(file, csv(rows));
		return importHistory(db, { files: [file], reading: reading(by), rejects: join(folder, 'rejects.csv'), dryRun: false, say: () => undefined });
	});

/** What a dry run guesses of a file's text. */
export const guessed = (name: string, content: string): Promise<Mapping> =>
	inFolder(async (folder) => {
		const file = join(folder, name);
		await writeFile(file, content);
		return draftMapping(await survey(recordsOf(file)), 'old');
	});

/** Takes a file of any kind in, with the mapping that is guessed for it and corrected. */
export const takenAs = (db: Knex, { name, content }: { name: string; content: string }, corrected: Partial<Mapping> = {}): Promise<HistoryResult> =>
	inFolder(async (folder) => {
		const file = join(folder, name);
		await writeFile(file, content);
		const by = { ...draftMapping(await survey(recordsOf(file)), 'old'), ...corrected };
		return importHistory(db, { files: [file], reading: reading(by), rejects: join(folder, 'rejects.csv'), dryRun: false, say: () => undefined });
	});
