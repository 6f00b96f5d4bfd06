import { assetView, findAsset, lineageOf } from '../assets/index.ts';
import type { State } from '../faults/contract.ts';
import { deskRow, deskView, moves, plainTitle, type RoutedBy, routedBySql, scopeOf, together, undoable, worksTitle } from '../faults/index.ts';
import { type Context, catalogue, inLanguage } from '../municipality/index.ts';
import { happened } from '../platform/events.ts';
import { notFound } from '../platform/problem.ts';
import { all, maybeOne } from '../platform/sql.ts';
import type { AssetTimeline, Case } from './contract.ts';
import {
	assetFailuresSql,
	assetFaultsSql,
	assetWorkSql,
	commentsSql,
	faultWorkSql,
	nearbySql,
	type ReportRow,
	reportsSql,
	scopedSql,
	timelineSql,
} from './queries.ts';

type Candidate = Case['together'][number];
type Row = ReportRow['candidates'][number];

const candidate = ({ ref, class: number, p, metres, lon, lat }: Row, language: string): Candidate => {
	const home = catalogue.byNumber.get(number);
	return { reference: ref, class: home?.id ?? '', title: `${home ? inLanguage(home.one, language) : ''} ${ref}`.trim(), probability: p, metres, lon, lat };
};

function reportView(row: ReportRow, { prefix, language, contacts }: { prefix: string; language: string; contacts: boolean }): Case['reports'][number] {
	const { ticket, at, channel, words, answers, photos, none, fault, satisfied, name, email, phone, verified } = row;
	return {
		ticket: `${prefix}-${ticket}`,
		at: at.toISOString(),
		channel,
		language: row.language,
		words,
		answers,
		reporter: contacts && (name || email || phone) ? { name, email, phone, verified } : null,
		photos,
		pin: { lon: row.lon, lat: row.lat, sigma: row.sigma, method: row.method },
		candidates: row.candidates.map((it) => candidate(it, language)),
		none,
		fault,
		satisfied,
	};
}

/** All that staff need of one fault on one screen. Who looks at contact details is logged. */
export async function readOneCase(context: Context, { code, language }: { code: string; language: string }): Promise<Case> {
	return readCaseWith(context, { code, language, contacts: context.actor.may('contact.read') });
}

/** The same with contact details or without; whoever asks for them must be allowed to. */
export async function readCaseWith(context: Context, { code, language, contacts }: { code: string; language: string; contacts: boolean }): Promise<Case> {
	const { db, actor, town } = context;
	const row = await deskRow(context, code);
	if (!(await maybeOne(db, scopedSql(code, scopeOf(context))))) throw notFound('fault');
	const reports = await all<ReportRow>(db, reportsSql(row.id));
	if (contacts && reports.some((it) => it.name || it.email || it.phone))
		await happened(db, { kind: 'contact.seen', faultId: row.id, personId: actor.personId });
	const asset = row.assetId === null ? undefined : await findAsset(db, { id: row.assetId });
	return {
		fault: deskView(row, language),
		asset: asset ? assetView(asset, { language, staff: true }) : null,
		moves: actor.may('fault.move') ? [...moves[row.state as State]] : [],
		reports: reports.map((it) => reportView(it, { prefix: town.municipality.prefix, language, contacts })),
		together: (await together(context, row.id)).slice(0, 8).map((it) => candidate(it, language)),
		mayUndo: await undoable(db, row.id),
		routed: (await maybeOne<RoutedBy>(db, routedBySql(row.id))) ?? null,
		...(await history(context, row.id, language)),
	};
}

async function history({ db }: Context, id: number, language: string): Promise<Pick<Case, 'comments' | 'timeline' | 'nearby' | 'work'>> {
	const comments = await all<{ id: number; words: string; at: Date; by: string; visibility: string }>(db, commentsSql(id));
	const timeline = await all<{ id: number; at: Date; kind: string; by: string | null; details: Record<string, unknown> }>(db, timelineSql(id));
	const nearby = await all<{ code: string; mode: string; state: State; metres: number; reports: number; since: Date; sameAsset: boolean }>(db, nearbySql(id));
	const work = await all<Omit<Case['work'][number], 'openedAt' | 'doneAt'> & { openedAt: Date; doneAt: Date | null }>(db, faultWorkSql(id));
	return {
		comments: comments.map((it) => ({ ...it, at: it.at.toISOString() })),
		timeline: timeline.filter((it) => it.kind !== 'contact.seen').map((it) => ({ ...it, at: it.at.toISOString() })),
		nearby: nearby.map(({ mode, ...it }) => ({ ...it, title: worksTitle(mode, language), since: it.since.toISOString() })),
		work: work.map((it) => ({ ...it, openedAt: it.openedAt.toISOString(), doneAt: it.doneAt?.toISOString() ?? null })),
	};
}

/** The faults and the work of one asset; the history of those whose place it took is its own. */
export async function readTimeline({ db }: Context, { reference, language }: { reference: string; language: string }): Promise<AssetTimeline> {
	const asset = await findAsset(db, { reference });
	if (!asset) throw notFound('asset');
	const before = (await lineageOf(db, asset.id)).filter((it) => it.side === 'before').map((it) => it.id);
	const ids = [asset.id, ...before];
	const faults = await all<
		Omit<AssetTimeline['faults'][number], 'title' | 'firstReportAt' | 'fixedAt'> & { mode: string; firstReportAt: Date; fixedAt: Date | null }
	>(db, assetFaultsSql(ids));
	const work = await all<Omit<AssetTimeline['work'][number], 'at'> & { at: Date }>(db, assetWorkSql(ids));
	return {
		faults: faults.map(({ mode, ...it }) => ({
			...it,
			title: plainTitle(mode, language),
			firstReportAt: it.firstReportAt.toISOString(),
			fixedAt: it.fixedAt?.toISOString() ?? null,
		})),
		work: work.map((it) => ({ ...it, at: it.at.toISOString() })),
		failures: await all(db, assetFailuresSql(asset.id, before)),
	};
}
