import { catalogue } from '../../municipality/index.ts';
import type { DeviceKind } from './contract.ts';

/** What is assumed of the common causes of a network, until enough of them were accepted and rejected. */
export interface Rule {
	/** Troubles that a cause further up makes, of what hangs on the network, and the family they are of. */
	readonly symptoms: readonly string[];
	readonly family: string;
	/** Reports that came so close together may have one cause, hours. */
	readonly hours: number;
	/** Troubles of what feeds others: how often it fails is the sum of their rates; when one of them is open, there it probably is. */
	readonly devices: Readonly<Partial<Record<DeviceKind, readonly string[]>>>;
	/** What a cause becomes as a fault when it is accepted; one of another kind of device than most. */
	readonly becomes: string;
	readonly becomesOf?: Readonly<Partial<Record<DeviceKind, string>>>;
	/** Of the failures of what feeds others so many are felt by more than one of them; all where it is not said. */
	readonly spreads?: number;
	/** How much more often than by chance reports come together that have no common cause, where that is not the usual. */
	readonly clustered?: number;
	/** How many of the failures take one phase only. */
	readonly byPhase: number;
	/** Announcements with these themes explain reports. */
	readonly themes: readonly string[];
}

const rules: Readonly<Record<string, Rule>> = {
	electricity: {
		symptoms: ['street-light.out'],
		family: 'no-light',
		hours: 72,
		devices: { source: ['electricity-kiosk.no-power-area'], section: ['feeder-cable.stolen', 'feeder-cable.line-down', 'feeder-cable.exposed'] },
		becomes: 'electricity-kiosk.no-power-area',
		byPhase: 0.7,
		themes: ['lighting', 'electricity'],
	},
	water: {
		symptoms: ['service-connection.no-water', 'service-connection.low-pressure'],
		family: 'water-supply',
		hours: 24,
		devices: { segment: ['water-pipe.burst', 'water-pipe.no-water-area'] },
		becomes: 'water-pipe.no-water-area',
		byPhase: 0,
		themes: ['water'],
	},
	sewer: {
		symptoms: ['manhole.overflow', 'sewer-pipe.blocked', 'sewer-pipe.into-house'],
		family: 'sewage',
		hours: 48,
		devices: { pipe: ['sewer-pipe.blocked'], station: ['pump-station.stopped', 'pump-station.sewage-overflow'] },
		becomes: 'sewer-pipe.blocked',
		becomesOf: { station: 'pump-station.sewage-overflow' },
		// Most blockages are of one house's own connection.
		spreads: 0.2,
		byPhase: 0,
		themes: ['sewer'],
	},
	stormwater: {
		symptoms: ['stormwater-inlet.blocked', 'road.flooded'],
		family: 'stormwater',
		hours: 24,
		devices: { pipe: ['stormwater-pipe.overgrown', 'stormwater-pipe.broken'], station: ['pump-station.stopped'] },
		becomes: 'stormwater-inlet.blocked',
		becomesOf: { station: 'pump-station.stopped' },
		byPhase: 0,
		// When it rains, inlets that have nothing to do with one another fill on one day.
		clustered: 12,
		themes: ['stormwater'],
	},
};

export const model = {
	name: 'branch-1',
	/** The share of the affected that reports within the window. */
	shares: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
	affectedWell: 0.001,
	otherWell: 0.05,
	/**
	 * From these odds on (their logarithm) a common cause is believed, and with so many reports. Methods §3.3 believes from 3 on; in the demo town that kept
	 * silent about three times as many true ones, for one to five false ones less in a thousand quiet nights (`npm run bench -- causes`).
	 */
	belief: { odds: 2, reports: 3, causes: 3 },
	/** Who reports one lamp often reports another that is dark for reasons of its own. */
	clustered: 3,
	/** Of those whom an announcement touches so many report all the same. */
	announced: 0.35,
	/** How much likelier a device counts of which a trouble is open that may be the cause. */
	openDevice: 50,
	/** What was rejected is not suggested again for so many days, nor what affects mostly the same. */
	quietDays: 7,
	sameSet: 0.5,
	/** Counts as if so many suggestions had been accepted and rejected before the first was. */
	acceptedBefore: 4,
	rejectedBefore: 1,
} as const;

/** The rule of a network. */
export const ruleOf = (utility: string): Rule | undefined => rules[utility];

/** The longest time in which reports may have one cause, hours. */
export const longestHours = Math.max(...Object.values(rules).map(({ hours }) => hours));

const symptomsOf = new Map(Object.entries(rules).flatMap(([utility, { symptoms }]) => symptoms.map((mode) => [mode, utility] as const)));
const devicesOf = new Map(
	Object.entries(rules).flatMap(([utility, { devices }]) =>
		Object.values(devices)
			.flat()
			.map((mode) => [mode, utility] as const),
	),
);

/** Troubles that may come from further up a network. */
export const symptomModes: readonly string[] = [...symptomsOf.keys()];
/** Whether a trouble may come from further up a network. */
export const isSymptom = (mode: string): boolean => symptomsOf.has(mode);
/** Whether a trouble has anything to do with common causes. */
export const concerns = (mode: string): boolean => symptomsOf.has(mode) || devicesOf.has(mode);

const yearHours = 365.25 * 24;

/** How many failures a year of some modes: of one asset, or of a kilometre. */
const rateOf = (modes: readonly string[]): number => modes.reduce((sum, code) => sum + (catalogue.modes.get(code)?.mode.rate ?? 0), 0);

/** Those of some modes that are of lines, or those that are not. */
const modesOf = (modes: readonly string[], lines: boolean): string[] =>
	modes.filter((code) => (catalogue.modes.get(code)?.home.geometry === 'LineString') === lines);

/** How likely something that hangs on the network is reported in the window for reasons of its own; a line, which is one of those that go without, by its length. */
export function reportedAlone({ symptoms, hours, clustered = model.clustered }: Rule, lengthM?: number): number {
	const rate = lengthM === undefined ? rateOf(modesOf(symptoms, false)) : (rateOf(modesOf(symptoms, true)) * Math.max(lengthM, 1)) / 1000;
	return 1 - Math.exp((-rate * hours * clustered) / yearHours);
}

/** How likely a device fails in the window; a line's by its length. */
export const failsInWindow = ({ devices, hours, spreads = 1 }: Rule, kind: DeviceKind, lengthM?: number): number =>
	1 - Math.exp((-rateOf(devices[kind] ?? []) * spreads * hours * (lengthM === undefined ? 1 : Math.max(lengthM, 1) / 1000)) / yearHours);

/** Troubles of devices that tell of one themselves: what those who go without report on a line may be further down. */
export const tellingModes = ({ devices, symptoms }: Rule): string[] =>
	Object.values(devices)
		.flat()
		.filter((mode) => !symptoms.includes(mode));
