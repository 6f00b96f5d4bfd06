import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { notFound } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { block } from './blocks.ts';
import { type Block, blockSender, liftBlock, listBlocks } from './contract.ts';
import { blocksSql, liftBlockSql } from './queries.ts';

/** Answers moderators who block those that misuse the service. */
export function abuse(serve: Serve<Context>): void {
	serve(blockSender, block);
	serve(listBlocks, async ({ db }) => {
		const rows = await all<Omit<Block, 'madeAt' | 'until'> & { madeAt: Date; until: Date }>(db, blocksSql);
		return { blocks: rows.map((it) => ({ ...it, madeAt: it.madeAt.toISOString(), until: it.until.toISOString() })) };
	});
	serve(liftBlock, async ({ db, actor }, { id }) => {
		if (!(await maybeOne(db, liftBlockSql(id, actor.personId)))) throw notFound('block');
		await happened(db, { kind: 'sender.unblocked', personId: actor.personId, details: { block: id } });
		return { lifted: true };
	});
}
