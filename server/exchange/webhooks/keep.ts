import { BlockList, isIP } from 'node:net';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { maybeOne, one } from '../../platform/sql.ts';
import type { Delivery, Webhook, WebhookWish } from './contract.ts';
import { type DeliveryRow, insertWebhookSql, type Kept, type WebhookRow, webhooksSql, writeWebhookSql } from './queries.ts';
import { messageId } from './send.ts';

/** The municipality's own networks, in which a server may speak without a certificate. */
const own = new BlockList();
own.addSubnet('10.0.0.0', 8);
own.addSubnet('172.16.0.0', 12);
own.addSubnet('192.168.0.0', 16);
own.addSubnet('127.0.0.0', 8);
const isOwn = (host: string): boolean => host === 'localhost' || (isIP(host) === 4 && own.check(host));

/** A webhook as administrators see it. */
export const webhookView = ({ id: _, beforeUntil, deliveredAt, pausedUntil, ...it }: WebhookRow): Webhook => ({
	...it,
	beforeUntil: beforeUntil?.toISOString() ?? null,
	deliveredAt: deliveredAt?.toISOString() ?? null,
	pausedUntil: pausedUntil?.toISOString() ?? null,
});

/** A message as administrators see it. */
export const deliveryView = ({ eventId, happenedAt, dueAt, doneAt, ...it }: DeliveryRow, webhook: string): Delivery => ({
	...it,
	message: messageId(webhook, eventId),
	happenedAt: happenedAt.toISOString(),
	dueAt: dueAt?.toISOString() ?? null,
	doneAt: doneAt?.toISOString() ?? null,
});

function checked({ town }: Context, it: Omit<WebhookWish, 'version'>): Kept {
	const url = URL.parse(it.url);
	if (!url) throw badField('url', 'This is no address.');
	if (url.username !== '' || url.password !== '') throw badField('url', 'A password does not belong in the address: messages are signed.');
	if (url.protocol !== 'https:' && !isOwn(url.hostname)) throw badField('url', 'Outside your own network an address begins with https://.');
	const unknown = it.departments.find((code) => !town.departments.some((department) => department.code === code));
	if (unknown !== undefined) throw badField('departments', `There is no department ${unknown}.`);
	return { ...it, url: url.href, kinds: [...new Set(it.kinds)], departments: [...new Set(it.departments)] };
}

/** The webhook of a code. */
export async function webhookOf({ db }: Pick<Context, 'db'>, code: string): Promise<WebhookRow> {
	const row = await maybeOne<WebhookRow>(db, webhooksSql(code));
	if (!row) throw notFound('webhook');
	return row;
}

/** Makes a webhook. */
export async function make(context: Context, wish: Omit<WebhookWish, 'version'>): Promise<Webhook> {
	const { db, actor } = context;
	const { code } = await one<{ code: string }>(db, insertWebhookSql(checked(context, wish), actor.personId));
	await happened(db, { kind: 'webhook.made', personId: actor.personId, details: { webhook: code } });
	return webhookView(await webhookOf(context, code));
}

/** Writes a webhook anew; not over what somebody else has written meanwhile. */
export async function write(context: Context, { code, version, ...wish }: WebhookWish & { code: string }): Promise<Webhook> {
	const { db, actor } = context;
	const before = await webhookOf(context, code);
	if (!(await maybeOne(db, writeWebhookSql(code, version, checked(context, wish)))))
		throw new Problem('conflict', 'Somebody has changed this webhook meanwhile.');
	const { title, url, kinds, departments, level, active } = before;
	await happened(db, {
		kind: 'webhook.changed',
		personId: actor.personId,
		details: { webhook: code, before: { title, url, kinds, departments, level, active } },
	});
	return webhookView(await webhookOf(context, code));
}
