import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { one } from '../../platform/sql.ts';
import { type Counted, countCostSql } from './cost-queries.ts';

/** Counts anew what a work order cost and what of it its items bear, and says so where that is another than before. */
export async function countCost({ db, actor }: Pick<Context, 'db' | 'actor'>, orderId: number): Promise<void> {
	const { changed, ...counted } = await one<Counted>(db, countCostSql(orderId));
	if (changed) await happened(db, { kind: 'work-order.counted', workOrderId: orderId, personId: actor.personId, details: counted });
}
