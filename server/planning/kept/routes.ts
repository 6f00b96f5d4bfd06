import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { arrangeBoard, changeKept, keepAnswer, readKept, readOneKept } from './contract.ts';
import { arrange, changeOwn, keep, keptAnswers, oneKept } from './kept.ts';

/** Keeps answers, and says what stands on boards. */
export function keptRoutes(serve: Serve<Context>): void {
	serve(readKept, keptAnswers);
	serve(readOneKept, (context, { id }) => oneKept(context, id));
	serve(keepAnswer, async (context, input) => ({ id: await keep(context, input), ...(await keptAnswers(context)) }));
	serve(changeKept, async (context, input) => {
		await changeOwn(context, input);
		return keptAnswers(context);
	});
	serve(arrangeBoard, async (context, { ids }) => {
		await arrange(context, ids);
		return keptAnswers(context);
	});
}
