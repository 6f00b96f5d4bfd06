import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { readSelfTest, runSelfTest } from './contract.ts';
import { keepSelfTest, lastSelfTest, tryInThread } from './run.ts';

/** Answers whether the statistics still say what independent programs say. */
export function selfTestRoutes(serve: Serve<Context>): void {
	serve(readSelfTest, ({ db }) => lastSelfTest(db));
	serve(runSelfTest, async ({ db, now }) => {
		await keepSelfTest(db, await tryInThread(), now);
		return lastSelfTest(db);
	});
}
