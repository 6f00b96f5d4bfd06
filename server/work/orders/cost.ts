import { countFaultsSql } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { all, one } from '../../platform/sql.ts';
import { type Counted, countCostSql } from './cost-queries.ts';

/** Counts anew what a work order cost, what of it its items bear and their faults with them, and says so where that is another than before. */
export async function countCost({ db, actor }: Pick<Context, 'db' | 'actor'>, orderId: number): Promise<void> {
	const { changed, faults, ...counted } = await one<Counted>(db, countCostSql(orderId));
	if (faults.length > 0) await all(db, countFaultsSql(faults));
	if (changed) await happened(db, { kind: 'work-order.counted', workOrderId: orderId, personId: actor.personId, details: counted });
}
