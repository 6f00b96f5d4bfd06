import type { Knex } from 'knex';
import { shortMessage } from '../maths/short-message.ts';
import { catalogue } from '../municipality/index.ts';
import type { Job, Subscriptions, Work } from '../platform/jobs.ts';
import { messageIdOf } from '../platform/mail.ts';
import { all, maybeOne } from '../platform/sql.ts';
import { joinFollowersSql } from './asset-queries.ts';
import type { Channel, Means } from './channels/index.ts';
import { compose, type Facts, type Recipient, type Written } from './compose.ts';
import { composeProposal, type ProposalFacts, type ProposalRecipient } from './compose-proposal.ts';
import { type NewProposalMessage, proposalFactsSql, voicesSql } from './proposal-queries.ts';
import { factsSql, followersSql, type NewMessage, reporterSql, undoneSql } from './queries.ts';
import type { Kind } from './words/message-words.ts';
import type { ProposalKind } from './words/proposals/words.ts';

/** Troubles of one house are nobody else's business. */
const houseModes = [...catalogue.modes.values()].filter(({ mode }) => mode.houseLevel).map(({ mode }) => mode.code);

interface Telling {
	channels: readonly Channel[];
	/** What channels send with: of those that could reach somebody, one that is set up comes first. */
	means?: Means;
	publicUrl: string;
}

/** Of these moves people are told; what happens in between they see on the tracking page. */
const told: ReadonlySet<unknown> = new Set<Kind>(['in-progress', 'fixed', 'closed', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected']);
const isTold = (state: unknown): state is Kind => told.has(state);

/** Who is told of what: events become messages, one to each person and channel. */
export function subscriptions(telling: Telling): Subscriptions {
	const thank: Work = async (db, job) => {
		const reporter = job.reportId === null ? undefined : await maybeOne<Recipient & { joined: boolean }>(db, reporterSql(job.reportId));
		if (reporter) await write(db, job, { ...telling, kind: reporter.joined ? 'joined' : 'received', recipients: [reporter] });
	};
	const tell =
		(kindOf: (job: Job) => unknown): Work =>
		async (db, job) => {
			const kind = kindOf(job);
			if (!isTold(kind) && kind !== 'reopened' && kind !== 'handed-on') return;
			if (await maybeOne(db, undoneSql(job.eventId))) return;
			await write(db, job, { ...telling, kind, recipients: await all<Recipient>(db, followersSql(job.eventId)) });
		};
	const notice: Work = async (db, job) => {
		if (job.faultId === null) return;
		await write(db, job, { ...telling, kind: 'noticed', recipients: await all<Recipient>(db, joinFollowersSql(job.faultId, houseModes)) });
	};
	return {
		'fault.opened': { 'notify.asset-followers': notice },
		'fault.linked': { 'notify.asset-followers': notice },
		'fault.released': { 'notify.asset-followers': notice },
		'report.received': { 'notify.reporter': thank },
		'fault.moved': { 'notify.followers': tell(({ details }) => details['to']) },
		'fault.reopened': { 'notify.followers': tell(() => 'reopened') },
		'fault.handed-on': { 'notify.followers': tell(() => 'handed-on') },
		'proposal.received': { 'notify.proposer': about('received', telling) },
		'proposal.supported': { 'notify.proposer': about('received', telling) },
		'proposal.approved': { 'notify.proposer': about('approved', telling) },
		'proposal.rejected': { 'notify.proposer': about('rejected', telling) },
	};
}

/** Those who say that the register is wrong are thanked, and told what was decided. */
const about =
	(kind: ProposalKind, { channels, means = {}, publicUrl }: Telling): Work =>
	async (db, { eventId, details }) => {
		const facts = await maybeOne<ProposalFacts>(db, proposalFactsSql(details['proposal']));
		if (!facts) return;
		const recipients = await all<ProposalRecipient>(db, voicesSql(facts.proposalId, kind === 'received' ? details['voice'] : null));
		const rows: NewProposalMessage[] = addressed(recipients, { channels, means }).map(({ to, channel }) => ({
			event_id: eventId,
			proposal_id: facts.proposalId,
			contact_id: to.contactId,
			channel: channel.id,
			kind: `proposal-${kind}`,
			tracking: to.tracking,
			message_id: messageIdOf([facts.slug, eventId, to.contactId, channel.id], publicUrl),
			...fitting(channel, composeProposal(kind, facts, { to, publicUrl })),
		}));
		await keep(db, rows);
	};

interface Writing extends Telling {
	kind: Kind;
	recipients: readonly Recipient[];
}

async function write(db: Knex, { eventId, faultId }: Job, { kind, recipients, channels, means = {}, publicUrl }: Writing): Promise<void> {
	const facts = faultId === null ? undefined : await maybeOne<Facts>(db, factsSql(faultId));
	if (!facts) return;
	const rows: NewMessage[] = addressed(recipients, { channels, means }).map(({ to, channel }) => ({
		event_id: eventId,
		fault_id: facts.faultId,
		contact_id: to.contactId,
		channel: channel.id,
		kind,
		tracking: to.tracking,
		by_day: to.byDay ?? false,
		message_id: messageIdOf([facts.slug, eventId, to.contactId, channel.id], publicUrl),
		...fitting(channel, compose(kind, facts, { to, publicUrl })),
	}));
	await keep(db, rows);
}

async function keep(db: Knex, rows: readonly (NewMessage | NewProposalMessage)[]): Promise<void> {
	for (let at = 0; at < rows.length; at += 500)
		await db('message')
			.insert(rows.slice(at, at + 500))
			.onConflict()
			.ignore();
}

/** What a message says on a channel: all of it, or one short text. */
function fitting({ short }: Channel, { link, ...written }: Written): Omit<Written, 'link'> {
	return short ? { ...written, body: shortMessage(written.subject, link) } : written;
}

/** What was asked for on the device itself, then what is set up, then the rest. */
const inOrder = (channels: readonly Channel[], means: Means): Channel[] => {
	const rank = (it: Channel): number => (it.ready(means) ? (it.askedFor ? 0 : 1) : 2);
	return [...channels].sort((one, other) => rank(one) - rank(other));
};

/** Each person is told by one way, the first that is set up; however many reports they have in a fault, each address is used once. */
function addressed<To extends { email: string | null; phone: string | null; push?: string | null }>(
	recipients: readonly To[],
	{ channels, means }: { channels: readonly Channel[]; means: Means },
): { to: To; channel: Channel }[] {
	const ways = inOrder(channels, means);
	const seen = new Set<string>();
	return recipients.flatMap((to) => {
		const channel = ways.find((it) => it.addressOf(to, means) !== null);
		const key = channel && `${channel.id} ${channel.addressOf(to, means)}`;
		if (!channel || !key || seen.has(key)) return [];
		seen.add(key);
		return [{ to, channel }];
	});
}
