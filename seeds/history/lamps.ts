import type { Random } from '../../server/maths/random.ts';
import { type Asset, DAY } from '../town/register.ts';
import { truths } from '../truths.ts';
import { type Incident, onAsset } from './incidents.ts';
import { modeOf } from './modes.ts';

const YEAR = 365.25 * DAY;

/** When a lamp put up at `installed` and known to burn at `from` fails: Weibull, given that it has lived so long. */
export function lampFails(lamp: Asset, { installed, from }: { installed: number; from: number }, random: Random): number {
	const { shape, scale } = truths.lamps[String(lamp.attributes['lamp_type'])] ?? { shape: 1, scale: 10 };
	const lived = Math.max(0, from - installed) / YEAR;
	const age = scale * ((lived / scale) ** shape - Math.log1p(-random.next())) ** (1 / shape);
	return installed + age * YEAR;
}

/** All failures of a lamp, one after the other: `mend` says when each was mended, and a new life begins; undefined: it is dark still. */
export function lampFailures(lamp: Asset, now: number, { random, mend }: { random: Random; mend: (incident: Incident) => number | undefined }): void {
	const mode = modeOf('street-light.out');
	let installed: number | undefined = lamp.installed;
	let from = lamp.inRegister;
	while (installed !== undefined) {
		const began = lampFails(lamp, { installed, from }, random);
		if (began >= now) {
			return;
		}
		installed = mend(onAsset(mode, lamp, { began, random, certain: true, cause: random.weighted(causes) }));
		from = installed ?? now;
	}
}

const causes = [
	['lamp failed', 6],
	['driver failed', 3],
	['photocell failed', 1],
	['connection in the pole', 1],
] as const;
