import type { Knex } from 'knex';
import { alike } from '../../maths/alike.ts';
import { happened } from '../../platform/events.ts';
import type { Subscriptions, Work } from '../../platform/jobs.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { putUnder } from './below.ts';
import { causeOfSql } from './below-queries.ts';
import { wasNoCause } from './decide.ts';
import { causesAround } from './look.ts';
import {
	aloneSql,
	type KnownRow,
	knownSql,
	overSql,
	passSql,
	recentSql,
	type SpotRow,
	type Suggestion,
	spotSql,
	suggestSql,
	undecidedSql,
	updateSql,
} from './queries.ts';
import { concerns, isSymptom, longestHours, model, ruleOf, symptomModes } from './rules.ts';

const share = (one: readonly number[], other: readonly number[]): boolean => one.some((it) => other.includes(it));

const told = (db: Knex, cause: number, { deviceId, faults }: Suggestion): Promise<void> =>
	happened(db, { kind: 'cause.suggested', assetId: deviceId, details: { cause, reported: faults.length } });

const unchanged = (before: KnownRow, it: Suggestion): boolean =>
	before.state === 'suggested' && before.deviceId === it.deviceId && before.phase === it.phase && before.faults.join() === it.faults.join();

/** Keeps one cause: in the row of the one it was before, if it was. */
async function keepOne(db: Knex, it: Suggestion, before: KnownRow | undefined): Promise<void> {
	if (before) {
		await all(db, updateSql(before.id, it));
		if (!unchanged(before, it)) await told(db, before.id, it);
	} else await told(db, (await one<{ id: number }>(db, suggestSql(it))).id, it);
}

/** Keeps what was found: what is known already is brought to what is known now, what is no longer likely passes, what was rejected stays so. */
async function keep(db: Knex, found: readonly Suggestion[], known: readonly KnownRow[]): Promise<void> {
	const rejected = known.filter(({ state }) => state === 'rejected');
	const left = new Set(known.filter(({ state }) => state !== 'rejected'));
	const fresh = found.filter((it) => !rejected.some(({ affected }) => alike(affected, it.affected) >= model.sameSet));
	for (const it of fresh) {
		const before = [...left].find(({ faults }) => share(faults, it.faults));
		if (before) left.delete(before);
		await keepOne(db, it, before);
	}
	const passed = [...left].filter(({ state }) => state === 'suggested').map(({ id }) => id);
	await all(db, passSql(passed));
	for (const id of passed) await happened(db, { kind: 'cause.passed', details: { cause: id } });
}

/** Looks at a part of a network; `seen`: assets that were looked at in the same round. */
async function lookAt(db: Knex, asset: number, { now, seen }: { now: Date; seen: Set<number> }): Promise<void> {
	seen.add(asset);
	// What is read before others have written would be written over theirs.
	const around = await causesAround(db, { asset, now, alone: (utility, head) => all(db, aloneSql(utility, head)) });
	if (!around) return;
	const { utility, head, found, assets, devices } = around;
	for (const it of assets) seen.add(it);
	const ofHead = await all<KnownRow>(db, knownSql(utility, head, { hours: ruleOf(utility)?.hours ?? 24, days: model.quietDays }));
	// Of sewers only a part of what hangs together is looked at: what may have failed elsewhere does not pass for that.
	const known = ofHead.filter(({ deviceId, faults }) => devices.has(deviceId) || found.some((it) => share(it.faults, faults)));
	if (found.length > 0 || known.length > 0) await keep(db, found, known);
}

/** Looks for what a fault may have in common with others about it, after anything happened to it; one that is on no asset yet, about each that it may be on. */
export async function lookAbout(db: Knex, faultId: number, now: Date, seen: Set<number> = new Set()): Promise<void> {
	const spot = await maybeOne<SpotRow>(db, spotSql(faultId));
	if (!spot || !concerns(spot.mode)) return;
	const about = spot.asset === null ? spot.candidates : [spot.asset, ...spot.candidates];
	const over =
		spot.asset !== null &&
		!seen.has(spot.asset) &&
		spot.open &&
		spot.parentId === null &&
		isSymptom(spot.mode) &&
		(await maybeOne<{ id: number; faultId: number; code: string }>(db, overSql(spot.asset)));
	if (over) await putUnder(db, [spot.id], { cause: over.id, parent: { id: over.faultId, code: over.code } });
	for (const asset of about) if (!seen.has(asset)) await lookAt(db, asset, { now, seen });
}

/** Looks again at all that was reported lately and at what is suggested: time passes, and networks are built anew. */
export async function lookAgain(db: Knex, now: Date): Promise<void> {
	const seen = new Set<number>();
	const undecided = await all<{ id: number; faults: number[] }>(db, undecidedSql);
	const recent = await all<{ id: number }>(db, recentSql(symptomModes, longestHours));
	for (const id of new Set([...undecided.flatMap(({ faults }) => faults.slice(0, 1)), ...recent.map((it) => it.id)]))
		await db.transaction((transaction) => lookAbout(transaction, id, now, seen));
}

const look: Work = async (db, { faultId }) => {
	if (faultId !== null) await lookAbout(db, faultId, new Date());
};

/** When nothing was found where a cause was believed, it was none. */
const ended: Work = async (db, { faultId, details }) => {
	if (faultId === null || (details['to'] !== 'no-fault-found' && details['to'] !== 'rejected')) return;
	const cause = await maybeOne<{ id: number }>(db, causeOfSql(faultId));
	if (cause) await wasNoCause({ db, now: new Date(), actor: { personId: null } }, { cause: cause.id, faultId });
};

/** Whatever opens, ends or places a fault may show or take away a common cause. */
export const causeSubscriptions: Subscriptions = {
	...Object.fromEntries(
		['fault.opened', 'fault.reopened', 'fault.linked', 'fault.recategorised', 'fault.undone', 'fault.merged', 'fault.ungrouped'].map((kind) => [
			kind,
			{ 'faults.causes': look },
		]),
	),
	'fault.moved': { 'faults.causes': look, 'faults.no-cause': ended },
};
