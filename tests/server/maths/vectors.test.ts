import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Family } from '../../../server/planning/self-test/check.ts';

const folder = new URL('../../../server/maths/vectors/', import.meta.url);

const isRecord = (it: unknown): it is Record<string, unknown> => typeof it === 'object' && it !== null && !Array.isArray(it);

/** Notes each figure of a file, and forgets those that are read. */
function watch(record: Record<string, unknown>, path: string, unread: Set<string>): void {
	for (const [key, it] of Object.entries(record)) {
		const here = `${path}.${key}`;
		const parts = (Array.isArray(it) ? it : [it]).filter(isRecord);
		if (parts.length > 0) for (const part of parts) watch(part, here, unread);
		else {
			unread.add(here);
			const read = (): unknown => {
				unread.delete(here);
				return it;
			};
			Object.defineProperty(record, key, { enumerable: true, get: read });
		}
	}
}

/** What is no figure to be compared: settings and inputs that the code has as constants, names, and how something was made, in words. */
const told = [
	'anomaly.farrington_flexible.control',
	'anomaly.farrington_flexible.start',
	'anomaly.harmonic_poisson.fit_rows',
	'anomaly.poisson_cusum_exact_ARL.layout',
	'anomaly.stl_robust.robust',
	'anomaly.stl_robust.s_window',
	'anomaly.stl_robust.transform',
	'feeder_inference.priors.independent',
	'feeder_inference.rule_segment_phase_only_if',
	'feeder_inference.tree.parent.K',
	'linear_referencing.cases.name',
	'mcf_recurrent.intervals.start',
	'scan_nc_sids.inputs',
	'spatial_nc_sids.data.lat',
	'spatial_nc_sids.data.lon',
	'survival.aalen_johansen.expect.cols',
	'survival.aalen_johansen.states',
	'survival.weibull_left_truncated.data_file',
	'underreporting.expect.closed_form',
	'weekly_watch.rounds',
];

/** What asks a database (search.test.ts, coordinates.test.ts), or takes thousands of simulated cases (simulated-causes.test.ts, snap-simulation.test.ts). */
const elsewhere = ['text_similarity', 'linear_referencing.projection', 'feeder_inference.closed_loop', 'snap_simulation.results'];

/** What cannot be worked out again from what the vectors hold: when each fault was first reported is not in the table of them. */
const unsaid = ['underreporting.truth.mean_delay_obs'];

test('no figure of the vectors is left out of the self-test', async () => {
	const unread = new Set<string>();
	for (const name of readdirSync(folder).filter((it) => it.endsWith('.json'))) {
		const { default: vector } = await import(new URL(name, folder).pathname, { with: { type: 'json' } });
		watch(vector, name.replace('.json', ''), unread);
	}
	const { families }: { families: readonly Family[] } = await import('../../../server/planning/self-test/families/index.ts');
	// calibration draws pins for seconds, and reads nothing
	for (const { id, checks } of families) if (id !== 'calibration') checks();
	const left = [...unread].filter((it) => !/\.(meta|note|source)(\.|$)/.test(it));
	const accounted = [...told, ...elsewhere, ...unsaid];
	const under = (path: string, part: string): boolean => path === part || path.startsWith(`${part}.`);
	expect(left.filter((path) => !accounted.some((part) => under(path, part)))).toEqual([]);
	expect(accounted.filter((part) => !left.some((path) => under(path, part)))).toEqual([]);
});
