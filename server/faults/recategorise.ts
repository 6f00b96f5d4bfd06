import type { AssetClass, FailureMode } from '../../gis-layers/index.ts';
import { hexCentre, hexOf } from '../maths/hex.ts';
import { type Context, catalogue } from '../municipality/index.ts';
import { happened } from '../platform/events.ts';
import { badField, Problem } from '../platform/problem.ts';
import { all, maybeOne } from '../platform/sql.ts';
import { type Changer, hold } from './change.ts';
import { inTheWaySql, recategoriseSql } from './change-queries.ts';
import { windClocks } from './clocks/wind.ts';
import type { DeskRow } from './desk-queries.ts';
import { hexSize } from './place.ts';
import { reroute } from './routing/reroute.ts';
import { deskRow } from './show.ts';

interface Recategorising {
	code: string;
	mode: string;
	version?: number | undefined;
}

/** A fault may only become what can be reported here, and while it is open. */
function mustBeable({ town }: Pick<Context, 'town'>, row: DeskRow, code: string): { mode: FailureMode; home: AssetClass } {
	const known = catalogue.modes.get(code);
	if (!known || !town.services.get(code)?.enabled) throw badField('mode', 'Nothing like this can be reported here.');
	if (row.mode === code) throw badField('mode', 'This is what it is already.');
	if (!row.open) throw new Problem('wrong-state', 'Only an open fault becomes another.', { extra: { state: row.state } });
	return known;
}

/** What becomes of a fault: whether its asset stays, what it is of, what the public sees of its place, and whether somebody has to look. */
function becomes({ mode, home }: { mode: FailureMode; home: AssetClass }, asset: AssetClass | undefined) {
	const fits = asset !== undefined && mode.about[asset.id] !== undefined;
	const shown = fits && asset.secrecy === 'public' && asset.geometry !== 'Polygon' && !mode.houseLevel;
	return {
		...{ mode: mode.code, family: mode.family, class: fits ? asset.number : home.number, fits },
		place: shown ? ('exact' as const) : mode.houseLevel ? ('coarse' as const) : ('as-is' as const),
		needsLook: mode.offAsset !== 'allowed',
	};
}

/** Two open faults of a family on one asset are one: whoever wants the second is told of the first. */
async function mustBeAlone({ db }: Pick<Changer, 'db'>, it: { id: number; assetId: number; family: string }): Promise<void> {
	const other = await maybeOne<{ code: string }>(db, inTheWaySql(it));
	if (other) throw new Problem('conflict', 'There is an open fault like this on that asset already: merge them.', { extra: { fault: other.code } });
}

/**
 * Makes another trouble of a fault. Its asset stays where the trouble can be one of its class; else it is on nothing yet and somebody has to look. Its first
 * clock keeps its start and has the standard of the new service; unless somebody has assigned it by hand, it goes where that service or the rules say.
 */
export async function recategorise(context: Changer & Pick<Context, 'town'>, it: Recategorising): Promise<void> {
	const { db, actor, town, now } = context;
	const row = await deskRow(context, it.code);
	const known = mustBeable(context, row, it.mode);
	const { before, assetId, x, y } = await hold(db, row, it.version);
	const wish = becomes(known, assetId === null ? undefined : catalogue.byNumber.get(Number(before['class'])));
	const kept = wish.fits ? assetId : null;
	if (kept !== null) await mustBeAlone(context, { id: row.id, assetId: kept, family: wish.family });
	const [coarseX, coarseY] = hexCentre(hexOf(x, y, hexSize), hexSize);
	await all(db, recategoriseSql({ id: row.id, ...wish, coarse: { x: coarseX, y: coarseY, srid: town.municipality.srid } }));
	const told = { before, from: row.mode, to: wish.mode, class: wish.class, ...(kept === null && assetId !== null && { unlinked: row.assetReference }) };
	const routing = await reroute(context, row.id, 'recategorised');
	await happened(db, { kind: 'fault.recategorised', faultId: row.id, assetId, personId: actor.personId, at: now, details: { ...told, ...routing } });
	await windClocks(db, town, [row.id]);
}
