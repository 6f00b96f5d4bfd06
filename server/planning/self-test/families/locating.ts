import { adjustedRand, bCubed, pairwise, vMeasure } from '../../../maths/grouping.ts';
import { kernel } from '../../../maths/kernels.ts';
import { between, locate } from '../../../maths/linear.ts';
import { duplicateProbability, reopenProbability } from '../../../maths/reopen.ts';
import groups from '../../../maths/vectors/grouping_metrics.json' with { type: 'json' };
import lines from '../../../maths/vectors/linear_referencing.json' with { type: 'json' };
import reopened from '../../../maths/vectors/reopen_posterior.json' with { type: 'json' };
import kernels from '../../../maths/vectors/snap_kernels.json' with { type: 'json' };
import { type Check, type Family, near, relative } from '../check.ts';

type Case = (typeof kernels.cases)[number];

function value({ kind, coords, pin, sigma }: Case): number {
	const [x = Number.NaN, y = Number.NaN] = coords[0] ?? [];
	if (kind === 'point') return kernel({ type: 'Point', coordinates: [x, y] }, pin, sigma);
	return kernel(kind === 'line' ? { type: 'LineString', coordinates: coords } : { type: 'Polygon', coordinates: [coords] }, pin, sigma);
}

function snapped(): Check[] {
	const [areas, others] = [kernels.cases.filter((it) => it.kind === 'polygon'), kernels.cases.filter((it) => it.kind !== 'polygon')];
	return [
		near(
			'snap_kernels.K',
			others.map(value),
			others.map((it) => it.K),
			1e-10,
		),
		near(
			'snap_kernels.polygons',
			areas.map(value),
			areas.map((it) => it.K),
			1e-6,
		),
		// the vector's second opinion: sums over a grid
		relative(
			'snap_kernels.independent_check',
			[...others, ...areas].map(value),
			[...others, ...areas].map((it) => it.independent_check),
			1e-3,
		),
	];
}

const positions = (text: string) => (/\((.*)\)/.exec(text)?.[1] ?? '').split(',').map((pair) => pair.trim().split(' ').map(Number));

function along(): Check[] {
	const found = lines.cases.map((it) => locate(positions(it.line), positions(it.point)[0] ?? []));
	const dug = lines.cases.map((it, i) => between(positions(it.line), (found[i]?.chainage ?? Number.NaN) - 10, (found[i]?.chainage ?? Number.NaN) + 10));
	return [
		near(
			'linear_referencing.chainage_m',
			found.map((it) => it.chainage),
			lines.cases.map((it) => it.chainage_m),
			1e-9,
		),
		near(
			'linear_referencing.fraction, length_m',
			found.flatMap((it) => [it.fraction, it.length]),
			lines.cases.flatMap((it) => [it.fraction, it.length_m]),
			1e-9,
		),
		near(
			'linear_referencing.snapped',
			found.flatMap((it) => it.snapped),
			lines.cases.flatMap((it) => positions(it.snapped).flat()),
			1e-9,
		),
		near(
			'linear_referencing.sub_10m_each_side',
			dug.flat(2),
			lines.cases.flatMap((it) => positions(it.sub_10m_each_side).flat()),
			1e-9,
		),
		near(
			'linear_referencing.offset_m',
			found.map((it) => it.offset),
			lines.cases.map((it) => it.offset_m),
			1e-9,
		),
	];
}

function together(): Check[] {
	const [pairs, cubed, told] = [pairwise(groups.truth, groups.pred), bCubed(groups.truth, groups.pred), vMeasure(groups.truth, groups.pred)];
	const again = reopened.rows.map((it) =>
		reopenProbability({ daysSinceClosed: it.dt_days, firstTimeFix: it.q_fix, reportRate: it.lam_report, faultRate: it.lam_fault }),
	);
	return [
		near(
			'grouping_metrics',
			[pairs.precision, pairs.recall, pairs.f1, cubed.precision, cubed.recall, cubed.f1],
			[...Object.values(groups.pairwise), ...groups.bcubed],
			1e-12,
		),
		near('grouping_metrics.hcv', [told.precision, told.recall, told.f1], groups.hcv, 1e-12),
		near('grouping_metrics.ari', [adjustedRand(groups.truth, groups.pred)], [groups.ari], 1e-12),
		near(
			'reopen_posterior.p_reopen',
			again,
			reopened.rows.map((it) => it.p_reopen),
			1e-12,
		),
		near(
			'reopen_posterior.dup',
			reopened.dup.map((it) => duplicateProbability(it.lam_r, it.lam_f)),
			reopened.dup.map((it) => it.p),
			1e-12,
		),
	];
}

export const snapping: Family = {
	id: 'snapping',
	vectors: ['snap_kernels.json', 'linear_referencing.json'],
	oracle: 'SciPy; PostGIS',
	checks: () => [...snapped(), ...along()],
};
export const grouping: Family = { id: 'grouping', vectors: ['grouping_metrics.json', 'reopen_posterior.json'], oracle: groups.meta.oracle, checks: together };
