import type { Knex } from 'knex';
import { houseModes } from '../faults/index.ts';
import type { Subscriptions, Work } from '../platform/jobs.ts';
import { messageIdOf } from '../platform/mail.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import {
	type AlertedFault,
	type AlertRecipient,
	alertByIdSql,
	alertedFaultSql,
	alertedSql,
	dailyFaultsSql,
	type NewAlertMessage,
	type Speaker,
	speakerSql,
} from './alert-queries.ts';
import type { Channel } from './channels/index.ts';
import { type AlertNews, composeAlert } from './compose-alert.ts';

interface Telling {
	channels: readonly Channel[];
	publicUrl: string;
}

interface Letter {
	eventId: number;
	news: AlertNews;
	to: readonly AlertRecipient[];
}

/** Alerts go by e-mail alone: that is what was asked for and confirmed. */
async function write(db: Knex, { eventId, news, to }: Letter, { channels, publicUrl }: Telling): Promise<void> {
	const channel = channels.find(({ id }) => id === 'email');
	if (!channel || to.length === 0) return;
	const speaker = await one<Speaker>(db, speakerSql);
	const rows = to
		.filter((it) => channel.addressOf(it, {}) !== null)
		.map(
			(it): NewAlertMessage => ({
				event_id: eventId,
				alert_id: it.alertId,
				contact_id: it.contactId,
				channel: channel.id,
				kind: `alert-${news.kind}`,
				tracking: it.tracking,
				message_id: messageIdOf([speaker.slug, eventId, it.contactId, channel.id], publicUrl),
				...composeAlert(news, { to: it, speaker, publicUrl }),
			}),
		);
	for (let at = 0; at < rows.length; at += 500)
		await db('message')
			.insert(rows.slice(at, at + 500))
			.onConflict()
			.ignore();
}

/** Who wants to hear of new faults somewhere is asked whether they do, and then told: at once, or once a morning. */
export function alertSubscriptions(telling: Telling): Subscriptions {
	const ask: Work = async (db, { eventId, details }) => {
		const to = await maybeOne<AlertRecipient & { confirmed: boolean }>(db, alertByIdSql(details['alert']));
		if (to && !to.confirmed) await write(db, { eventId, news: { kind: 'confirm', faults: [], of: 0 }, to: [to] }, telling);
	};
	const tellAtOnce: Work = async (db, { eventId, faultId }) => {
		const fault = faultId === null ? undefined : await maybeOne<AlertedFault>(db, alertedFaultSql(faultId));
		if (!fault || faultId === null) return;
		await write(db, { eventId, news: { kind: 'new', faults: [fault], of: 1 }, to: await all(db, alertedSql(faultId, houseModes)) }, telling);
	};
	const tellDaily: Work = async (db, { eventId, details }) => {
		const to = await maybeOne<AlertRecipient & { confirmed: boolean }>(db, alertByIdSql(details['alert']));
		if (!to?.confirmed) return;
		const span = { since: details['since'], until: details['until'] };
		const faults = await all<AlertedFault & { of: number }>(db, dailyFaultsSql(to.alertId, span, houseModes));
		if (faults.length > 0) await write(db, { eventId, news: { kind: 'daily', faults, of: faults[0]?.of ?? 0 }, to: [to] }, telling);
	};
	return {
		'alert.wished': { 'notify.alert-asked': ask },
		'alert.due': { 'notify.alert-daily': tellDaily },
		'fault.opened': { 'notify.alerts': tellAtOnce },
		'fault.released': { 'notify.alerts': tellAtOnce },
	};
}
