import type { Context } from '../municipality/index.ts';
import type { Serve } from '../platform/http.ts';
import { all } from '../platform/sql.ts';
import { listMessages, type Message } from './contract.ts';
import { outboxSql } from './queries.ts';
import { standbyRoutes } from './standby/routes.ts';

interface OutboxRow extends Omit<Message, 'to' | 'at' | 'sentAt'> {
	at: Date;
	sentAt: Date | null;
	email: string | null;
	phone: string | null;
	tracking: string;
}

/** Answers what is in the outbox, and who stands by. */
export function routes(serve: Serve<Context>): void {
	standbyRoutes(serve);
	serve(listMessages, async ({ db, actor }, filter) => {
		const rows = await all<OutboxRow>(db, outboxSql(filter));
		const messages = rows.map((it) => shown(it, actor.may('contact.read')));
		return { messages, next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null };
	});
}

/** Whoever may not read contacts sees neither the address nor the secret of the tracking link. */
function shown({ email, phone, tracking, ...it }: OutboxRow, whole: boolean): Message {
	const address = it.channel === 'email' ? email : phone;
	return {
		...it,
		at: it.at.toISOString(),
		sentAt: it.sentAt?.toISOString() ?? null,
		to: whole ? address : masked(address),
		body: whole ? it.body : (it.body?.replaceAll(tracking, '…') ?? null),
	};
}

const masked = (address: string | null): string | null => address?.replace(/^(.)[^@]*(@.*)?$/, '$1…$2') ?? null;
