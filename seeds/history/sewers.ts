import { backingUp } from '../../server/maths/backing-up.ts';
import type { Random } from '../../server/maths/random.ts';
import { nth } from '../town/geometry.ts';
import type { Asset } from '../town/register.ts';
import type { Town } from '../town/town.ts';
import { truths } from '../truths.ts';
import type { CommonCause } from './causes.ts';
import type { Teller } from './course.ts';
import { onAsset } from './incidents.ts';
import { modeOf } from './modes.ts';

const hour = 3_600_000;

interface Pipes {
	readonly pipes: readonly Asset[];
	/** By the place of a pipe: the pipe it drains through, the manhole at its upper end, and how high that lies above its lower end. */
	readonly before: readonly number[];
	readonly manholes: readonly (Asset | undefined)[];
	readonly rises: readonly number[];
}

const text = ({ attributes }: Asset, name: string): string => String(attributes[name]);

function pipesOf({ sewer }: Town): Pipes {
	const pipes = sewer.pipes.filter((it) => it.retired === null);
	const leaving = new Map(pipes.map((pipe, i) => [text(pipe, 'from_node'), i]));
	const at = new Map(sewer.manholes.filter((it) => it.retired === null).map((it) => [text(it, 'node'), it]));
	return {
		pipes,
		before: pipes.map((pipe) => leaving.get(text(pipe, 'to_node')) ?? -1),
		manholes: pipes.map((pipe) => at.get(text(pipe, 'from_node'))),
		rises: pipes.map((pipe) => (Number(pipe.attributes['slope']) / 100) * pipe.length),
	};
}

/** The pipes in which it stands when one is blocked, the lowest first: itself and those that drain through it, but for what stays dry. */
function standing(blocked: number, { above, spared }: { above: ReadonlyMap<number, readonly number[]>; spared: readonly number[] }): number[] {
	const found = [blocked];
	for (const at of found) found.push(...(above.get(at) ?? []).filter((it) => !spared.includes(it)));
	return found;
}

function aboveEach(before: readonly number[]): Map<number, number[]> {
	const above = new Map<number, number[]>();
	before.forEach((it, i) => {
		above.set(it, [...(above.get(it) ?? []), i]);
	});
	return above;
}

/** Since this morning a sewer is blocked in a street where people do report: houses above it back up, and it runs out of the lowest lids. Told of by three of four. */
export function blockedSewer(town: Town, { now, rate }: Pick<Teller, 'now' | 'rate'>, random: Random): CommonCause | undefined {
	const { hours, backsUp, lids } = truths.blockedSewer;
	const { pipes, before, manholes, rises } = pipesOf(town);
	const depth = (pipe: number): number => Number(manholes[pipe]?.attributes['depth'] ?? Number.POSITIVE_INFINITY);
	const spared = backingUp(pipes.map((_, i) => ({ before: nth(before, i), rise: nth(rises, i), opening: nth(rises, i) + depth(i) })));
	const above = aboveEach(before);
	const fit = pipes.flatMap((_, i) => {
		const full = standing(i, { above, spared: nth(spared, i) });
		return 2 * full.length >= backsUp[0] && 2 * full.length <= backsUp[1] ? [{ blocked: i, full }] : [];
	});
	const most = Math.max(...fit.map(({ blocked }) => rate(nth(pipes, blocked).ward)));
	const lively = fit.filter(({ blocked }) => rate(nth(pipes, blocked).ward) === most);
	if (lively.length === 0) return undefined;
	const { blocked, full } = random.pick(lively);
	const began = now - hours * hour;
	const root = onAsset(modeOf('sewer-pipe.blocked'), nth(pipes, blocked), { began, random, shown: false, certain: true, cause: 'fat and rags' });
	const spills = full.flatMap((it) => manholes[it] ?? []).slice(0, lids);
	const children = [
		...spills.map((manhole) => onAsset(modeOf('manhole.overflow'), manhole, { began, random, parent: root, cause: 'sewer blocked further down' })),
		...full.map((it) => onAsset(modeOf('sewer-pipe.blocked'), nth(pipes, it), { began, random, parent: root, cause: 'sewer blocked further down' })),
	];
	return { root, children: children.map((child, i) => ({ ...child, shown: i % 4 !== 3 })) };
}
