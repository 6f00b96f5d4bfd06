import { type Sql, sql } from '../../platform/sql.ts';
import type { RegisterEdit } from '../edit/contract.ts';
import type { Proposal } from './contract.ts';

export interface HeldProposal {
	id: number;
	code: string;
	state: Proposal['state'];
	kind: Proposal['kind'];
	assetId: number | null;
	edit: RegisterEdit | null;
	own: boolean;
	twoEyes: boolean;
}

/** Holds a proposal until the end of the transaction. */
export const holdSql = (code: string, personId: number | null): Sql => sql`
	select proposal.id, proposal.code, proposal.state, proposal.kind, proposal.asset_id as "assetId", proposal.edit, municipality.two_eyes as "twoEyes",
	       exists (select from proposal_voice as voice where voice.proposal_id = proposal.id and voice.person_id = ${personId}::bigint) as own
	from asset_proposal as proposal cross join municipality where proposal.code = upper(${code}) for update of proposal`;

export interface Decision {
	id: number;
	state: 'approved' | 'rejected';
	personId: number | null;
	reason: string;
	changeId: number | null;
	/** Reference of the asset that came of it. */
	asset: string | null;
}

export const decideSql = (it: Decision): Sql => sql`
	update asset_proposal
	set state = ${it.state}, decided_at = now(), decided_by = ${it.personId}::bigint, reason = nullif(${it.reason}, ''), change_id = ${it.changeId}::bigint,
	    asset_id = coalesce(asset_proposal.asset_id, (select asset.id from asset where asset.reference = ${it.asset}))
	where asset_proposal.id = ${it.id}`;
