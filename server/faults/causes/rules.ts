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
	/** What a cause becomes as a fault when it is accepted. */
	readonly becomes: string;
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
};

export const model = {
	name: 'branch-1',
	/** The share of the affected that reports within the window. */
	shares: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
	affectedWell: 0.001,
	otherWell: 0.05,
	/** From these odds on (their logarithm) a common cause is believed (methods §3.3), and with so many reports. */
	belief: { odds: 3, reports: 3, causes: 3 },
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

/** How likely something that hangs on the network is reported in the window for reasons of its own. */
export const reportedAlone = ({ symptoms, hours }: Rule): number => 1 - Math.exp((-rateOf(symptoms) * hours * model.clustered) / yearHours);

/** How likely a device fails in the window; a line's by its length. */
export const failsInWindow = ({ devices, hours }: Rule, kind: DeviceKind, lengthM?: number): number =>
	1 - Math.exp((-rateOf(devices[kind] ?? []) * hours * (lengthM === undefined ? 1 : Math.max(lengthM, 1) / 1000)) / yearHours);
