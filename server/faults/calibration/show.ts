import { type Share, shareOf } from '../../maths/shares.ts';
import { type Answered, isCovered, isRight, median, type ReliabilityBin, reliability, snappingFigures } from '../../maths/snapping-figures.ts';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { model } from '../model.ts';
import { groupOf } from '../shipped.ts';
import { groundOf } from '../weights.ts';
import { mostLabels, weightsThen } from './calibrate.ts';
import { type Calibration, type CalibrationVersion, groups } from './contract.ts';
import { fewest } from './learn.ts';
import { Learnt } from './learnt.ts';
import { confirmedSql, type LabelRow, labelsSql, liveHistorySql, liveSql, runningSql, settingSql, type VersionRow, versionsSql } from './queries.ts';
import { asTold } from './weigh-again.ts';

interface Judged {
	row: LabelRow;
	answered: Answered;
}

const counted = (its: readonly Judged[], holds: (it: Answered) => boolean): Share & { n: number } => ({
	n: its.length,
	...(shareOf(its.filter(({ answered }) => holds(answered)).length, its.length) ?? { share: 0, low: 0, high: 1 }),
});

function byMethod(judged: readonly Judged[]): Calibration['methods'] {
	return groups.flatMap((method) => {
		const own = judged.filter(({ row }) => groupOf(row.method, row.zoom) === method);
		if (own.length === 0) return [];
		const missed = own.flatMap(({ row }) => (row.metres !== null && row.shape !== 'Polygon' ? [row.metres] : []));
		const { size } = snappingFigures(own.map(({ answered }) => answered));
		return [{ method, right: counted(own, isRight), covered: counted(own, isCovered), size, metres: median(missed) ?? null }];
	});
}

/** By the class on whose file the trouble stands: what is on nothing the register has belongs to it too. */
function byClass(judged: readonly Judged[], language: string): Calibration['classes'] {
	const homes = new Map<string, Judged[]>();
	for (const it of judged) {
		const home = (it.row.class !== null && catalogue.byNumber.get(it.row.class)) || catalogue.modes.get(it.row.mode)?.home;
		if (home) homes.set(home.id, [...(homes.get(home.id) ?? []), it]);
	}
	return [...homes]
		.map(([id, own]) => ({ class: id, title: inLanguage(catalogue.byId.get(id)?.title ?? {}, language), right: counted(own, isRight) }))
		.sort((a, b) => b.right.n - a.right.n);
}

const shownWeights = 8;

/** The compatibilities that moved most. */
function moved({ about }: Learnt, language: string): CalibrationVersion['weights'] {
	return Object.entries(about)
		.flatMap(([code, fits]) => {
			const mode = catalogue.modes.get(code)?.mode;
			return Object.entries(fits).map(([id, learnt]) => ({
				...{ mode: code, title: inLanguage(mode?.title ?? {}, language), class: inLanguage(catalogue.byId.get(id)?.title ?? {}, language) },
				...{ shipped: mode?.about[id] ?? 0, learnt },
			}));
		})
		.sort((a, b) => Math.abs(b.learnt - b.shipped) - Math.abs(a.learnt - a.shipped))
		.slice(0, shownWeights);
}

function versionView(row: VersionRow, language: string): CalibrationVersion {
	const learnt = Learnt.parse(row.learnt);
	const { before, after, better, worse } = row.compared as Pick<CalibrationVersion, 'before' | 'after' | 'better' | 'worse'>;
	const { version, by, links, hash, verdict } = row;
	return {
		...{ version, by, links, hash, verdict, before, after, better, worse, against: row.against ?? 0 },
		...{ at: row.at.toISOString(), from: row.firstAt.toISOString(), to: row.lastAt.toISOString() },
		methods: groups.flatMap((method) => (learnt.methods[method] ? [{ method, ...learnt.methods[method] }] : [])),
		weights: moved(learnt, language),
	};
}

/** Confirmed links whose pins are known only roughly by now. */
async function forgotten(db: Context['db'], known: number): Promise<number> {
	const { confirmed } = await one<{ confirmed: number }>(db, confirmedSql);
	return Math.max(0, Math.min(confirmed, mostLabels) - known);
}

/** How often snapping was right of what people confirmed, and what it learnt from that. */
export async function calibration({ db, town }: Pick<Context, 'db' | 'town'>, { language }: { language: string }): Promise<Calibration> {
	const rows = await all<LabelRow>(db, labelsSql(mostLabels));
	const then = await weightsThen(db, await groundOf(db, town), rows);
	const judged = rows.map((row) => ({ row, answered: asTold(row, then(row)) }));
	const answers = judged.map(({ answered }) => answered);
	const live = await maybeOne<{ version: number | null }>(db, liveSql);
	const versions = await all<VersionRow>(db, versionsSql);
	const history = await all<{ version: number; at: Date; by: string | null }>(db, liveHistorySql);
	return {
		live: live?.version ?? 0,
		...(await one<{ byItself: boolean }>(db, settingSql)),
		...(await one<{ running: boolean }>(db, runningSql)),
		confirmed: rows.length,
		forgotten: await forgotten(db, rows.length),
		...{ fewest, promise: model.coverage },
		...{ from: rows[0]?.at.toISOString() ?? null, to: rows.at(-1)?.at.toISOString() ?? null },
		overall: snappingFigures(answers),
		bins: reliability(answers),
		methods: byMethod(judged),
		classes: byClass(judged, language),
		versions: versions.map((row) => versionView(row, language)),
		history: history.map((it) => ({ ...it, at: it.at.toISOString() })),
	};
}

/** How sure snapping was of the links that people have confirmed, and how often it was right: sums alone, for those who plan by them. */
export async function confirmedReliability({ db, town }: Pick<Context, 'db' | 'town'>): Promise<{ n: number; error: number; bins: ReliabilityBin[] }> {
	const rows = await all<LabelRow>(db, labelsSql(mostLabels));
	const then = await weightsThen(db, await groundOf(db, town), rows);
	const answers = rows.map((row) => asTold(row, then(row)));
	const { n, error } = snappingFigures(answers);
	return { n, error, bins: reliability(answers) };
}
