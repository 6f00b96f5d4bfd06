import type { Random } from '../../server/maths/random.ts';
import { nth } from '../town/geometry.ts';
import { groupBy } from '../town/lists.ts';
import type { Circuit } from '../town/power.ts';
import type { Asset } from '../town/register.ts';
import type { Town } from '../town/town.ts';
import { truths } from '../truths.ts';
import { type Incident, instants, onAsset } from './incidents.ts';
import { modeOf } from './modes.ts';

const hour = 3_600_000;

/** A trouble with all that follow from it. */
export interface CommonCause {
	readonly root: Incident;
	readonly children: readonly Incident[];
}

interface Phase {
	readonly began: number;
	/** Which section of the cable failed. */
	readonly section: number;
	readonly phases: readonly string[];
}

/** Phases lost on circuits of street lights. */
export function deadPhases(town: Town, now: number, random: Random): CommonCause[] {
	const { perCircuitYear, whole } = truths.deadPhase;
	return town.circuits.flatMap((circuit) =>
		instants(perCircuitYear, [circuit.kiosk.inRegister, now], 'power-supply', random).map((began) => {
			const section = random.chance(0.45) ? 0 : random.int(circuit.cables.length);
			return deadPhase(circuit, { began, section, phases: random.chance(whole) ? ['R', 'W', 'B'] : [random.pick(['R', 'W', 'B'])] }, random);
		}),
	);
}

/** The dark lamps of a lost phase, and the kiosk or cable at fault. */
export function deadPhase(circuit: Circuit, { began, section, phases }: Phase, random: Random): CommonCause {
	const cable = nth(circuit.cables, section);
	const atKiosk = section === 0;
	const root = onAsset(modeOf(atKiosk ? 'electricity-kiosk.no-power-area' : 'feeder-cable.stolen'), atKiosk ? circuit.kiosk : cable, {
		began,
		random,
		certain: true,
		notice: 0.25,
		cause: atKiosk ? `phase ${phases.join('+')} lost: fuse blown` : `phase ${phases.join('+')} lost: cable cut`,
	});
	const dark = circuit.lamps.filter((lamp, i) => phases.includes(String(lamp.attributes['phase'])) && nth(circuit.fedBy, i).includes(cable.key));
	const mode = modeOf('street-light.out');
	const children = dark.map((lamp) => onAsset(mode, lamp, { began, random, parent: root, notice: truths.reporting.amongMany, cause: 'supply lost' }));
	return { root, children };
}

/** For each pipe the ones that a shut-down takes with it: pipes that hang together without a working valve between them. */
export function segments(town: Town): (pipe: Asset) => readonly Asset[] {
	const parent = new Map<string, string>();
	const find = (name: string): string => {
		let root = name;
		for (let up = parent.get(root); up !== undefined; up = parent.get(root)) {
			root = up;
		}
		for (let at = name; at !== root; ) {
			const up = parent.get(at) ?? root;
			parent.set(at, root);
			at = up;
		}
		return root;
	};
	const shut = new Set(
		town.water.valves.filter((valve) => valve.attributes['operable'] === true).map((valve) => `${valve.attributes['link']}@${valve.attributes['node']}`),
	);
	const inService = town.water.all.filter((pipe) => pipe.retired === null);
	for (const pipe of inService) {
		for (const node of [pipe.attributes['from_node'], pipe.attributes['to_node']]) {
			const [a, b] = [find(pipe.key), find(`node ${node}`)];
			if (a !== b && !shut.has(`${pipe.key}@${node}`)) {
				parent.set(a, b);
			}
		}
	}
	const groups = groupBy(inService, (pipe) => find(pipe.key));
	return (pipe) => groups.get(find(pipe.key)) ?? [pipe];
}

/** What a burst that shuts its segment down does to the customers in it. */
export function shutDown(burst: Incident, customers: readonly Asset[], random: Random): CommonCause {
	const mode = modeOf('service-connection.no-water');
	const children = customers.map((connection) =>
		onAsset(mode, connection, { began: burst.began + random.between(0.1, 1.5) * hour, random, parent: burst, notice: 0.35, cause: 'main shut down' }),
	);
	return { root: burst, children };
}

/** Of the bursts, those that shut their segment down, with the customers left dry. */
export function burstCauses(town: Town, bursts: readonly Incident[], random: Random): CommonCause[] {
	const of = segments(town);
	const byPipe = groupBy(town.connections, (connection) => String(connection.attributes['pipe']));
	return bursts.flatMap((burst) => {
		if (burst.mode.mode.code !== 'water-pipe.burst' || !burst.asset || burst.asset.retired || !random.chance(truths.water.shutsDown)) {
			return [];
		}
		const customers = of(burst.asset).flatMap((pipe) => byPipe.get(pipe.key) ?? []);
		return [shutDown(burst, customers.slice(0, 120), random)];
	});
}
