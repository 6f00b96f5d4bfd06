// npm run bench -- truths [SEEDS]: does planning find what was planted, and do its intervals hold the truth as often as they say?
import { argv } from 'node:process';
import { rounded } from './support/numbers.ts';
import { type Bar, conclude, percent, printTable } from './support/report.ts';
import { lampLives, materialRates } from './truths/assets.ts';
import { type Found, hotspotsOf } from './truths/hotspots.ts';
import { Coverage, smallTown } from './truths/towns.ts';
import { wardRates } from './truths/wards.ts';

const seeds = Number(argv[2] ?? 200);
/** Of records: for the assets, and for the wards, of which the quiet ones need long until there is enough to say anything. */
const years = { assets: 12, wards: 40 } as const;
const [least, most] = [0.9, 0.98];

const coverages = {
	materials: new Coverage(),
	shape: new Coverage(),
	scale: new Coverage(),
	naive: new Coverage(),
	rates: new Coverage(),
	faults: new Coverage(),
	quietRates: new Coverage(),
	quietFaults: new Coverage(),
};
const refused: { place: string; duplicates: number; quiet: boolean }[] = [];
const found: Found = { towns: 0, scanFound: 0, scanFalse: 0, hot: 0, hotFalse: 0, hotFound: 0, hotFalseTowns: 0 };

console.info(`${seeds} small towns of the demo, drawn in memory with ${years.assets} years of records each, and ${years.wards} for their wards …\n`);
for (let seed = 1; seed <= seeds; seed++) {
	const it = smallTown(String(seed), years.assets);
	materialRates(it, coverages.materials);
	lampLives(it, coverages);
	wardRates(smallTown(String(seed), years.wards), { ...coverages, refused });
	hotspotsOf(it, found);
}

const names: Record<keyof typeof coverages, string> = {
	materials: 'failure rates of mains by material (exact intervals)',
	shape: 'shape of lamps’ lives, watched late',
	scale: 'scale of lamps’ lives, watched late',
	naive: '(the scale, had the late beginning been ignored)',
	rates: 'reporting rates of wards',
	faults: 'true faults of wards, corrected',
	quietRates: 'reporting rates of quiet wards',
	quietFaults: 'true faults of quiet wards, corrected',
};
printTable(
	Object.entries(coverages).map(([key, { said, held, share }]) => ({
		'95 % intervals of': names[key as keyof typeof coverages],
		said,
		'hold the truth': held,
		share: said > 0 ? percent(share) : '–',
	})),
);
printTable([
	{
		method: 'scan',
		'planted found': percent(found.scanFound / found.towns),
		'towns with a false one, none planted': percent(found.scanFalse / found.towns),
		'false among found': '–',
	},
	{
		method: 'Gi* after Benjamini–Hochberg',
		'planted found': percent(found.hotFound / found.towns),
		'towns with a false one, none planted': percent(found.hotFalseTowns / found.towns),
		'false among found': percent(found.hotFalse / Math.max(1, found.hot)),
	},
]);
const quiet = refused.filter((it) => it.quiet);
console.info(`Nothing is said of ${refused.length} wards with fewer than 50 duplicates (${quiet.length} of them quiet), for example:`);
for (const { place, duplicates } of refused.slice(0, 5)) console.info(`  ${place}: ${duplicates} duplicates`);
console.info('');

// so far a share of that many may stray by chance alone
const stray = (share: number, of: number): number => 2 * Math.sqrt((share * (1 - share)) / Math.max(1, of));
const between = (key: keyof typeof coverages): Bar => ({
	what: `${names[key]}: 90 to 98 of 100 intervals hold the truth (${percent(coverages[key].share)} of ${coverages[key].said})`,
	holds: coverages[key].share >= least && coverages[key].share <= most,
});
conclude(
	'truths',
	{
		seeds,
		...Object.fromEntries(Object.entries(coverages).map(([key, { said, share }]) => [key, { said, share: rounded(share, 4) }])),
		hotspots: found,
		refused: refused.length,
	},
	[
		{
			what: `${names.materials}: at least 95 of 100 hold the truth, as exact ones must, within what chance allows (${percent(coverages.materials.share)})`,
			holds: coverages.materials.share >= 0.95 - stray(0.95, coverages.materials.said),
		},
		between('shape'),
		between('scale'),
		between('rates'),
		between('faults'),
		between('quietRates'),
		between('quietFaults'),
		{
			what: `scan: where nothing was planted, at most 5 of 100 towns have a circle, within what chance allows (${percent(found.scanFalse / found.towns)})`,
			holds: found.scanFalse / found.towns <= 0.05 + stray(0.05, found.towns),
		},
		{
			what: `scan: the planted hotspot is found in at least 90 of 100 towns (${percent(found.scanFound / found.towns)})`,
			holds: found.scanFound / found.towns >= 0.9,
		},
		{
			what: `Gi*: at most 5 of 100 cells called hot are not (${percent(found.hotFalse / Math.max(1, found.hot))})`,
			holds: found.hotFalse / Math.max(1, found.hot) <= 0.05,
		},
		{ what: `wards with too few duplicates are refused and named (${refused.length})`, holds: refused.every((it) => it.duplicates < 50) },
	],
);
