// npm run bench -- causes [--small | --nights | --latency] [--only UTILITY]: does it see what many faults have in common, does it mean what it says, how fast?
import { argv } from 'node:process';
import { seedDemo } from '../../seeds/index.ts';
import { random } from '../../server/maths/random.ts';
import { buildNetworks } from '../../server/network/build.ts';
import { lampsOf, layMillion, manholesOf, timeReports } from './causes/million.ts';
import { branchesOf, nightsWith, quietNights, type TownPart, type Understood } from './causes/nights.ts';
import { type Create, onPostgres } from './support/databases.ts';
import { median, rounded } from './support/numbers.ts';
import { type Bar, conclude, percent, printTable } from './support/report.ts';

const only = argv.includes('--only') ? argv[argv.indexOf('--only') + 1] : undefined;
const least = 3;
const nights = 3000;
const quiet = 1000;
const questions = 300;
/** Every third report is not linked yet, and may be about any of some lamps or houses. */
const unlinked = 1 / 3;
const [leastTop3, mostFalse, mostError, mostMs] = [0.8, 2, 0.05, 200];

interface Part {
	readonly figures: object;
	readonly bars: readonly Bar[];
}

const barsOf = (name: string, it: Understood, falsely: number): Bar[] => [
	{ what: `${name}: the true cause in the first three in at least 80 of 100 (${percent(it.top3)})`, holds: it.top3 >= leastTop3 },
	{
		what: `${name}: at most 2 false suggestions in 100 nights of the whole town without one (${(100 * falsely).toFixed(1)})`,
		holds: 100 * falsely <= mostFalse,
	},
	{ what: `${name}: calibration error at most 0.05 (${it.causeError.toFixed(3)})`, holds: it.causeError <= mostError },
];

interface Row {
	name: string;
	branches: number;
	understood: Understood;
	falsely: number;
}

function weighed(name: string, branches: readonly TownPart[], vague: number): Row {
	const draw = random(`causes/${name}`);
	const understood = nightsWith(branches, draw, { nights, least, vague });
	return { name, branches: branches.length, understood, falsely: quietNights(branches, draw, { nights: quiet, vague }) };
}

async function understanding(create: Create): Promise<Part> {
	console.info('Seeding the demo town (some minutes) …');
	const { database } = await create('causes');
	await seedDemo(database, { size: argv.includes('--small') ? 'small' : 'town', seed: 'bench', now: new Date() });
	console.info('Building its networks …');
	await buildNetworks(database.knex);
	const names = (['electricity', 'water', 'sewer', 'stormwater'] as const).filter((it) => !only || it === only);
	const rows: Row[] = [];
	for (const name of names) {
		console.info(`Reading the parts of the network of ${name}, and drawing its nights …`);
		const branches = await branchesOf(database.knex, name);
		rows.push(weighed(name, branches, 0), weighed(`${name}, a third not linked`, branches, unlinked));
	}
	console.info(`\n${nights} nights with a common cause each, drawn as likely as the shelf's rates say, 10 to 60 of 100 of the affected reporting and`);
	console.info(`independent faults mixed in; counted are those with at least ${least} reporters. ${quiet} nights of the whole town without one.\n`);
	printTable(
		rows.map(({ name, branches, understood: it, falsely }) => ({
			network: name,
			parts: branches,
			'nights counted': it.counted,
			suggested: percent(it.suggested),
			'likeliest right': percent(it.top1),
			'in first three': percent(it.top3),
			'calibration error': it.causeError.toFixed(3),
			'of each tap': it.tapError.toFixed(3),
			'false in 100 quiet nights': (100 * falsely).toFixed(2),
		})),
	);
	return {
		figures: Object.fromEntries(rows.map(({ name, understood, falsely }) => [name, { ...understood, falsely }])),
		bars: rows.flatMap(({ name, understood, falsely }) => barsOf(name, understood, falsely)),
	};
}

async function latency(create: Create): Promise<Part> {
	const [boxes, pipes] = [1000, 200_000];
	console.info('Laying networks of more than a million edges …');
	const { database } = await create('million');
	const edges = await layMillion(database.knex, { boxes, pipes });
	const rows: { what: string; times: number[] }[] = [];
	for (const [what, reporting] of [['lamps', lampsOf(boxes)] as const, ['manholes', manholesOf(pipes)] as const]) {
		console.info(`Reporting ${questions} ${what}, one after another …`);
		rows.push({ what, times: await timeReports(database.knex, reporting, questions) });
	}
	const p95 = (times: readonly number[]): number => times[Math.floor(0.95 * times.length)] ?? Number.NaN;
	printTable(
		rows.map(({ what, times }) => ({
			reported: what,
			edges,
			reports: times.length,
			median: `${median(times).toFixed(0)} ms`,
			p95: `${p95(times).toFixed(0)} ms`,
		})),
	);
	return {
		figures: { edges, ...Object.fromEntries(rows.map(({ what, times }) => [what, { median: rounded(median(times)), p95: rounded(p95(times)) }])) },
		bars: [
			{ what: 'at least a million edges', holds: edges >= 1_000_000 },
			...rows.map(({ what, times }) => ({
				what: `${what}: each new report is weighed within ${mostMs} ms at p95 (${p95(times).toFixed(0)})`,
				holds: p95(times) <= mostMs,
			})),
		],
	};
}

await onPostgres(async (create) => {
	const parts = [argv.includes('--latency') ? undefined : await understanding(create), argv.includes('--nights') ? undefined : await latency(create)].filter(
		(it) => it !== undefined,
	);
	conclude(
		'causes',
		Object.assign({}, ...parts.map(({ figures }) => figures)),
		parts.flatMap(({ bars }) => bars),
	);
});
