import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { openOrder } from '../orders/plan.ts';
import { acceptWorkProposal, dismissWorkProposal, listWorkProposals, restoreWorkProposal, type WorkProposal } from './contract.ts';
import { decideSql, type ProposalRow, proposalCountSql, proposalSql, proposalsSql, proposedAgainSql, zoneFaultsSql } from './queries.ts';

function view(row: ProposalRow, language: string): WorkProposal {
	const { code, trigger, kind, orderKind, state, zone, why, order, beside, reference, street, lon, lat } = row;
	const home = catalogue.byNumber.get(row.class);
	const title = home && reference ? `${inLanguage(home.one, language)} ${reference}` : '';
	return {
		...{ code, trigger, kind, orderKind, state, zone, why, order, beside },
		title: inLanguage(row.title, language),
		class: home?.id ?? '',
		asset: reference === null ? null : { reference, title, street, lon: lon ?? 0, lat: lat ?? 0 },
		since: row.since.toISOString(),
	};
}

async function held({ db }: Context, code: string, state: WorkProposal['state']): Promise<ProposalRow> {
	const row = await maybeOne<ProposalRow>(db, proposalSql(code, true));
	if (!row) throw notFound('proposal');
	if (row.state !== state) throw new Problem('wrong-state', `This proposal is ${row.state}.`, { extra: { state: row.state } });
	return row;
}

async function shown({ db }: Context, code: string, language: string): Promise<{ proposal: WorkProposal }> {
	return { proposal: view(await one<ProposalRow>(db, proposalSql(code)), language) };
}

/** What is decided in favour of is not proposed again before the work can have shown in the figures. */
const quietAfterWork = 365;

async function accept(context: Context, { code, crew, language }: { code: string; crew?: string | undefined; language: string }) {
	const { db, actor, now } = context;
	const row = await held(context, code, 'open');
	const faults = row.zone === null ? [] : (await all<{ code: string }>(db, zoneFaultsSql({ ...row, zone: row.zone }))).map((it) => it.code);
	if (row.zone !== null && faults.length === 0) throw new Problem('conflict', 'All that is broken there is on work orders already.');
	const assets = row.reference === null ? [] : [row.reference];
	const title = inLanguage(row.title, context.town.municipality.languages[0] ?? 'en');
	const { code: order } = await openOrder(context, { kind: row.orderKind, title, crew, faults, assets, isolate: false });
	await all(db, decideSql({ id: row.id, state: 'accepted', personId: actor.personId, days: quietAfterWork, order, now }));
	await happened(db, { kind: 'work-proposal.accepted', personId: actor.personId, details: { proposal: row.code, trigger: row.trigger, order } });
	return shown(context, code, language);
}

async function decide(context: Context, { code, days, language }: { code: string; days: number | null; language: string }) {
	const { db, actor, now } = context;
	const row = await held(context, code, days === null ? 'dismissed' : 'open');
	const again = days === null ? await maybeOne<{ code: string }>(db, proposedAgainSql(row.id)) : undefined;
	if (again) throw new Problem('conflict', 'It is proposed again already.', { extra: { proposal: again.code } });
	const state = days === null ? 'open' : 'dismissed';
	await all(db, decideSql({ id: row.id, state, personId: actor.personId, days, now }));
	const kind = days === null ? 'work-proposal.restored' : 'work-proposal.dismissed';
	await happened(db, { kind, personId: actor.personId, details: { proposal: row.code, trigger: row.trigger, ...(days !== null && { days }) } });
	return shown(context, code, language);
}

/** Answers those who decide what the register proposes. */
export function routes(serve: Serve<Context>): void {
	serve(listWorkProposals, async ({ db }, it) => ({
		proposals: (await all<ProposalRow>(db, proposalsSql(it))).map((row) => view(row, it.language)),
		...(await one<{ total: number }>(db, proposalCountSql(it))),
	}));
	serve(acceptWorkProposal, accept);
	serve(dismissWorkProposal, decide);
	serve(restoreWorkProposal, (context, it) => decide(context, { ...it, days: null }));
}
