import { hexCentre, hexOf } from '../../maths/hex.ts';
import { type Context, catalogue } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { type Changer, move } from '../change.ts';
import { dueDates } from '../due.ts';
import { hexSize } from '../place.ts';
import { takenByMistake } from '../reasons.ts';
import { departmentFor } from '../routing/ground.ts';
import { reroute } from '../routing/reroute.ts';
import { letGo, putUnder } from './below.ts';
import { decideSql, deviceSpotSql, type HeldRow, heldSql, movedUnderSql, openMasterSql, openOnDeviceSql } from './below-queries.ts';
import type { DeviceKind } from './contract.ts';
import { type Rule, ruleOf } from './rules.ts';
import { codeOfSql } from './show-queries.ts';

interface Wish {
	id: number;
	version: number;
}

async function hold({ db }: Pick<Context, 'db'>, { id, version }: Wish, wanted: readonly HeldRow['state'][]): Promise<HeldRow> {
	const row = await maybeOne<HeldRow>(db, heldSql(id));
	if (!row) throw notFound('suggestion');
	if (!wanted.includes(row.state)) throw new Problem('wrong-state', 'This suggestion was decided about already.', { extra: { state: row.state } });
	if (row.version !== version) throw new Problem('conflict', 'More is known since you opened it.', { extra: { version: row.version } });
	return row;
}

const becomes = ({ becomes: usual, becomesOf }: Rule, kind: DeviceKind): string => becomesOf?.[kind] ?? usual;

/** Opens the fault that a cause is, with the dates of its own standard from the first report on. */
async function openMaster(context: Context, cause: HeldRow): Promise<{ id: number; code: string }> {
	const { db, now, town } = context;
	const rule = ruleOf(cause.utility);
	const mode = rule && catalogue.modes.get(becomes(rule, cause.kind))?.mode;
	if (!mode) throw new Error(`no failure mode for a cause of ${cause.utility}`);
	const spot = await one<{ x: number; y: number; since: Date | null; priority: number | null }>(db, deviceSpotSql(cause.deviceId, cause.faults));
	const since = spot.since ?? now;
	const due = dueDates(town, mode.code, since);
	const departmentId = departmentFor(context, mode.code);
	const [publicX, publicY] = hexCentre(hexOf(spot.x, spot.y, hexSize), hexSize);
	const {
		wardId,
		class: number,
		...master
	} = await one<{ id: number; code: string; wardId: number | null; class: number }>(
		db,
		openMasterSql({
			device: cause.deviceId,
			...{ mode: mode.code, family: mode.family },
			departmentId,
			priority: Math.max(mode.urgency, spot.priority ?? 0),
			since,
			...{ respondDue: due.respond, due: due.resolve, publicX, publicY },
			customers: cause.customers,
			at: now,
		}),
	);
	await happened(db, {
		kind: 'fault.opened',
		faultId: master.id,
		assetId: cause.deviceId,
		personId: context.actor.personId,
		details: {
			mode: mode.code,
			state: 'confirmed',
			since,
			class: number,
			ward_id: wardId,
			department_id: departmentId,
			cause: cause.id,
			...(await reroute(context, master.id)),
		},
	});
	return master;
}

/** Makes one fault of a common cause, or takes the one that is open there already; those it explains come under it. */
export async function accept(context: Context, wish: Wish): Promise<void> {
	const { db, actor, now } = context;
	const cause = await hold(context, wish, ['suggested']);
	const rule = ruleOf(cause.utility);
	const family = (rule && catalogue.modes.get(becomes(rule, cause.kind))?.mode.family) ?? '';
	const modes = Object.values(rule?.devices ?? {}).flat();
	const known = await maybeOne<{ id: number; code: string }>(db, openOnDeviceSql(cause.deviceId, { modes, family }));
	const parent = known ?? (await openMaster(context, cause));
	await all(db, decideSql(cause.id, { state: 'accepted', faultId: parent.id, opened: !known, personId: actor.personId, at: now }));
	await putUnder(db, cause.faults, { cause: cause.id, parent, personId: actor.personId });
	await happened(db, { kind: 'cause.accepted', faultId: parent.id, assetId: cause.deviceId, personId: actor.personId, details: { cause: cause.id } });
}

/** Says that something is no common cause. */
export async function reject(context: Context, { reason, ...wish }: Wish & { reason: string }): Promise<void> {
	const { db, actor, now } = context;
	const cause = await hold(context, wish, ['suggested']);
	await all(db, decideSql(cause.id, { state: 'rejected', reason, personId: actor.personId, at: now }));
	await happened(db, { kind: 'cause.rejected', assetId: cause.deviceId, personId: actor.personId, details: { cause: cause.id, reason } });
}

/** Takes a decision back: what came under the fault stands alone again as it was, and the fault that was opened for it was a mistake. */
export async function undoDecision(context: Changer, wish: Wish): Promise<void> {
	const { db, actor } = context;
	const cause = await hold(context, wish, ['accepted', 'rejected']);
	if (cause.faultId !== null) await separate(context, { ...cause, faultId: cause.faultId });
	await all(db, decideSql(cause.id, { state: 'suggested', personId: null, at: null }));
	await happened(db, { kind: 'cause.undone', assetId: cause.deviceId, personId: actor.personId, details: { cause: cause.id } });
}

async function separate(context: Changer, { id, faultId, opened }: HeldRow & { faultId: number }): Promise<void> {
	const { db, actor } = context;
	if (await maybeOne(db, movedUnderSql(faultId)))
		throw new Problem('wrong-state', 'The faults under it have moved with it since: take that back first, on the fault itself.');
	const { code, open } = await one<{ code: string; open: boolean }>(db, codeOfSql(faultId));
	await letGo(db, { cause: id, parent: { id: faultId, code }, personId: actor.personId });
	if (opened && open) await move(context, { code, to: 'rejected', reason: takenByMistake });
}

/** A cause that turned out to be none: what stood under it stands alone again, and it counts as rejected. */
export async function wasNoCause(context: Changer, { cause, faultId }: { cause: number; faultId: number }): Promise<void> {
	const { db, now } = context;
	const { code } = await one<{ code: string }>(db, codeOfSql(faultId));
	await letGo(db, { cause, parent: { id: faultId, code } });
	await all(db, decideSql(cause, { state: 'rejected', reason: 'unrelated', personId: null, at: now }));
	await happened(db, { kind: 'cause.rejected', faultId, details: { cause, reason: 'unrelated' } });
}
