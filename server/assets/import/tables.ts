import { Sql } from '../../platform/sql.ts';

/** The tables through which one import passes: rows as read, what each would change, who may have been renumbered; where the municipality is. */
export interface Tables {
	readonly rows: string;
	readonly change: string;
	readonly pairs: string;
	readonly area: string;
	readonly cells: string;
}

const parts = ['rows', 'change', 'pairs', 'area', 'cells'] as const;

/** The tables of one import by the stem of their names. */
export const tablesOf = (stem: string): Tables => {
	const [rows, change, pairs, area, cells] = parts.map((it) => `${stem}_${it}`) as [string, string, string, string, string];
	return { rows, change, pairs, area, cells };
};

/** A stem for the tables of one import; the time in it tells which have been left behind. */
export const newStem = (now: Date, word: string): string => `import_staged_${Math.floor(now.getTime() / 1000)}_${word}`;

/** A table's name as SQL; only names that are made here. */
export function table(name: string): Sql {
	if (!/^import_staged_\d+_[a-z0-9]+_(rows|change|pairs|area|cells)$/.test(name)) throw new Error(`${name} is no staging table`);
	return new Sql(name, []);
}
