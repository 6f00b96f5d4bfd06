import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { MetricGeometry } from '../../maths/geometry.ts';
import { loadTown, type Town } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Subscriptions } from '../../platform/jobs.ts';
import { all, one } from '../../platform/sql.ts';
import { groupOf } from '../shipped.ts';
import { type Ground, groundOf, type Weights, weightsFrom, weightsOf } from '../weights.ts';
import { fewest, learnFrom } from './learn.ts';
import { Learnt } from './learnt.ts';
import {
	holdCalibrationSql,
	keepVersionSql,
	type LabelRow,
	labelsSql,
	lastMadeSql,
	putLiveSql,
	shapesSql,
	someVersionsSql,
	type VersionRow,
	versionsSql,
} from './queries.ts';
import type { Label } from './weigh-again.ts';

/** So many of the latest confirmed links are learnt from. */
export const mostLabels = 3000;

const shapesAtOnce = 500;

/** Shapes of all candidates by pin; a few hundred pins at a time, as they may be long. */
async function shapesOf(db: Knex, rows: readonly LabelRow[]): Promise<Map<number, Map<number, MetricGeometry>>> {
	const found = new Map<number, Map<number, MetricGeometry>>();
	for (let i = 0; i < rows.length; i += shapesAtOnce) {
		const some = rows.slice(i, i + shapesAtOnce).map(({ sighting }) => sighting);
		for (const { sighting, asset, shape } of await all<{ sighting: number; asset: number; shape: MetricGeometry }>(db, shapesSql(some)))
			found.set(sighting, (found.get(sighting) ?? new Map<number, MetricGeometry>()).set(asset, shape));
	}
	return found;
}

/** The weights by which links were weighed at their time. */
export async function weightsThen(db: Knex, ground: Ground, rows: readonly LabelRow[]): Promise<(it: LabelRow) => Weights> {
	const shipped = weightsFrom(ground);
	const used = [...new Set(rows.flatMap(({ version }) => version ?? []))];
	const versions = used.length > 0 ? await all<VersionRow>(db, someVersionsSql(used)) : [];
	const known = new Map(versions.map(({ version, learnt }) => [version, weightsFrom(ground, { version, learnt: Learnt.parse(learnt) })]));
	return ({ version }) => (version === null ? shipped : (known.get(version) ?? shipped));
}

/** What the links are, however they are written: the same links make the same version. */
const fingerprint = (rows: readonly LabelRow[]): string =>
	createHash('sha256')
		.update(rows.map(({ sighting, asset, mode }) => `${sighting} ${asset ?? '-'} ${mode}`).join('\n'))
		.digest('hex');

interface Making {
	town: Town;
	now: Date;
	personId: number | null;
}

/** Makes a version of what was confirmed until now, unless that is too little or just what the last one was made of. Answers its number. */
export async function calibrate(db: Knex, { town, now, personId }: Making): Promise<number | null> {
	const { byItself } = await one<{ byItself: boolean }>(db, holdCalibrationSql);
	const rows = await all<LabelRow>(db, labelsSql(mostLabels));
	const hash = fingerprint(rows);
	const [last] = await all<VersionRow>(db, versionsSql);
	const first = rows[0];
	const latest = rows.at(-1);
	if (!first || !latest || rows.length < fewest || last?.hash === hash) {
		await happened(db, { kind: 'calibration.made', personId, at: now, details: { version: null, links: rows.length } });
		return null;
	}
	const ground = await groundOf(db, town);
	const was = await weightsThen(db, ground, rows);
	const shapes = await shapesOf(db, rows);
	const labels: Label[] = rows.map((it) => ({ ...it, group: groupOf(it.method, it.zoom), shapes: shapes.get(it.sighting) ?? new Map() }));
	const inForce = await weightsOf(db, town);
	const { learnt, compared } = learnFrom({ labels, ground, was, inForce });
	const made = { at: now, personId, links: rows.length, firstAt: first.at, lastAt: latest.at, hash, against: inForce.version, learnt, compared };
	const { version } = await one<{ version: number }>(db, keepVersionSql({ ...made, verdict: compared.verdict }));
	await happened(db, { kind: 'calibration.made', personId, at: now, details: { version, links: rows.length, verdict: compared.verdict } });
	if (byItself && compared.verdict !== 'worse') await putLive(db, { version, was: inForce.version ?? 0, at: now, personId: null });
	return version;
}

/** Puts a version in force; every server reads the municipality again when it hears of it. False: another is in force than was thought. */
export async function putLive(db: Knex, it: { version: number; was: number; at: Date; personId: number | null }): Promise<boolean> {
	const [row] = await all<{ id: number }>(db, putLiveSql(it));
	if (row) await happened(db, { kind: 'municipality.changed', personId: it.personId, at: it.at, details: { calibration: it.version, was: it.was } });
	return row !== undefined;
}

const month = 28 * 86_400_000;

/** Once a month, from what was confirmed until then. */
export async function learnSnapping(db: Knex, now: Date): Promise<void> {
	const { at } = await one<{ at: Date | null }>(db, lastMadeSql);
	if (at && now.getTime() - at.getTime() < month) return;
	await db.transaction(async (transaction) => {
		await calibrate(transaction, { town: await loadTown(transaction), now, personId: null });
	});
}

/** What was asked for from the console is made beside it. */
export const calibrationSubscriptions: Subscriptions = {
	'calibration.asked': {
		'faults.calibrate': async (db, { details }) => {
			const by = details['by'];
			await calibrate(db, { town: await loadTown(db), now: new Date(), personId: typeof by === 'number' ? by : null });
		},
	},
};
