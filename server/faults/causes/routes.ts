import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { acceptCause, listCauses, readCause, rejectCause, undoCause } from './contract.ts';
import { accept, reject, undoDecision } from './decide.ts';
import { listed, shown } from './show.ts';

/** Answers what faults have in common, and lets staff decide about it. */
export function causeRoutes(serve: Serve<Context>): void {
	serve(listCauses, async (context, it) => ({ causes: await listed(context, it) }));
	serve(readCause, async (context, it) => ({ cause: await shown(context, it) }));
	serve(acceptCause, async (context, it) => {
		await shown(context, it);
		await accept(context, it);
		return { cause: await shown(context, it) };
	});
	serve(rejectCause, async (context, it) => {
		await shown(context, it);
		await reject(context, it);
		return { cause: await shown(context, it) };
	});
	serve(undoCause, async (context, it) => {
		await shown(context, it);
		await undoDecision(context, it);
		return { cause: await shown(context, it) };
	});
}
