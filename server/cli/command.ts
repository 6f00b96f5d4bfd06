import { isAbsolute, join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Settings } from '../platform/config.ts';
import type { Database } from '../platform/db/index.ts';

/** What the person at the terminal should do otherwise, in a sentence. */
export class Refusal extends Error {}

/** What a command is given to do its work with. */
export interface Task {
	settings: Settings;
	/** The options as typed, by their names without dashes. */
	options: Readonly<Record<string, string | boolean | string[] | undefined>>;
	words: readonly string[];
	/** Opens the database, with its schema up to date; it is closed when the command has ended. */
	open: () => Promise<Database>;
	say: (line: string) => void;
	/** A file's path, from where the command was typed. */
	path: (file: string) => string;
}

/** A command of the command line. `run` gives the code the process ends with. */
export interface Command {
	usage: string;
	options: NonNullable<ParseArgsConfig['options']>;
	run: (task: Task) => Promise<number>;
}

/** Takes apart what was typed after the command's name; refuses what the command does not know. */
export function parsed({ options, usage }: Command, typed: readonly string[]): Pick<Task, 'options' | 'words'> {
	try {
		const { values, positionals } = parseArgs({
			args: [...typed],
			options: { ...options, help: { type: 'boolean' }, folder: { type: 'string' } },
			allowPositionals: true,
		});
		return { options: values as Task['options'], words: positionals };
	} catch (error) {
		throw new Refusal(`${(error as Error).message.split('. To specify')[0]}\n\n${usage}`);
	}
}

/** An option that holds text, if it was given. */
export function text({ options }: Pick<Task, 'options'>, name: string): string | undefined {
	const value = options[name];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Reads paths from a folder. */
export const pathsFrom =
	(folder: string): Task['path'] =>
	(file) =>
		isAbsolute(file) ? file : join(folder, file);

/** The number of a coordinate system as people write it: EPSG:2048, ESRI:102562, 2048. */
export function srid(written: string | undefined): number | undefined {
	if (written === undefined) return undefined;
	const number = /^(?:(?:epsg|esri):+)?(\d{4,6})$/i.exec(written)?.[1];
	if (number === undefined) throw new Refusal(`A coordinate system is written EPSG:n, not "${written}".`);
	return Number(number);
}
