// Takes one file into the register in a process of its own, so that its memory can be told: FILE CLASS.
import { importFile } from '../../../server/assets/index.ts';
import { openDatabase } from '../../../server/platform/db/index.ts';

/** What came of it. */
export interface Taken {
	seconds: number;
	/** The most memory the process ever held, MB. */
	peakMb: number;
	accepted: number;
	added: number;
	unchanged: number;
	stages: { at: number; what: string }[];
}

async function main(): Promise<void> {
	const [file = '', layer = ''] = process.argv.slice(2);
	const database = await openDatabase({ url: process.env['DATABASE_URL'] ?? '', directory: '' });
	const stages: Taken['stages'] = [];
	const began = performance.now();
	const say = (what: string): void => void (/;|EPSG/.test(what) && stages.push({ at: (performance.now() - began) / 1000, what: what.trim() }));
	const { tally, difference } = await importFile(database, { file, layer, say });
	const taken: Taken = {
		seconds: (performance.now() - began) / 1000,
		peakMb: process.resourceUsage().maxRSS / 1024,
		accepted: tally.accepted,
		added: difference.added,
		unchanged: difference.unchanged,
		stages,
	};
	await database.close();
	process.send?.(taken);
}

main().then(
	() => process.disconnect?.(),
	(error: Error) => {
		console.error(error);
		process.exit(1);
	},
);
