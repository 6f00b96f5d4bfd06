// npm run bench -- snap [--accuracy | --latency]: does snapping find the right asset, does it mean what it says, and how fast is it?
import type { Knex } from 'knex';
import { seedDemo } from '../../seeds/index.ts';
import { type Accuracy, measureAccuracy } from './snap/accuracy.ts';
import { measureLatency, type Round } from './snap/latency.ts';
import { hideSome, shares } from './snap/reports.ts';
import { type Create, onPostgres } from './support/databases.ts';
import { median, rounded } from './support/numbers.ts';
import { withPrecedence } from './support/precedence.ts';
import { type Bar, conclude, percent, printTable } from './support/report.ts';
import { settleWideTown } from './support/wide-town.ts';

const pins = 2500;
/** Side of the town in blocks: ten thousand and a million assets, equally dense. */
const towns = { small: 22, large: 224 } as const;
const seededAt = new Date('2026-06-01T06:00:00Z');

interface Part {
	readonly figures: object;
	readonly bars: readonly Bar[];
}

async function accuracy(create: Create): Promise<Part> {
	console.info('Seeding the demo town …');
	const { database } = await create('town');
	await seedDemo(database, { size: 'town', seed: 'bench', now: seededAt });
	await hideSome(database.knex);
	const rates = await measureAccuracy(database.knex, { pins, belief: 'rates', seed: 'bench' });
	const stated = await measureAccuracy(database.knex, { pins, belief: 'stated', seed: 'bench' });
	console.info(`\n${pins} simulated pins a method on the demo town; ${percent(shares.unlisted, 0)} about assets that the register lacks,`);
	console.info(`${percent(shares.duplicates, 0)} about faults that are open already. True classes drawn by the shelf's rates × compatibilities:\n`);
	printTable(rates.map(accuracyRow));
	console.info('The same, with true classes drawn by the compatibilities alone, which the posterior does not believe:\n');
	printTable(stated.map(accuracyRow));
	return { figures: { accuracy: figuresOf(rates), accuracyOtherwise: figuresOf(stated) }, bars: accuracyBars(rates) };
}

const accuracyRow = (it: Accuracy): Record<string, string> => ({
	method: it.method,
	'median error': `${it.medianError.toFixed(1)} m`,
	'nearest top-1': percent(it.nearestTop1),
	'top-3': percent(it.nearestTop3),
	'posterior top-1': percent(it.top1),
	'top-3 ': percent(it.top3),
	'calibration error': it.calibrationError.toFixed(3),
	'linked unasked': percent(it.linked),
	'of these right': percent(it.linkedRight),
	promised: percent(it.promise, 0),
	covered: percent(it.coverage),
	'mean set': it.meanSet.toFixed(2),
	'set ≤ 4': percent(it.setUpTo4),
});

const figuresOf = (rows: readonly Accuracy[]): object =>
	Object.fromEntries(rows.map(({ method, ...it }) => [method, Object.fromEntries(Object.entries(it).map(([name, value]) => [name, rounded(value, 4)]))]));

function accuracyBars(rows: readonly Accuracy[]): Bar[] {
	return rows.flatMap((it) => [
		...(it.method === 'gnss' || it.method === 'click17'
			? [
					{
						what: `${it.method}: top-1 at least 5 points over the nearest compatible asset (${percent(it.top1 - it.nearestTop1)})`,
						holds: it.top1 - it.nearestTop1 >= 0.05,
					},
				]
			: []),
		{ what: `${it.method}: calibration error at most 0.05 (${it.calibrationError.toFixed(3)})`, holds: it.calibrationError <= 0.05 },
		{ what: `${it.method}: covered at least as promised less 2 points (${percent(it.coverage)})`, holds: it.coverage >= it.promise - 0.02 },
	]);
}

async function latency(create: Create): Promise<Part> {
	console.info('Laying out towns of ten thousand and of a million assets …');
	const places: { url: string; blocks: number; assets: number; db: Knex }[] = [];
	for (const [name, blocks] of Object.entries(towns)) {
		const { url, database } = await create(name);
		places.push({ url, blocks, db: database.knex, assets: await settleWideTown(database.knex, url, blocks) });
	}
	const [place] = places;
	if (!place) throw new Error('no town to measure');
	const rounds = await withPrecedence(place.db, () => measureLatency(places, { rounds: 7, seconds: 2 }));
	const ratios = places.map((_, i) => median(rounds.map((it) => (it.http[i]?.perSecond ?? 0) / (it.pgbench[i] ?? 1))));
	const kept = median(rounds.map((it) => (it.http[1]?.perSecond ?? 0) / (it.http[0]?.perSecond ?? 1)));
	const rows = places.map(({ assets }, i) => ({ assets, ...ratesOf(rounds, i), ratio: rounded(ratios[i] ?? 0) }));
	console.info(`\n/api/snap over HTTP and the same statement through pgbench, 8 connections each, in turn; medians of ${rounds.length} rounds:\n`);
	printTable(rows);
	const bars = [
		{ what: `HTTP reaches at least 0.25 of pgbench on a million assets (${(ratios[1] ?? 0).toFixed(2)})`, holds: (ratios[1] ?? 0) >= 0.25 },
		{ what: `a million assets keep at least two thirds of the rate of ten thousand (${kept.toFixed(2)})`, holds: kept >= 2 / 3 },
	];
	return { figures: { latency: rows, kept: rounded(kept) }, bars };
}

function ratesOf(rounds: readonly Round[], i: number): Record<string, number> {
	const http = rounds.flatMap((it) => it.http[i] ?? []);
	return {
		'HTTP/s': Math.round(median(http.map((it) => it.perSecond))),
		'p50 ms': rounded(median(http.map((it) => it.p50)), 1),
		'p99 ms': rounded(median(http.map((it) => it.p99)), 1),
		'pgbench/s': Math.round(median(rounds.map((it) => it.pgbench[i] ?? 0))),
	};
}

const wanted = process.argv.slice(2);
const all = wanted.length === 0;
await onPostgres(async (create) => {
	const parts: Part[] = [];
	if (all || wanted.includes('--accuracy')) parts.push(await accuracy(create));
	if (all || wanted.includes('--latency')) parts.push(await latency(create));
	const figures = Object.assign({}, ...parts.map((it) => it.figures));
	conclude(
		'snap',
		figures,
		parts.flatMap((it) => it.bars),
	);
});
