import { openFile } from '../../../../server/assets/import/read.ts';
import type { SourceRow } from '../../../../server/assets/sources/index.ts';
import { fetcher } from '../../../../server/platform/fetch.ts';

/** As services are asked outside of tests, but without waiting long. */
export const quick = fetcher({ pause: 5, silence: 10_000 });
/** The same, soon tired of silence. */
export const impatient = fetcher({ pause: 5, silence: 100, tries: 2 });

/** All rows of a source. */
export async function rowsOf(address: string, options: object = {}): Promise<SourceRow[]> {
	const rows: SourceRow[] = [];
	const { rows: all } = await openFile(address, { get: quick, ...options });
	for await (const row of all) rows.push(row);
	return rows;
}

/** The sentence with which a source is refused. */
export const refusal = (address: string, options: object = {}): Promise<string> =>
	rowsOf(address, options).then(
		(rows) => `no refusal, but ${rows.length} rows`,
		(error: Error) => `${error.constructor.name}: ${error.message}`,
	);
