import { type Context, departmentCode } from '../../municipality/index.ts';
import { all, one } from '../../platform/sql.ts';
import { keepRoutingSql, type Reroutable, reroutableSql, rerouteSql } from './queries.ts';
import { routed, ruledBy, tellFellBack } from './route.ts';

/**
 * Asks the rules again once it is known which asset a fault is on, or that it is another trouble, unless somebody has assigned it by hand. Answers what the event tells of it: where it
 * goes now if that has changed, and which rules said so.
 */
export async function reroute(
	{ db, town, now }: Pick<Context, 'db' | 'town' | 'now'>,
	faultId: number,
	occasion: 'linked' | 'recategorised' = 'linked',
): Promise<object> {
	const { departmentId, priority, byHand, ...about } = await one<Reroutable>(db, reroutableSql(faultId));
	// Where nobody has ever written rules, a fault stays where it was put, unless it became another trouble: that is another service's.
	if (byHand || (town.rules.version === 0 && occasion === 'linked')) return {};
	const routing = routed(town, about);
	const kept = await one<{ id: number }>(db, keepRoutingSql(routing, { fault: faultId, occasion, at: now }));
	await tellFellBack(db, routing, faultId);
	if (routing.departmentId === departmentId && routing.decision.priority === priority) return { routing: kept.id };
	await all(db, rerouteSql({ id: faultId, departmentId: routing.departmentId, priority: routing.decision.priority }));
	return { routing: kept.id, routed: { department: departmentCode(town, routing.departmentId), priority: routing.decision.priority }, ...ruledBy(routing) };
}
