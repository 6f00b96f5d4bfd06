import type { AssetClass, NetworkRole, Utility } from '../../gis-layers/index.ts';
import { catalogue } from '../municipality/index.ts';

/**
 * How it flows: `looped` (any way; cut off by valves), `radial` (away from its source), `along` (as its lines were drawn).
 */
export type Flow = 'looped' | 'radial' | 'along';

const flows: Readonly<Record<Utility, Flow>> = { water: 'looped', electricity: 'radial', sewer: 'along', stormwater: 'along' };

/** Counts up when the rules change: what was built by older ones is built anew. */
export const rulesVersion = 3;
/** Ends of lines that are no further apart are one node, metres. */
export const joinM = 0.5;
/** So far from its line, metres, may a valve or a tap stand of which the register does not say on which it is. */
export const reachM = 12;
/** So far from the nearest line, metres, may a source. */
export const sourceReachM = 60;
/** An end that leads nowhere and lies no further from another line was probably meant to meet it, metres. */
export const missM = 3;

/** What stands no further from the end of its line stands on the node there, metres. */
export const standsAtM = 2;

/**
 * What is taken of a sewer or drain whose fall (percent) or depth (metres) the register does not know: rather steep and shallow, so that what is said to back up
 * is the least that does.
 */
export const assumed = { slope: 1, depth: 1.2 } as const;

type RoleOf<As extends NetworkRole['as']> = Extract<NetworkRole, { as: As }>;

/** A class in its role. */
export interface Part<As extends NetworkRole['as']> {
	readonly home: AssetClass;
	readonly role: RoleOf<As>;
}

/** A network as the shelf of asset classes describes it. */
export interface Network {
	readonly utility: Utility;
	readonly flow: Flow;
	readonly line: Part<'line'>;
	readonly valves: readonly Part<'valve'>[];
	readonly sources: readonly Part<'source'>[];
	readonly taps: readonly Part<'tap'>[];
	/** What lifts all that flows to it. */
	readonly stations: readonly Part<'station'>[];
}

const partsOf = <As extends NetworkRole['as']>(utility: Utility, as: As): Part<As>[] =>
	catalogue.classes.flatMap((home) =>
		(home.network ?? []).flatMap((role) => (role.utility === utility && role.as === as ? [{ home, role: role as RoleOf<As> }] : [])),
	);

function networkOf(utility: Utility): Network {
	const [line] = partsOf(utility, 'line');
	if (!line) throw new Error(`no asset class is a line of the network of ${utility}`);
	return {
		utility,
		flow: flows[utility],
		line,
		valves: partsOf(utility, 'valve'),
		sources: partsOf(utility, 'source'),
		taps: partsOf(utility, 'tap'),
		stations: partsOf(utility, 'station'),
	};
}

/** The networks a register can make. */
export const networks: readonly Network[] = (Object.keys(flows) as Utility[]).map(networkOf);

/** The classes that a network is made of, that of its lines first. */
export const networkClasses = (utility: Utility): string[] =>
	networks
		.filter((it) => it.utility === utility)
		.flatMap(({ line, valves, sources, taps }) => [line, ...valves, ...sources, ...taps].map(({ home }) => home.id));
