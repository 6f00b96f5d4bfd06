import { expect } from 'vitest';
import { isOpen } from '../../../server/faults/states.ts';
import { aalenJohansen } from '../../../server/maths/competing.ts';
import { shareOf } from '../../../server/maths/shares.ts';
import type { Life, Told } from './from-events.ts';

export const day = 86_400_000;

// The town is two hours ahead of UTC all year.
export const localDay = (at: Date): string => new Date(at.getTime() + 7_200_000).toISOString().slice(0, 10);
const over = ({ fixed, closed, since }: Life): Date => fixed ?? closed ?? since;
const counts = ({ state }: Life): boolean => state !== 'merged' && state !== 'rejected';

export function grouped<T>(list: readonly T[], by: (it: T) => string | number): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const it of list) groups.set(String(by(it)), [...(groups.get(String(by(it))) ?? []), it]);
	return groups;
}

export type Figures = Record<string, Record<string, unknown>>;
export const figures = <T>(groups: Map<string, T[]>, of: (own: T[]) => Record<string, unknown> | undefined): Figures =>
	Object.fromEntries([...groups].flatMap(([key, own]) => ((it) => (it ? [[key, it]] : []))(of(own))));

const percent = (part: number, all: number): number => (shareOf(part, all)?.share ?? 0) * 100;
const near = (value: number) => expect.closeTo(value, 6);

export function backlog({ lives }: Told, months: string[]): Figures {
	const its = lives.filter(counts).map((it) => ({ came: localDay(it.first), ended: isOpen(it.state) ? undefined : localDay(over(it)) }));
	const within = (month: string, at: string | undefined): boolean => at?.startsWith(month) ?? false;
	const until = (month: string, at: string | undefined): boolean => at !== undefined && at.slice(0, 7) <= month;
	const count = (holds: (it: (typeof its)[number]) => boolean): number => its.filter(holds).length;
	return Object.fromEntries(
		months.map((month) => {
			const opened = count(({ came }) => within(month, came));
			const left = count(({ came, ended }) => until(month, came) && !until(month, ended));
			return [month, { opened, ended: count(({ ended }) => within(month, ended)), open: left }];
		}),
	);
}

const done = new Set(['fixed', 'closed']);
const notDone = new Set(['no-fault-found', 'not-ours', 'cannot-now']);

export const closedNotDone = ({ lives }: Told, by: (it: Life) => string | number): Figures =>
	figures(
		grouped(
			lives.filter(({ state }) => done.has(state) || notDone.has(state)),
			by,
		),
		(own) => {
			const undoneOnes = own.filter(({ state }) => notDone.has(state)).length;
			return { ended: own.length, undone: undoneOnes, share: near(percent(undoneOnes, own.length)) };
		},
	);

export const timeToFix = ({ lives }: Told, by: (it: Life) => string | number, now: Date): Figures =>
	figures(
		grouped(
			lives.filter(({ state }) => state !== 'merged'),
			by,
		),
		(own) => {
			const followed = own.map((it) => {
				const open = isOpen(it.state);
				const days = Math.ceil(((open ? now : over(it)).getTime() - it.first.getTime()) / day);
				return { time: Math.max(1, days), cause: open ? 0 : done.has(it.state) ? 1 : 2, count: 1 };
			});
			const share = aalenJohansen(followed, { causes: 2, at: [14] })[0]?.ended[0]?.share ?? 0;
			return { faults: own.length, open: own.filter(({ state }) => isOpen(state)).length, share: near(share * 100) };
		},
	);

export function firstTimeFix({ lives }: Told, by: (it: Life) => string | number, now: Date): Figures {
	const repeated = new Set(lives.map(({ repeats }) => repeats));
	const held = new Date(`${localDay(new Date(now.getTime() - 30 * day))}T00:00:00+02:00`);
	const cameBack = (it: Life): boolean => it.reopened > 0 || repeated.has(it.id);
	const judged = lives.filter((it) => done.has(it.state) && it.fixed && (cameBack(it) || it.fixed <= held));
	return figures(grouped(judged, by), (own) => {
		const again = own.filter(cameBack).length;
		return { fixed: own.length, again, share: near(percent(own.length - again, own.length)) };
	});
}

export const cost = ({ lives }: Told, by: (it: Life) => string | number): Figures =>
	figures(
		grouped(
			lives.filter((it) => it.cost !== null && (done.has(it.state) || notDone.has(it.state))),
			by,
		),
		(own) => {
			const sum = own.reduce((total, it) => total + (it.cost ?? 0), 0);
			return { faults: own.length, cost: near(sum), each: near(sum / own.length) };
		},
	);

export const failures = ({ lives }: Told): Figures =>
	figures(
		grouped(
			lives.filter((it) => it.class === 1 && it.asset !== null && !['rejected', 'no-fault-found', 'not-ours', 'merged'].includes(it.state)),
			({ asset }) => asset ?? 0,
		),
		(own) => ({ failures: own.length }),
	);

/** Shares of what was begun, or fixed, in so many hours, of those whose verdict has fallen. */
export function inTime({ lives }: Told, { hours, begun }: { hours: number; begun: boolean }, now: Date): Record<string, unknown> {
	const own = lives.filter((it) => it.class === 1 && !['rejected', 'no-fault-found', 'not-ours', 'merged'].includes(it.state));
	const verdicts = own.flatMap((it) => {
		const mended = done.has(it.state) ? over(it) : undefined;
		const met = [mended, begun ? it.begun : undefined].filter((at) => at instanceof Date).sort((a, b) => Number(a) - Number(b))[0];
		const limit = new Date(it.first.getTime() + hours * 3_600_000);
		if (met) return [met <= limit];
		return limit < now ? [false] : [];
	});
	const share = shareOf(verdicts.filter(Boolean).length, verdicts.length);
	return { counted: verdicts.length, share: share ? near(share.share * 100) : null };
}
