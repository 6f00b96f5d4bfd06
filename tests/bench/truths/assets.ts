import { mainFailures, mainRate } from '../../../seeds/history/incidents.ts';
import { lampFailures } from '../../../seeds/history/lamps.ts';
import { groupBy } from '../../../seeds/town/lists.ts';
import { type Asset, DAY } from '../../../seeds/town/register.ts';
import { truths } from '../../../seeds/truths.ts';
import { type Random, random } from '../../../server/maths/random.ts';
import { exposure, exposureRate } from '../../../server/maths/rates.ts';
import { fitWeibull, type Life } from '../../../server/maths/weibull.ts';
import { type Coverage, type SmallTown, YEAR } from './towns.ts';

const years = (at: number): number => at / YEAR;

/** Whether the failure rates of mains by material hold the rates that were planted, each the mean over that material's kilometre-years. */
export function materialRates({ seed, town, now, from }: SmallTown, coverage: Coverage): void {
	const failures = groupBy(mainFailures(town, now, random(`${seed}/truths/mains`)), ({ asset }) => String(asset?.attributes['material']));
	for (const [material, pipes] of groupBy(town.water.all, (pipe) => String(pipe.attributes['material']))) {
		let [exposed, expected] = [0, 0];
		for (const pipe of pipes) {
			const observed = { lengthKm: pipe.length / 1000, installed: years(pipe.installed), inRegisterFrom: years(pipe.inRegister) };
			const own = exposure(pipe.retired === null ? observed : { ...observed, retired: years(pipe.retired) }, years(from), years(now));
			exposed += own;
			expected += own * mainRate(pipe, (pipe.inRegister + (pipe.retired ?? now)) / 2);
		}
		const found = exposureRate((failures.get(material) ?? []).length, exposed);
		if (found) coverage.add(expected / exposed, found);
	}
}

/** Whether the lives of lamps, watched only from when the register began, hold the shapes and scales that were planted. */
export function lampLives({ seed, town, now }: SmallTown, { shape, scale, naive }: { shape: Coverage; scale: Coverage; naive: Coverage }): void {
	const draw = random(`${seed}/truths/lamps`);
	const lamps = town.assets.filter((it) => it.class === 'street-lights');
	for (const [kind, own] of groupBy(lamps, (lamp) => String(lamp.attributes['lamp_type']))) {
		const lives = own.flatMap((lamp) => livesOf(lamp, now, draw));
		const truth = truths.lamps[kind];
		const fit = fitWeibull(lives);
		if (!truth || !fit || fit.failures < 20) continue;
		shape.add(truth.shape, fit.shape);
		scale.add(truth.scale, fit.scale);
		const blind = fitWeibull(lives.map(({ exit, failed }) => ({ exit, failed })));
		if (blind) naive.add(truth.scale, blind.scale);
	}
}

// Each repair begins a new life; the last one is only seen alive.
function livesOf(lamp: Asset, now: number, draw: Random): Life[] {
	const lives: Life[] = [];
	let [born, watched] = [lamp.installed, lamp.inRegister];
	lampFailures(lamp, now, {
		random: draw,
		mend: ({ began }) => {
			lives.push({ entry: years(watched - born), exit: years(began - born), failed: true });
			born = began + draw.exponential(1 / 12) * DAY;
			watched = born;
			return born < now ? born : undefined;
		},
	});
	return born < now ? [...lives, { entry: years(watched - born), exit: years(now - born), failed: false }] : lives;
}
