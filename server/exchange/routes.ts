import { scopeOf } from '../faults/index.ts';
import { type Context, putAuthorityAway } from '../municipality/index.ts';
import type { Serve } from '../platform/http.ts';
import { notFound } from '../platform/problem.ts';
import { all, maybeOne } from '../platform/sql.ts';
import {
	handOnFault,
	putAway,
	readAuthorities,
	readFaultHandover,
	readHandovers,
	readPublicHandover,
	tryAgain,
	tryServer,
	withdrawHandover,
	writeAuthority,
} from './contract.ts';
import { type AuthorityRow, authoritiesSql, type HandoverRow, handoversSql, seenHandoverSql } from './desk-queries.ts';
import { again, handOn, withdraw } from './hand-on.ts';
import { systemRoutes } from './outbound/routes.ts';
import { authorityView, keep, tryOut } from './settings.ts';
import { faultHandover, handoverLine, publicHandovers } from './show.ts';
import { webhookRoutes } from './webhooks/routes.ts';

const page = 50;

async function mustBeSeen(context: Context, id: number): Promise<void> {
	if (!(await maybeOne(context.db, seenHandoverSql(id, scopeOf(context))))) throw notFound('handover');
}

/** Answers who else looks after things here, and lets staff hand faults on to them. */
export function routes(serve: Serve<Context>, { secret }: { secret: string }): void {
	serve(readAuthorities, async ({ db }) => ({ authorities: (await all<AuthorityRow>(db, authoritiesSql())).map(authorityView) }));
	serve(tryServer, async (_context, input) => tryOut(input));
	serve(writeAuthority, async (context, wish) => ({ authority: await keep(context, wish, secret) }));
	serve(putAway, async (context, input) => {
		await putAuthorityAway(context, input);
		return {};
	});
	serve(readHandovers, async (context, { language, ...asked }) => {
		const rows = await all<HandoverRow>(
			context.db,
			handoversSql({ ...asked, before: asked.before, authority: asked.authority, scope: scopeOf(context), limit: page + 1 }),
		);
		const shown = rows.slice(0, page);
		return { handovers: shown.map((row) => handoverLine(row, language)), more: rows.length > page ? (shown.at(-1)?.id ?? null) : null };
	});
	serve(readFaultHandover, faultHandover);
	serve(handOnFault, async (context, input) => ({ id: await handOn(context, input) }));
	serve(withdrawHandover, async (context, { id }) => {
		await mustBeSeen(context, id);
		await withdraw(context, id);
		return {};
	});
	serve(tryAgain, async (context, { id }) => {
		await mustBeSeen(context, id);
		await again(context, id);
		return {};
	});
	webhookRoutes(serve, { secret });
	systemRoutes(serve, { secret });
	serve(readPublicHandover, async (context, input) => ({ handovers: await publicHandovers(context, input) }));
}
