import type { Stop } from '../../../server/work/field/contract.ts';
import type { Act, Line, Stand } from './act.ts';
import { metresTo } from './distance.ts';

/** A photo that is still on this device. */
export interface WaitingPhoto {
	id: string;
	moment: 'before' | 'after';
	takenM: number | null;
}

export type ShownLine = Line & { waiting: readonly WaitingPhoto[] };
/** A stop as it is shown: what the server knows, and over it what was done here since. */
export type ShownStop = Omit<Stop, 'lines'> & { lines: readonly ShownLine[] };

/** No better than this, metres, and a position shows nothing. */
const worstAccuracyM = 100;

/** How far from an item somebody stood, metres; null where that is not known well enough. */
export function takenM(stop: Pick<Stop, 'assets'>, line: Line, stand: Stand | undefined): number | null {
	if (!stand || stand.accuracy > worstAccuracyM) return null;
	const asset = line.fault === null ? stop.assets.find(({ reference }) => reference === line.asset?.reference) : undefined;
	return metresTo(asset?.geometry ?? { type: 'Point', coordinates: [line.lon, line.lat] }, stand);
}

type Of<Kind extends Act['deed']['kind']> = Extract<Act['deed'], { kind: Kind }>;

const iso = ({ at }: Act): string => new Date(at).toISOString();

function timed(stop: ShownStop, act: Act, { act: what, time }: Of<'time'>): ShownStop {
	const stopped = stop.times.map((it) => ({ ...it, until: it.until ?? iso(act) }));
	if (what === 'stop') return { ...stop, times: stopped };
	if (stop.times.some(({ kind, until }) => kind === time && until === null)) return stop;
	const begun = { kind: time, crew: stop.crew, by: null, from: iso(act), until: null };
	return { ...stop, ...(time === 'work' && { state: 'started' as const }), times: [...stopped, begun] };
}

function written(stop: ShownStop, act: Act, { fields, tasks, materials }: Of<'write'>): ShownStop {
	const values = Object.fromEntries(Object.entries(fields).map(([name, it]) => [name, it.value]));
	const titled = materials.filter(({ code }) => !stop.materials.some((it) => it.code === code && it.item === act.item));
	return {
		...stop,
		lines: stop.lines.map((it) => (it.id === act.item ? { ...it, ...values } : it)),
		tasks: stop.tasks.map((it) => {
			const done = tasks.find(({ id }) => id === it.id);
			return done ? { ...it, answer: done.answer, doneAt: done.done ? (it.doneAt ?? iso(act)) : null } : it;
		}),
		materials: [
			...stop.materials.map((it) => {
				const used = it.item === act.item ? materials.find(({ code }) => code === it.code) : undefined;
				return used ? { ...it, used: used.used } : it;
			}),
			...titled.map(({ code, used }) => ({ code, used, item: act.item, title: code, unit: '', plant: false, planned: null, price: 0 })),
		],
	};
}

const onLine = (stop: ShownStop, { item }: Act, change: (line: ShownLine) => ShownLine): ShownStop => ({
	...stop,
	lines: stop.lines.map((it) => (it.id === item ? change(it) : it)),
});

function ended(stop: ShownStop, act: Act, { outcome, until, reason }: Of<'end'>): ShownStop {
	const it = onLine(stop, act, (line) => ({ ...line, outcome, until: until ?? null, proofReason: reason ?? null, endedAt: iso(act), endedBy: null }));
	const all = it.lines.every(({ endedAt }) => endedAt !== null);
	const times = it.times.map((time) => (all && time.until === null ? { ...time, until: iso(act) } : time));
	return { ...it, times, ended: it.lines.filter(({ endedAt }) => endedAt !== null).length, ...(all && { state: 'done', doneAt: iso(act) }) };
}

/** What one deed changes of what is shown. What was refused stays to be read, but has ended, begun and reopened nothing. */
function after(stop: ShownStop, act: Act): ShownStop {
	const { deed } = act;
	if (deed.kind === 'write') return written(stop, act, deed);
	if (deed.kind === 'photos') {
		const photo = (line: ShownLine) => (id: string) => ({ id, moment: deed.moment, takenM: takenM(stop, line, deed.stand) });
		return onLine(stop, act, (line) => ({ ...line, waiting: [...line.waiting, ...act.files.map(photo(line))] }));
	}
	if (act.state === 'refused') return stop;
	if (deed.kind === 'time') return timed(stop, act, deed);
	if (deed.kind === 'end') return ended(stop, act, deed);
	return { ...onLine(stop, act, (line) => ({ ...line, outcome: null, endedAt: null, until: null })), state: 'started', doneAt: null };
}

/** The stops of a run as they are shown: everything done here counts at once. */
export const withActs = (stops: readonly Stop[], acts: readonly Act[]): ShownStop[] =>
	stops.map((stop) =>
		acts.filter(({ order }) => order === stop.code).reduce(after, { ...stop, lines: stop.lines.map((it) => ({ ...it, waiting: [] })) } as ShownStop),
	);
