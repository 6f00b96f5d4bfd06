import { type Crowded, crowding, densitySteps, type Graded, type Run, type Watched } from '../maths/along-network.ts';
import { between } from '../maths/linear.ts';

type Position = readonly [number, number];
type Place = [number, number];

/** A line as a question about crowded stretches reads it. */
export interface CrowdedLine {
	id: number;
	reference: string;
	street: string | null;
	length: number;
	/** Longitude and latitude. */
	path: Position[];
	days: number;
	/** How far along it each failure was, metres. */
	failures: number[];
	/** Failures in all the town that are not on a line of today, or nobody knows where along it. */
	leftOut: number;
	unlinked: number;
}

/** A crowded stretch. */
export interface CrowdedFigure extends Omit<Crowded, 'runs'> {
	/** For the faults behind it. */
	key: string;
	street: string | null;
	/** Where it begins and ends. */
	runs: { reference: string; from: number; to: number }[];
	shape: Place[][];
}

/** The lines of one step of density, in times as dense as is to be expected. */
interface GradedStep {
	from: number;
	lines: Place[][];
}

/** What was found, with what was left out. */
export interface CrowdedNetwork {
	stretches: CrowdedFigure[];
	/** Every piece of line by how dense failures are around it; the densest ones alone where there are too many to be drawn. */
	graded: GradedStep[];
	/** How many such pieces there are, and how many of them are drawn. */
	pieces: number;
	drawn: number;
	leftOut: number;
	unlinked: number;
}

/** What there is to work with beside the lines. */
interface Working {
	readonly values: Readonly<Record<string, string>>;
	progress(share: number): void;
}

interface Flat {
	readonly to: (position: Position) => Place;
	readonly back: (position: Position) => Place;
}

/** Degrees to metres around the town and back: only nearness is judged by them, lengths are the register's own. */
function flatAround([, latitude]: Position): Flat {
	const north = 111_195;
	const east = north * Math.cos((latitude * Math.PI) / 180);
	const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
	return { to: ([lon, lat]) => [lon * east, lat * north], back: ([x, y]) => [rounded(x / east), rounded(y / north)] };
}

/** A run as it lies: lengths as they are measured are not quite those of the flat map. */
function drawn({ path, length }: Watched, { from, to }: Pick<Run, 'from' | 'to'>): Place[] {
	const flat = path.reduce((sum, [x, y], i) => sum + (i > 0 ? Math.hypot(x - (path[i - 1]?.[0] ?? 0), y - (path[i - 1]?.[1] ?? 0)) : 0), 0);
	return between(path, ((from ?? 0) / length) * flat, ((to ?? length) / length) * flat);
}

function figureOf({ runs, ...it }: Crowded, { raws, lines, flat }: { raws: readonly CrowdedLine[]; lines: readonly Watched[]; flat: Flat }): CrowdedFigure {
	const named = runs.map((run) => ({ raw: raws[run.line] as CrowdedLine, line: lines[run.line] as Watched, run }));
	return {
		...it,
		key: named.map(({ raw: { id }, run: { from, to } }) => `${id}:${from ?? ''}-${to ?? ''}`).join(','),
		street: named[0]?.raw.street ?? null,
		runs: named.map(({ raw: { reference, length }, run: { from, to } }) => ({ reference, from: from ?? 0, to: to ?? length })),
		shape: named.map(({ line, run }) => drawn(line, run).map(flat.back)),
	};
}

/** A phone draws so many pieces without stopping. */
const mostDrawn = 6000;

/** The pieces of each step as they lie; the densest where there are too many. */
function gradedOf(pieces: readonly Graded[], { lines, flat }: { lines: readonly Watched[]; flat: Flat }): Pick<CrowdedNetwork, 'graded' | 'pieces' | 'drawn'> {
	const densest = [...pieces].sort((a, b) => b.times - a.times).slice(0, mostDrawn);
	const graded = densitySteps.map((from, step) => ({
		from,
		lines: densest.filter((it) => it.step === step).map((it) => drawn(lines[it.line] as Watched, it).map(flat.back)),
	}));
	return { graded, pieces: pieces.length, drawn: densest.length };
}

/** Where failures come closer together than the time each line was in service lets expect. */
export function crowded(raws: readonly CrowdedLine[], { values, progress }: Working): CrowdedNetwork[] {
	const [first] = raws;
	if (!first) return [];
	const flat = flatAround(first.path[0] as Position);
	const lines = raws.map(
		(it): Watched => ({ path: it.path.map(flat.to), length: it.length, exposure: it.days, events: it.failures, name: it.street ?? it.reference }),
	);
	const { stretches, graded } = crowding(lines, { bandwidth: Number(values['bandwidth']), progress });
	return [
		{
			stretches: stretches.map((it) => figureOf(it, { raws, lines, flat })),
			...gradedOf(graded, { lines, flat }),
			leftOut: first.leftOut,
			unlinked: first.unlinked,
		},
	];
}

/** A row's key as columns: lines, where their runs begin and where they end. */
export function crowdedRuns(key: string): { ids: number[]; from: (number | null)[]; to: (number | null)[] } | undefined {
	const runs = key.split(',').map((it) => /^(\d{1,15}):(\d{1,7}(?:\.\d{1,2})?)?-(\d{1,7}(?:\.\d{1,2})?)?$/.exec(it));
	if (runs.some((it) => it === null)) return undefined;
	const column = (n: number): (number | null)[] => runs.map((it) => (it?.[n] === undefined ? null : Number(it[n])));
	return { ids: column(1).map(Number), from: column(2), to: column(3) };
}
