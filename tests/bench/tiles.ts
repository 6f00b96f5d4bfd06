// npm run bench -- tiles [--speed | --edits]: how fast are tiles, made and kept, and are those that are kept right after a thousand edits?
import { type Create, onPostgres } from './support/databases.ts';
import { median, rounded } from './support/numbers.ts';
import { withPrecedence } from './support/precedence.ts';
import { type Bar, conclude, percent, printTable } from './support/report.ts';
import { measureEdits } from './tiles/edits.ts';
import { lines, settleLines } from './tiles/lines.ts';
import { measureSpeed } from './tiles/speed.ts';

interface Part {
	readonly figures: object;
	readonly bars: readonly Bar[];
}

type Place = Awaited<ReturnType<Create>>;

async function speed({ url, database }: Place): Promise<Part> {
	const rounds = await withPrecedence(database.knex, () => measureSpeed(url, { rounds: 7, seconds: 2 }));
	const middle = (of: (it: (typeof rounds)[number]) => number): number => median(rounds.map(of));
	const figures = {
		fresh: Math.round(middle((it) => it.fresh)),
		pgbench: Math.round(middle((it) => it.pgbench)),
		'fresh ÷ pgbench': rounded(middle((it) => it.fresh / it.pgbench)),
		cached: Math.round(middle((it) => it.cached)),
		bare: Math.round(middle((it) => it.bare)),
		'cached ÷ bare': rounded(middle((it) => it.cached / it.bare)),
	};
	console.info(`\nTiles of zoom 14 a second over HTTP, 8 connections, beside the raw statement and a bare handler; medians of ${rounds.length} rounds:\n`);
	printTable([figures]);
	const [fresh, cached] = [figures['fresh ÷ pgbench'], figures['cached ÷ bare']];
	const bars = [
		{ what: `fresh compressed tiles at least 0.5 of the raw statement through pgbench (${fresh.toFixed(2)})`, holds: fresh >= 0.5 },
		{ what: `kept tiles at least 0.8 of a bare Express handler that sends the same bytes (${cached.toFixed(2)})`, holds: cached >= 0.8 },
	];
	return { figures: { speed: figures }, bars };
}

async function edits({ database }: Place): Promise<Part> {
	const found = await measureEdits(database.knex, { edits: 1000, seed: 'bench' });
	console.info('\nA thousand edits, the tiles of zoom 11 to 16 before and after:\n');
	printTable([{ ...found }]);
	const share = 1 - found['made again for nothing'] / Math.max(1, found.untouched);
	const bars = [
		{ what: `each of ${found.tiles} kept tiles equals a fresh one byte for byte (${found.different} do not)`, holds: found.different === 0 },
		{ what: `at least 95 % of untouched tiles are not made again (${percent(share)})`, holds: share >= 0.95 },
	];
	return { figures: { edits: found }, bars };
}

const wanted = process.argv.slice(2);
const all = wanted.length === 0;
await onPostgres(async (create) => {
	console.info(`Laying out ${lines} lines …`);
	const place = await create('lines');
	await settleLines(place.database.knex, place.url);
	const parts: Part[] = [];
	if (all || wanted.includes('--speed')) parts.push(await speed(place));
	if (all || wanted.includes('--edits')) parts.push(await edits(place));
	conclude(
		'tiles',
		Object.assign({}, ...parts.map((it) => it.figures)),
		parts.flatMap((it) => it.bars),
	);
});
