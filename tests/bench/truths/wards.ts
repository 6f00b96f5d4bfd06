import { placelessFailures, steadyFailures } from '../../../seeds/history/incidents.ts';
import { tell } from '../../../seeds/history/story.ts';
import { DAY } from '../../../seeds/town/register.ts';
import { truths } from '../../../seeds/truths.ts';
import { random } from '../../../server/maths/random.ts';
import { readiness } from '../../../server/maths/reporting-rate.ts';
import type { Coverage, SmallTown } from './towns.ts';

/** Families that are noticed alike, so that one rate holds for a ward. */
const families = ['waste', 'road-surface'];
const noticed = truths.reporting.noticed['waste'] ?? Number.NaN;

interface Wards {
	readonly rates: Coverage;
	readonly faults: Coverage;
	readonly quietRates: Coverage;
	readonly quietFaults: Coverage;
	/** Wards of which nothing was said, and of these how many are quiet; by the number of the town and the ward. */
	readonly refused: { readonly place: string; readonly duplicates: number; readonly quiet: boolean }[];
}

/** Whether wards' reporting rates and the faults that there really were lie within what is said of them, and of which wards nothing is said. */
export function wardRates({ seed, town, now, layout }: SmallTown, { rates, faults, quietRates, quietFaults, refused }: Wards): void {
	const draw = random(`${seed}/truths/wards`);
	const all = [...steadyFailures(town, now, draw.fork('steady')), ...placelessFailures(town, now, draw.fork('placeless'))];
	// what began lately may still be reported: whether it ever is, is not known yet
	const incidents = all.filter(({ mode, began }) => families.includes(mode.mode.family) && began < now - 400 * DAY);
	const teller = { now, office: layout.office, random: draw.fork('tell'), slow: () => 1, rate: (ward: number) => layout.rates[ward - 1]?.rate ?? Number.NaN };
	for (const [i, { rate, quiet }] of layout.rates.entries()) {
		const own = incidents.filter(({ ward }) => ward === i + 1);
		const stories = own.flatMap((incident) => tell(incident, teller) ?? []).filter(({ inspection }) => !inspection);
		let [days, duplicates] = [0, 0];
		for (const { first, aliveUntil, tellings } of stories) {
			const until = Math.min(aliveUntil ?? now, first + 100 * DAY);
			days += Math.max(0, until - first) / DAY;
			duplicates += tellings.filter(({ at }) => at > first && at <= until).length;
		}
		const said = readiness({ place: `town ${seed}, ward ${i + 1}`, seen: stories.length, days, duplicates }, { lifeDays: truths.reporting.found });
		if ('refused' in said) {
			refused.push({ place: said.place, duplicates, quiet });
			continue;
		}
		const corrected = { low: said.faultsLow, high: said.faultsHigh };
		rates.add(rate * noticed, said);
		faults.add(own.length, corrected);
		if (quiet) {
			quietRates.add(rate * noticed, said);
			quietFaults.add(own.length, corrected);
		}
	}
}
