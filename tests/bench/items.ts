// npm run bench -- items: does a walk over 100,000 features by `next` cost the same on its last page as on its first?
import { onPostgres } from './support/databases.ts';
import { median, rounded } from './support/numbers.ts';
import { startApp } from './support/processes.ts';
import { conclude, printTable } from './support/report.ts';
import { settleWideTown } from './support/wide-town.ts';

/** Side of the town in blocks: more than 100,000 street lights, among seven times as many other assets. */
const blocks = 130;
const perPage = 1000;
const walks = 5;
/** Pages that are compared at each end. */
const ends = 10;
const most = 1.5;

interface Page {
	readonly ms: number;
	readonly features: number;
}

/** Every page of a class, by following the links. */
async function walk(base: string, query: string): Promise<{ pages: Page[]; seen: number; matched: number }> {
	const pages: Page[] = [];
	const ids = new Set<number>();
	let matched = 0;
	for (let next: string | undefined = `${base}/ogc/collections/street-lights/items?limit=${perPage}${query}`; next !== undefined; ) {
		const from = performance.now();
		const response: Response = await fetch(next);
		const body = (await response.json()) as { numberMatched: number; features: { id: number }[]; links: { rel: string; href: string }[] };
		pages.push({ ms: performance.now() - from, features: body.features.length });
		for (const { id } of body.features) ids.add(id);
		matched = body.numberMatched;
		next = body.links.find((it) => it.rel === 'next')?.href;
	}
	return { pages, seen: ids.size, matched };
}

interface Measured {
	readonly what: string;
	readonly features: number;
	readonly complete: boolean;
	readonly first: number;
	readonly last: number;
	readonly ratio: number;
	readonly seconds: number;
}

async function measure(base: string, what: string, query: string): Promise<Measured> {
	const all: Awaited<ReturnType<typeof walk>>[] = [];
	// The first walk warms what is cold and is not counted.
	for (let i = 0; i <= walks; i += 1) all.push(await walk(base, query));
	const counted = all.slice(1);
	// The last page of all holds what is left over, which is less.
	const at = (from: number, to: number | undefined): number => median(counted.flatMap(({ pages }) => pages.slice(from, to).map((it) => it.ms)));
	const [first, last] = [at(0, ends), at(-ends - 1, -1)];
	const complete = all.every(({ pages, seen, matched }) => seen === matched && pages.reduce((sum, it) => sum + it.features, 0) === matched);
	return {
		what,
		features: all[0]?.matched ?? 0,
		complete,
		first,
		last,
		ratio: last / first,
		seconds: median(counted.map(({ pages }) => pages.reduce((sum, it) => sum + it.ms, 0))) / 1000,
	};
}

await onPostgres(async (create) => {
	console.info('Making the town …');
	const { url, database } = await create('items');
	const assets = await settleWideTown(database.knex, url, blocks);
	const app = await startApp(url);
	try {
		const base = `http://127.0.0.1:${app.port}`;
		const measured = [
			await measure(base, 'all', ''),
			await measure(base, 'attribute', `&filter=${encodeURIComponent("lamp_type = 'LED'")}`),
			await measure(base, 'filter', `&filter=${encodeURIComponent("reference LIKE 'S%' AND S_INTERSECTS(geometry,BBOX(18,-35,20,-33))")}`),
		];
		console.info(
			`\n${measured[0]?.features} street lights among ${assets} assets, ${perPage} a page, ${walks} walks; medians of the ${ends} first and last full pages:\n`,
		);
		printTable(
			measured.map((it) => ({
				walk: it.what,
				features: it.features,
				'first page': `${it.first.toFixed(1)} ms`,
				'last page': `${it.last.toFixed(1)} ms`,
				ratio: it.ratio.toFixed(2),
				'whole walk': `${it.seconds.toFixed(1)} s`,
			})),
		);
		conclude(
			'items',
			{
				assets,
				walks: measured.map(({ what, features, first, last, ratio, seconds }) => ({
					what,
					features,
					first: rounded(first),
					last: rounded(last),
					ratio: rounded(ratio),
					seconds: rounded(seconds),
				})),
			},
			[
				{ what: `at least 100,000 features`, holds: (measured[0]?.features ?? 0) >= 100_000 },
				{ what: 'every feature comes exactly once, and as many as were promised', holds: measured.every((it) => it.complete) },
				...measured.map((it) => ({ what: `${it.what}: the last page costs no more than ${most} × the first`, holds: it.ratio <= most })),
			],
		);
	} finally {
		await app.stop();
	}
});
