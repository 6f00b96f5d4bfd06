import type { Knex } from 'knex';
import proj4 from 'proj4';
import { model, type PinInput, type Snapped, snap } from '../../../server/faults/index.ts';
import { shippedQuantile } from '../../../server/faults/shipped.ts';
import { random } from '../../../server/maths/random.ts';
import { conformalCoverage, type SnapCase, snapScores } from '../../../server/maths/snap-scores.ts';
import { type PinMethod, simulatePin } from '../../../server/maths/snap-simulation.ts';
import { type Context, loadTown, type Town } from '../../../server/municipality/index.ts';
import { Problem } from '../../../server/platform/problem.ts';
import { type Belief, drawReports, type TrueReport } from './reports.ts';

/** How well the pins of one method were put on assets; shares from 0 to 1. */
export interface Accuracy {
	readonly method: PinMethod;
	readonly pins: number;
	readonly medianError: number;
	readonly nearestTop1: number;
	readonly nearestTop3: number;
	readonly top1: number;
	readonly top3: number;
	readonly calibrationError: number;
	/** Share that is linked without asking, and how many of those rightly. */
	readonly linked: number;
	readonly linkedRight: number;
	readonly promise: number;
	readonly coverage: number;
	readonly meanSet: number;
	readonly setUpTo4: number;
}

export const methods = ['gnss', 'click17', 'click19', 'address'] as const;

interface Tried {
	readonly scored: SnapCase;
	readonly linked: boolean;
	readonly right: boolean;
	readonly error: number;
}

const stranger: Context['actor'] = { personId: null, name: '', may: () => false };

/** Simulated pins of every method for the same true reports, through the product's own snapping. */
export async function measureAccuracy(db: Knex, { pins, belief, seed }: { pins: number; belief: Belief; seed: string }): Promise<Accuracy[]> {
	const town = await loadTown(db);
	const context: Context = { db, town, actor: stranger, sender: 'bench', language: 'en', photos: [], now: new Date() };
	const reports = await drawReports(db, town, { count: pins, belief, stream: random(`${seed} reports ${belief}`) });
	const measured: Accuracy[] = [];
	for (const method of methods) measured.push(score(method, await tryAll(context, reports, { method, seed })));
	return measured;
}

interface Trying {
	readonly method: PinMethod;
	readonly seed: string;
}

async function tryAll(context: Context, reports: readonly TrueReport[], { method, seed }: Trying): Promise<Tried[]> {
	const tried: Tried[] = [];
	const queue = reports.entries();
	const work = async (): Promise<void> => {
		for (const [i, report] of queue) tried[i] = await tryOne(context, report, { method, seed: `${seed} ${method} ${i}` });
	};
	await Promise.all(Array.from({ length: 6 }, work));
	return tried;
}

/** A pin that falls outside the municipality is refused by the product; its sender places it again. */
async function tryOne(context: Context, report: TrueReport, { method, seed }: Trying): Promise<Tried> {
	const stream = random(seed);
	for (;;) {
		const { position, placement } = simulatePin(stream, method, report.at, report.street);
		try {
			return judged(await snap(context, report.mode, pinOf(context.town, { position, placement, method })), report, position);
		} catch (error) {
			if (!(error instanceof Problem && error.code === 'out-of-area')) throw error;
		}
	}
}

function pinOf(
	{ municipality }: Town,
	{ position, placement, method }: Pick<ReturnType<typeof simulatePin>, 'position' | 'placement'> & { method: PinMethod },
): PinInput {
	const [lon, lat] = proj4(municipality.proj4).inverse([...position]) as [number, number];
	const { streetLengthM, accuracyM = streetLengthM && streetLengthM / 2, system, zoom, pointer } = placement;
	return { lon, lat, method: method === 'gnss' || method === 'address' ? method : 'map-click', accuracy: accuracyM, system, zoom, pointer };
}

function judged({ candidates, none, decision }: Snapped, { asset, at }: TrueReport, position: readonly [number, number]): Tried {
	const truth = asset === undefined ? undefined : candidates.findIndex((it) => it.row.id === asset);
	return {
		scored: { probabilities: candidates.map((it) => it.p), none, distances: candidates.map((it) => it.row.metres), truth },
		linked: decision === 'link',
		right: truth === 0,
		error: Math.hypot(position[0] - at[0], position[1] - at[1]),
	};
}

function score(method: PinMethod, tried: readonly Tried[]): Accuracy {
	const cases = tried.map((it) => it.scored);
	const zoom = { click17: 17, click19: 19 }[method as string];
	const sets = conformalCoverage(cases, shippedQuantile(zoom ? 'map-click' : (method as 'gnss' | 'address'), zoom));
	const linked = tried.filter((it) => it.linked);
	return {
		method,
		pins: tried.length,
		medianError: tried.map((it) => it.error).sort((a, b) => a - b)[tried.length >> 1] ?? 0,
		...snapScores(cases),
		linked: linked.length / tried.length,
		linkedRight: linked.filter((it) => it.right).length / Math.max(1, linked.length),
		promise: model.coverage,
		coverage: sets.coverage,
		meanSet: sets.meanSize,
		setUpTo4: sets.shareUpTo4,
	};
}
