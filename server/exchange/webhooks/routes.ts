import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { makeWebhook, newSecret, pingWebhook, putWebhookAway, readDeliveries, readWebhooks, replayDelivery, replaySince, writeWebhook } from './contract.ts';
import { deliveryView, make, webhookOf, webhookView, write } from './keep.ts';
import {
	awaySql,
	type DeliveryRow,
	newSecretSql,
	readDeliveriesSql,
	replayDeadSql,
	replaySinceSql,
	replaySql,
	type Signer,
	signerSql,
	type WebhookRow,
	webhooksSql,
} from './queries.ts';
import { postMessage } from './send.ts';
import { freshSecret, sealed } from './sign.ts';

const page = 50;

async function ping({ db, town, now }: Context, code: string, secret: string) {
	const to = await maybeOne<Signer>(db, signerSql(code));
	if (!to) throw notFound('webhook');
	if (to.sealed === null) throw new Problem('wrong-state', 'It has no secret yet.');
	const body = JSON.stringify({ type: 'ping', timestamp: now.toISOString(), data: { municipality: town.municipality.slug } });
	const from = performance.now();
	const { status, trouble } = await postMessage(to, { id: `msg_${code}_ping_${now.getTime()}`, body, now, secret });
	return { reached: trouble === null, status, trouble, milliseconds: Math.round(performance.now() - from) };
}

async function deliveries(context: Context, { code, ...asked }: { code: string; state?: string | undefined; before?: number | undefined }) {
	const { id } = await webhookOf(context, code);
	const rows = await all<DeliveryRow>(context.db, readDeliveriesSql({ webhookId: id, state: asked.state, before: asked.before, limit: page + 1 }));
	const shown = rows.slice(0, page);
	return { deliveries: shown.map((row) => deliveryView(row, code)), more: rows.length > page ? (shown.at(-1)?.id ?? null) : null };
}

async function again(context: Context, { code, since, dead }: { code: string; since: string; dead: boolean }) {
	const { id } = await webhookOf(context, code);
	const rows = await all(context.db, dead ? replayDeadSql(id, since) : replaySinceSql(id, since));
	await happened(context.db, { kind: 'webhook.replayed', personId: context.actor.personId, details: { webhook: code, since, messages: rows.length } });
	return { messages: rows.length };
}

/** Lets administrators connect other programs that are told what happens. */
export function webhookRoutes(serve: Serve<Context>, { secret }: { secret: string }): void {
	serve(readWebhooks, async ({ db }) => ({ webhooks: (await all<WebhookRow>(db, webhooksSql())).map(webhookView) }));
	serve(makeWebhook, async (context, wish) => ({ webhook: await make(context, wish) }));
	serve(writeWebhook, async (context, wish) => ({ webhook: await write(context, wish) }));
	serve(putWebhookAway, async ({ db, actor }, { code, away }) => {
		if (!(await maybeOne(db, awaySql(code, away)))) throw notFound('webhook');
		await happened(db, { kind: 'webhook.changed', personId: actor.personId, details: { webhook: code, away } });
		return {};
	});
	serve(newSecret, async (context, { code }) => {
		await webhookOf(context, code);
		const fresh = freshSecret();
		const { beforeUntil } = await one<{ beforeUntil: Date | null }>(context.db, newSecretSql(code, sealed(fresh, { code, secret }), context.actor.personId));
		return { secret: fresh, beforeUntil: beforeUntil?.toISOString() ?? null };
	});
	serve(pingWebhook, (context, { code }) => ping(context, code, secret));
	serve(readDeliveries, deliveries);
	serve(replayDelivery, async (context, { code, id }) => {
		const webhook = await webhookOf(context, code);
		if (!(await maybeOne(context.db, replaySql(webhook.id, id)))) throw notFound('message');
		return {};
	});
	serve(replaySince, again);
}
