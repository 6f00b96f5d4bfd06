import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { acceptRun, proposeRun } from './contract.ts';
import { accept, propose } from './run.ts';

/** Answers those who fill the shifts of crews. */
export function routes(serve: Serve<Context>): void {
	serve(proposeRun, propose);
	serve(acceptRun, accept);
}
