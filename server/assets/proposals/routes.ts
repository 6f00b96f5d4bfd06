import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { all, one } from '../../platform/sql.ts';
import { classNumber } from '../class-number.ts';
import {
	approveProposal,
	listProposals,
	propose,
	proposeEdit,
	readProposal,
	readProposalState,
	rejectProposal,
	stopProposalMessages,
	withdrawProposal,
} from './contract.ts';
import { proposeChange } from './propose.ts';
import { proposeEditOf } from './propose-edit.ts';
import { countOpenSql, type ListRow, listSql } from './queries.ts';
import { approve, reject } from './review.ts';
import { stopMessages, trackedProposal, withdraw } from './tracking.ts';
import { proposalView, rowView } from './view.ts';

/** Answers those who say that the register is wrong, and those who decide it. */
export function proposals(serve: Serve<Context>): void {
	serve(propose, proposeChange);
	serve(proposeEdit, proposeEditOf);
	serve(readProposalState, trackedProposal);
	serve(stopProposalMessages, stopMessages);
	serve(withdrawProposal, withdraw);
	serve(listProposals, async ({ db, actor }, { language, class: id, asset, ...filter }) => {
		const rows = await all<ListRow>(db, listSql({ ...filter, after: filter.after, asset, class: classNumber(id), personId: actor.personId }));
		const { open } = await one<{ open: number }>(db, countOpenSql);
		return { proposals: rows.map((row) => rowView(row, language)), next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null, open };
	});
	serve(readProposal, proposalView);
	serve(approveProposal, approve);
	serve(rejectProposal, reject);
}
