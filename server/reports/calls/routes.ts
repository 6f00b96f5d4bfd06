import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { caller, found } from './callers.ts';
import { findCallers, readCaller, withdrawReport } from './contract.ts';
import { withdraw } from './withdraw.ts';

/** Answers staff who take calls: who is calling, how it stands with what they reported, and that the last one was a mistake. */
export function callRoutes(serve: Serve<Context>): void {
	serve(findCallers, async (context, { about }) => ({ callers: await found(context, about) }));
	serve(readCaller, caller);
	serve(withdrawReport, (context, { ticket }) => withdraw(context, ticket));
}
