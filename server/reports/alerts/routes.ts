import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { held, wish } from './alerts.ts';
import { confirmAlert, readAlert, stopAlert, wishAlert } from './contract.ts';
import { alertSql, confirmSql, stopSql } from './queries.ts';

/** Answers those who want to hear of new faults somewhere. */
export function routes(serve: Serve<Context>): void {
	serve(wishAlert, wish);
	serve(readAlert, (context, { tracking }) => held(context, alertSql(tracking)));
	serve(confirmAlert, (context, { tracking }) => held(context, confirmSql(tracking)));
	serve(stopAlert, (context, { tracking }) => held(context, stopSql(tracking)));
}
