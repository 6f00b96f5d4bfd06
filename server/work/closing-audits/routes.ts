import type { State } from '../../faults/contract.ts';
import { isOpen, move, worksTitle } from '../../faults/index.ts';
import { shareOf } from '../../maths/shares.ts';
import { type Context, inLanguage } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { departmentsOf } from '../orders/show.ts';
import { type AuditShares, type ClosingAudit, judgeClosing, listClosingAudits, readAuditShares, writeAuditShares } from './contract.ts';
import {
	type AuditRow,
	auditsSql,
	auditsWithinSql,
	crewsSql,
	dropSharesSql,
	holdAuditSql,
	holdSharesSql,
	insertSharesSql,
	judgeSql,
	sharesSql,
} from './queries.ts';

const theirs = (context: Context) => ({ personId: context.actor.personId, within: auditsWithinSql(departmentsOf(context, 'work.supervise')) });

function view({ faultState: _state, faultId: _fault, assetId: _asset, orderId: _order, mode, ...it }: AuditRow, language: string): ClosingAudit {
	return {
		...it,
		title: mode === null ? null : worksTitle(mode, language),
		closedAt: it.closedAt?.toISOString() ?? null,
		judgedAt: it.judgedAt?.toISOString() ?? null,
		readings: it.readings.map((one) => ({ ...one, title: inLanguage(one.title, language) })),
	};
}

async function list(context: Context, { language }: { language: string }) {
	const { personId, within } = theirs(context);
	const crews = await all<{ crew: string; audited: number; failed: number }>(context.db, crewsSql(within));
	return {
		audits: (await all<AuditRow>(context.db, auditsSql({ personId, within }))).map((row) => view(row, language)),
		crews: crews.flatMap((it) => {
			const share = shareOf(it.failed, it.audited);
			return share ? [{ ...it, ...share }] : [];
		}),
	};
}

/** What was said to be over and is not goes back to whoever plans; what somebody has opened again meanwhile stays as it is. */
async function openAgain(context: Context, { fault, faultState }: AuditRow): Promise<void> {
	if (fault === null || faultState === null || isOpen(faultState as State) || faultState === 'merged') return;
	await move(context, { code: fault, to: faultState === 'no-fault-found' || faultState === 'not-ours' ? 'reported' : 'confirmed' });
}

async function judge(context: Context, it: { id: number; verdict: NonNullable<ClosingAudit['verdict']>; note: string }) {
	const { db, actor } = context;
	const row = await maybeOne<AuditRow>(db, holdAuditSql(it.id, theirs(context)));
	if (!row) throw notFound('audit');
	if (row.verdict !== null) throw new Problem('wrong-state', 'Somebody has looked at it already.');
	if (row.mine) throw new Problem('not-allowed', 'Nobody looks at their own work: somebody else must.');
	if (it.verdict !== 'as-said' && it.note === '') throw badField('note', 'Say what you found.');
	await all(db, judgeSql(it.id, { verdict: it.verdict, note: it.note, personId: actor.personId }));
	if (it.verdict === 'not-done') await openAgain(context, row);
	const about = { workOrderId: row.orderId, faultId: row.faultId, assetId: row.assetId, personId: actor.personId };
	await happened(db, { kind: 'closing.audited', ...about, details: { verdict: it.verdict, outcome: row.outcome } });
	return {};
}

function mustHold({ shares }: Pick<AuditShares, 'shares'>, { town }: Context): void {
	shares.forEach((it, at) => {
		if (it.department !== null && !town.departments.some(({ code }) => code === it.department))
			throw badField(`shares.${at}.department`, 'There is no such department.');
		const first = shares.findIndex((other) => other.outcome === it.outcome && other.department === it.department);
		if (first < at) throw badField(`shares.${at}.outcome`, 'It is said twice.');
	});
}

async function writeShares(context: Context, wish: AuditShares): Promise<AuditShares> {
	const { db, actor } = context;
	mustHold(wish, context);
	await all(db, holdSharesSql);
	const before = await one<AuditShares>(db, sharesSql);
	if (before.version !== wish.version) throw new Problem('conflict', 'Somebody has changed it since you read it.');
	await all(db, dropSharesSql);
	await all(db, insertSharesSql(wish.shares));
	await happened(db, { kind: 'municipality.changed', personId: actor.personId, details: { setting: 'closing-audits', was: before.shares } });
	return one<AuditShares>(db, sharesSql);
}

/** Answers those who look again at work that was closed. */
export function closingAuditRoutes(serve: Serve<Context>): void {
	serve(listClosingAudits, list);
	serve(judgeClosing, judge);
	serve(readAuditShares, ({ db }) => one<AuditShares>(db, sharesSql));
	serve(writeAuditShares, writeShares);
}
