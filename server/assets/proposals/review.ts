import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { applyEdit } from '../edit/apply.ts';
import type { Edited, RegisterEdit } from '../edit/contract.ts';
import type { Proposal } from './contract.ts';
import { type Decision, decideSql, type HeldProposal, holdSql } from './review-queries.ts';
import { proposalView } from './view.ts';

interface Said {
	code: string;
	reason: string;
	language: string;
}

/** The proposal, held while it is decided; a problem where it is decided already or where the asker made it. */
async function held({ db, actor }: Context, code: string): Promise<HeldProposal> {
	const row = await maybeOne<HeldProposal>(db, holdSql(code, actor.personId));
	if (!row) throw notFound('proposal');
	if (row.state !== 'open') throw new Problem('conflict', `This proposal is ${row.state} already.`, { extra: { state: row.state } });
	if (row.own && row.twoEyes) throw new Problem('not-allowed', 'This is your own proposal: somebody else decides it.');
	return row;
}

async function decide({ db, actor }: Context, row: HeldProposal, it: Pick<Decision, 'state' | 'reason' | 'changeId' | 'asset'>): Promise<void> {
	await all(db, decideSql({ id: row.id, personId: actor.personId, ...it }));
	await happened(db, {
		kind: `proposal.${it.state}`,
		personId: actor.personId,
		assetId: row.assetId,
		details: { proposal: row.id, of: row.kind, change: it.changeId },
	});
}

/** The edit with the version the reviewer has seen, where an edit of one asset asks for it. */
const seen = (edit: RegisterEdit, version: number | undefined): RegisterEdit =>
	version === undefined || edit.kind === 'add' || edit.kind === 'merge' || edit.kind === 'same' ? edit : { ...edit, version };

/** The asset that a proposal came to: the one in service among those that were touched. */
const cameTo = ({ assets }: Edited): string | null => (assets.find((it) => it.status === 'in-service') ?? assets[0])?.reference ?? null;

/** Makes the wished change in the register, in the same transaction as the decision. */
export async function approve(context: Context, it: Said & { edit?: RegisterEdit | undefined; version?: number | undefined }): Promise<Proposal> {
	const row = await held(context, it.code);
	const edit = it.edit ?? row.edit;
	if (!edit) throw badField('edit', 'Only words say what is wrong: say what is to be changed.');
	const edited = await applyEdit(context, seen(edit, it.version), { kind: 'proposal', source: row.code });
	await decide(context, row, { state: 'approved', reason: it.reason, changeId: edited.change, asset: cameTo(edited) });
	return proposalView(context, it);
}

/** Leaves the register as it is and says why. */
export async function reject(context: Context, it: Said): Promise<Proposal> {
	const row = await held(context, it.code);
	await decide(context, row, { state: 'rejected', reason: it.reason, changeId: null, asset: null });
	return proposalView(context, it);
}
