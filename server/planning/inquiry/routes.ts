import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { answerInquiry, describeTables, faultsOfGroup } from './answer.ts';
import { ask, askBehind, changeQuestion, keepQuestion, readQuestions, readTables, stopAsking } from './contract.ts';
import { stop } from './guard.ts';
import { change, keep, questions } from './saved.ts';

/** Questions that planners put together themselves. */
export function inquiryRoutes(serve: Serve<Context>): void {
	serve(readTables, (_, { language }) => ({ tables: describeTables(language) }));
	serve(ask, (context, { inquiry, language, run }) => answerInquiry(context, { inquiry, language, run }));
	serve(askBehind, (context, wish) => faultsOfGroup(context, wish));
	serve(stopAsking, async ({ db, actor }, { run }) => ({ stopped: await stop(db, { personId: actor.personId, run }) }));
	serve(readQuestions, questions);
	serve(keepQuestion, (context, wish) => keep(context, wish));
	serve(changeQuestion, (context, wish) => change(context, wish));
}
