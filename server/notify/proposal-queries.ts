import { type Sql, sql } from '../platform/sql.ts';
import type { ProposalFacts, ProposalRecipient } from './compose-proposal.ts';

/** What a message about a proposal may say. */
export const proposalFactsSql = (id: unknown): Sql => sql`
	select proposal.id as "proposalId", proposal.code, proposal.kind as wish, proposal.reason, asset_class.code as class, asset_class.secrecy,
	       case when asset.status <> 'withdrawn' then asset.reference end as asset, asset.street,
	       municipality.name as municipality, municipality.slug, municipality.languages, municipality.emergency
	from asset_proposal as proposal
	join asset_class on asset_class.number = proposal.class
	left join asset on asset.id = proposal.asset_id
	cross join municipality
	where proposal.id = ${id}::bigint`;

/** Those who stand by a proposal and want to hear of it; with the id of a voice only that one. The first first. */
export const voicesSql = (proposalId: ProposalFacts['proposalId'], voiceId: unknown): Sql => sql`
	select contact.id as "contactId", voice.language, coalesce(contact.email, person.email) as email, contact.phone, voice.tracking,
	       voice.person_id is not null as staff
	from proposal_voice as voice
	join contact on contact.id = voice.contact_id
	left join person on person.id = contact.person_id
	where voice.proposal_id = ${proposalId} and voice.stopped_at is null and voice.withdrawn_at is null and contact.erased_at is null
	  and (${voiceId}::bigint is null or voice.id = ${voiceId}::bigint)
	order by voice.id`;

export interface NewProposalMessage {
	event_id: number;
	proposal_id: ProposalFacts['proposalId'];
	contact_id: ProposalRecipient['contactId'];
	channel: string;
	kind: string;
	language: string;
	tracking: string;
	message_id: string;
	subject: string;
	body: string;
}
