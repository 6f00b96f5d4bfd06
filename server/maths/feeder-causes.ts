import type { Cause } from './cause-inference.ts';

/** Lamps on a feeder, numbered from 0: which one the cable reaches before it (-1: the box), and on which phase each hangs. */
export interface Feeder {
	readonly before: readonly number[];
	readonly phase: readonly string[];
}

/** How likely each kind of failure is in the window; what is left is that there is none. */
export interface FeederPriors {
	readonly section: number;
	readonly sectionPhase: number;
	readonly box: number;
	readonly boxPhase: number;
}

/** With so few lamps beyond it a lost phase of a section is no cause of its own. */
const fewLamps = 3;

/** The lamps that hang on the section of cable before each lamp: itself and all beyond it. Lamps may come in any order. */
function beyond({ before }: Feeder): number[][] {
	const found: number[][] = before.map(() => []);
	before.forEach((_, lamp) => {
		for (let at = lamp; at >= 0; at = before[at] ?? -1) found[at]?.push(lamp);
	});
	return found;
}

const named = (names: readonly string[], at: number): string => names[at] ?? String(at);

/** All that may have happened to a feeder: a section of cable or the box, wholly or by one phase; and that nothing common did. */
export function feederCauses(feeder: Feeder, priors: FeederPriors, names: readonly string[] = []): Cause[] {
	const phases = [...new Set(feeder.phase)].sort();
	const onPhase = (lamps: readonly number[], phase: string): number[] => lamps.filter((it) => feeder.phase[it] === phase);
	const every = feeder.before.map((_, lamp) => lamp);
	const sections = beyond(feeder).flatMap((lamps, at): Cause[] => [
		{ name: `seg:${named(names, at)}`, prior: priors.section, affected: lamps },
		...(lamps.length > fewLamps
			? phases.map((phase) => ({ name: `phase:${named(names, at)}:${phase}`, prior: priors.sectionPhase, affected: onPhase(lamps, phase) }))
			: []),
	]);
	const box: Cause[] = [
		{ name: 'kiosk', prior: priors.box, affected: every },
		...phases.map((phase) => ({ name: `kiosk-phase:${phase}`, prior: priors.boxPhase, affected: onPhase(every, phase) })),
	];
	const common = [...sections, ...box].filter(({ affected }) => affected.length > 0);
	return [...common, { name: 'independent', prior: 1 - common.reduce((sum, { prior }) => sum + prior, 0), affected: [] }];
}
