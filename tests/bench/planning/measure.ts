import type { Knex } from 'knex';
import type pg from 'pg';
import type { Context } from '../../../server/municipality/index.ts';
import { reports, settingOf } from '../../../server/planning/catalogue.ts';
import type { ReportAnswer } from '../../../server/planning/contract.ts';
import type { Report, Setting } from '../../../server/planning/reports/index.ts';
import { answerReport, type Question } from '../../../server/planning/run.ts';
import { cancel, show, start } from '../../../server/planning/runs/run.ts';
import { runOnce } from '../../../server/planning/runs/runner.ts';
import { median } from '../support/numbers.ts';
import { type Lean, leanest } from './lean.ts';

type Raw = Readonly<Record<string, string>>;

/** A question as somebody may ask it, and what is special about it. */
export interface Asking {
	readonly id: string;
	readonly what: string;
	readonly raw: Raw;
}

const yearsBefore = (day: string, years: number): string => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`.replace('-02-29', '-03-01');

/** As it is asked most, by each thing it compares, for all the years, for one ward, for one suburb, and for a part of the town that was drawn. */
function variants({ id, parameters }: Report, setting: Setting, drawn: string): Asking[] {
	const has = (name: string): boolean => parameters.some((it) => it.id === name);
	const by = parameters.find((it) => it.id === 'by' && it.choices);
	const usual = by?.fallback(setting);
	const choices = (by?.choices?.(setting) ?? []).filter((it) => it.id !== usual);
	return [
		{ id, what: 'as it is', raw: {} },
		...choices.map((it) => ({ id, what: `by ${it.id}`, raw: { by: it.id } })),
		...(has('from') ? [{ id, what: 'eight years', raw: { from: yearsBefore(setting.today, 8) } }] : []),
		...(has('area') ? [{ id, what: 'one ward', raw: { area: `ward:${setting.wards[0]?.id}` } }] : []),
		...(has('area') ? [{ id, what: 'one suburb', raw: { area: `suburb:${setting.suburbs[0]?.id}` } }] : []),
		...(has('area') ? [{ id, what: 'a part drawn', raw: { area: drawn } }] : []),
	];
}

/** All that is asked of the catalogue as it is: what is answered at once, and what is worked out. */
export function askings({ town, now }: Context, drawn: string): { atOnce: Asking[]; heavy: Asking[] } {
	const setting = settingOf(town, now);
	const all = reports.map((it) => ({ it, asked: variants(it, setting, drawn) }));
	return {
		atOnce: all.filter(({ it }) => !it.heavy).flatMap(({ asked }) => asked),
		heavy: all.filter(({ it }) => it.heavy).flatMap(({ asked }) => asked.filter(({ what }) => what === 'as it is' || what === 'eight years')),
	};
}

async function clocked<T>(act: () => Promise<T>): Promise<{ took: number; result: T }> {
	const from = performance.now();
	const result = await act();
	return { took: performance.now() - from, result };
}

const question = ({ id, raw }: Asking): Question => ({ id, language: 'en', raw });

export interface Answered extends Asking {
	readonly rows: number;
	/** The first time, and the middle of all, ms. */
	readonly first: number;
	readonly p50: number;
}

/** One question so many times through what the address answers by. */
export async function answered(context: Context, asking: Asking, rounds: number): Promise<Answered> {
	const times: number[] = [];
	let rows = 0;
	for (let round = 0; round < rounds; round += 1) {
		const { took, result } = await clocked(() => answerReport(context, question(asking)));
		times.push(took);
		rows = result.rows.length;
	}
	return { ...asking, rows, first: times[0] ?? Number.NaN, p50: median(times) };
}

export interface Compared {
	readonly id: string;
	readonly report: number;
	readonly lean: number;
	/** What is not the same; nothing where all is. */
	readonly differs: string;
}

const near = (a: unknown, b: unknown): boolean => Math.abs(Number(a) - Number(b)) <= 1e-6 * Math.max(1, Math.abs(Number(b)));

function differenceOf(answer: ReportAnswer, rows: readonly Record<string, unknown>[], { numbers, some }: Lean): string {
	const known = new Map(rows.map((it) => [String(it['key']), it]));
	for (const { key, cells } of answer.rows) {
		const bare = known.get(key);
		const wrong = numbers.find((it) => (bare ? !near(cells[it], bare[it]) : Number(cells[it] ?? 0) !== 0));
		if (wrong) return `${key}: ${wrong} ${String(cells[wrong])} instead of ${String(bare?.[wrong])}`;
	}
	return !some && answer.rows.length < rows.length ? `${answer.rows.length} rows instead of ${rows.length}` : '';
}

/** A report and the leanest SQL for its numbers in turn, so that what else happens here is the same for both. */
export async function compared(context: Context, client: pg.Client, { id, rounds }: { id: string; rounds: number }): Promise<Compared | undefined> {
	const lean = leanest[id];
	if (!lean) return undefined;
	const times = { report: [] as number[], lean: [] as number[] };
	let differs = '';
	for (let round = 0; round <= rounds; round += 1) {
		const report = await clocked(() => answerReport(context, { id, language: 'en', raw: lean.raw }));
		const { from = '', to = '' } = report.result.params;
		const bare = await clocked(() => client.query(lean.sql({ from, to, today: settingOf(context.town, context.now).today })));
		differs = differenceOf(report.result, bare.result.rows, lean);
		// The first round warms what is cold.
		if (round === 0) continue;
		times.report.push(report.took);
		times.lean.push(bare.took);
	}
	return { id, report: median(times.report), lean: median(times.lean), differs };
}

export interface WorkedOut extends Asking {
	/** From being asked to being answered, s. */
	readonly seconds: number;
	readonly state: string;
	readonly rows: number;
	/** Shares that whoever asked could see on the way. */
	readonly progress: readonly number[];
}

/** A heavy question through a run and its thread, as the worker does it. */
export async function workedOut(context: Context, db: Knex, asking: Asking): Promise<WorkedOut> {
	const { code } = await start(context, question(asking));
	const progress = new Set<number>();
	const { took } = await clocked(async () => {
		let going = true;
		const watch = (async () => {
			while (going) {
				progress.add((await show(context, code)).progress);
				await new Promise((resolve) => setTimeout(resolve, 250));
			}
		})();
		const late = setTimeout(() => void cancel(context, code), 120_000);
		await runOnce(db);
		clearTimeout(late);
		going = false;
		await watch;
	});
	const { state } = await show(context, code);
	const rows = state === 'done' ? (await answerReport(context, question(asking))).rows.length : 0;
	return { ...asking, seconds: took / 1000, state, rows, progress: [...progress].filter((it) => it > 0 && it < 1).sort((a, b) => a - b) };
}
