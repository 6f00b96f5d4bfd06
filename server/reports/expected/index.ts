import { daysOf, shareBy } from '../../maths/expected-time.ts';
import type { Context } from '../../municipality/index.ts';
import { maybeOne } from '../../platform/sql.ts';
import type { Expected } from '../contract.ts';
import { type CurveRow, curveSql } from './queries.ts';

/** Of ten repairs, so many fall within the range that is told. */
export const coverage = 0.8;
const nearlyAll = 0.9;
/** So many repairs a ward, or the town, must have seen before anything is foretold from them. */
export const enough = { inWard: 40, inTown: 20 };

const dayAfter = (since: Date, days: number, zone: string): string =>
	new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(since.getTime() + days * 86_400_000));

/** When a fault will probably be fixed, learnt from those like it; null where too little is known. */
export async function expectedOf({ db, town, now }: Context, faultId: number): Promise<Expected | null> {
	const row = await maybeOne<CurveRow>(db, curveSql(faultId, enough));
	if (!row) return null;
	const range = daysOf(row.curve, { age: row.age, coverage });
	const common = { of: row.ended, where: row.inWard ? ('ward' as const) : ('town' as const), coverage };
	// what has waited longer than nearly all is told so; where the curve does not reach far enough, nothing is
	if (!range) return shareBy(row.curve, row.age) >= nearlyAll ? { ...common, from: null, to: null } : null;
	const { zone } = town.municipality;
	const today = dayAfter(now, 0, zone);
	const notBefore = (day: string): string => (day < today ? today : day);
	return { ...common, from: notBefore(dayAfter(row.since, range.from, zone)), to: notBefore(dayAfter(row.since, range.to, zone)) };
}
