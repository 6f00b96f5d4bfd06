import { type Decision, decide, type Facts, type Ground, type Rule } from '../../maths/routing.ts';
import { type Context, ruleErrors, type TriedRules } from '../../municipality/index.ts';
import { Problem } from '../../platform/problem.ts';
import { all } from '../../platform/sql.ts';
import { plainTitle } from '../show.ts';
import { groundFor, knownTo } from './ground.ts';
import { type Opened, openedSql } from './queries.ts';
import { factsOf } from './route.ts';

const batch = 5000;
const mostExamples = 30;

/** What the rules were told of a fault when it was opened; where nobody asked them, what they would be told. */
export function factsThen(town: Context['town'], it: Opened): Facts {
	const attributes = it.attributes ?? {};
	if (it.facts) return { ...it.facts, attributes };
	const { owner, criticality } = it;
	return factsOf(town, { ...it, asset: criticality === null ? null : { id: 0, version: 0, owner: owner ?? '', criticality, attributes } });
}

const wanted = (...sets: readonly (readonly Rule[])[]): { attributes: boolean; channel: boolean } => {
	const rules = sets.flat();
	return { attributes: rules.some(({ when }) => when.attributes.length > 0), channel: rules.some(({ when }) => when.channels.length > 0) };
};

/** All faults opened since a moment, in batches: between them others are served. */
export async function* openedSince({ db }: Pick<Context, 'db'>, from: Date, wants: { attributes: boolean; channel: boolean }): AsyncGenerator<Opened[]> {
	for (let after = 0; ; ) {
		const rows = await all<Opened>(db, openedSql({ after, from, limit: batch, wants }));
		if (rows.length > 0) yield rows;
		if (rows.length < batch) return;
		after = rows.at(-1)?.id ?? after;
	}
}

type Shares = Map<string | number, { now: number; tried: number }>;

const count = (shares: Shares, key: string | number, side: 'now' | 'tried'): void => {
	const it = shares.get(key) ?? { now: 0, tried: 0 };
	it[side] += 1;
	shares.set(key, it);
};

interface Tally {
	held: number;
	decided: number;
	/** Which rules came before it, how often. */
	before: Map<string, number>;
}

const plain = ({ department, priority, look }: Decision) => ({ department, priority, look });
const differs = (now: Decision, tried: Decision): boolean => now.department !== tried.department || now.priority !== tried.priority || now.look !== tried.look;

interface Wish {
	rules: readonly Rule[];
	days: number;
	language: string;
}

const example = ({ it, now, tried }: { it: Opened; now: Decision; tried: Decision }, language: string): TriedRules['examples'][number] => ({
	...{ code: it.code, title: plainTitle(it.mode, language), street: it.street, at: it.at.toISOString(), now: plain(now), tried: plain(tried) },
	by: [...new Set(Object.values(tried.by))],
});

/** Counts what changes when faults are routed by other rules. */
class Comparison {
	readonly departments: Shares = new Map();
	readonly priorities: Shares = new Map();
	readonly looks = { now: 0, tried: 0 };
	readonly examples: { it: Opened; now: Decision; tried: Decision }[] = [];
	readonly tallies: Map<string, Tally>;
	faults = 0;
	changed = 0;

	constructor(rules: readonly Rule[]) {
		this.tallies = new Map(rules.map(({ id }) => [id, { held: 0, decided: 0, before: new Map() }]));
	}

	/** A rule held; where all that it does was done before it, it decided nothing. */
	readonly look = ({ id }: Rule, { open, taken }: { open: readonly string[]; taken: ReadonlyMap<string, string> }): void => {
		const tally = this.tallies.get(id);
		if (!tally) return;
		tally.held += 1;
		if (open.length > 0) tally.decided += 1;
		else for (const before of new Set(taken.values())) tally.before.set(before, (tally.before.get(before) ?? 0) + 1);
	};

	add(it: Opened, decided: { now: Decision; tried: Decision }): void {
		this.faults += 1;
		for (const side of ['now', 'tried'] as const) {
			count(this.departments, decided[side].department, side);
			count(this.priorities, decided[side].priority, side);
			if (decided[side].look) this.looks[side] += 1;
		}
		const { now, tried } = decided;
		if (!differs(now, tried)) return;
		this.changed += 1;
		this.examples.push({ it, now, tried });
		// The newest are shown: they are the ones that people remember.
		if (this.examples.length > mostExamples) this.examples.shift();
	}

	told({ days, language }: Pick<Wish, 'days' | 'language'>, order: readonly string[]): TriedRules {
		const place = (code: string | number): number => order.indexOf(String(code));
		return {
			...{ days, faults: this.faults, changed: this.changed, looks: this.looks, examples: this.examples.toReversed().map((it) => example(it, language)) },
			departments: [...this.departments].sort(([a], [b]) => place(a) - place(b)).map(([code, it]) => ({ code: String(code), ...it })),
			priorities: [...this.priorities].sort(([a], [b]) => Number(b) - Number(a)).map(([priority, it]) => ({ priority: Number(priority), ...it })),
			rules: [...this.tallies].map(([id, { held, decided, before }]) => ({ id, held, decided, behind: decided === 0 ? most(before) : null })),
		};
	}
}

const most = (before: ReadonlyMap<string, number>): string | null => [...before].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;

const day = 86_400_000;

/** What rules would have changed of the faults of the last days; nothing is written. */
export async function dryRun(context: Context, { rules, days, language }: Wish): Promise<TriedRules> {
	const { town, now } = context;
	const errors = ruleErrors(rules, town);
	if (errors.length > 0) throw new Problem('bad-input', undefined, { errors });
	const known = knownTo(town);
	const grounds = new Map<string, Ground>();
	const comparison = new Comparison(rules);
	for await (const opened of openedSince(context, new Date(now.getTime() - days * day), wanted(rules, town.rules.rules))) {
		for (const it of opened) {
			const facts = factsThen(town, it);
			const ground = grounds.get(facts.mode) ?? groundFor(town, facts.mode, known);
			grounds.set(facts.mode, ground);
			comparison.add(it, { now: decide(town.rules.rules, facts, ground), tried: decide(rules, facts, ground, comparison.look) });
		}
	}
	return comparison.told(
		{ days, language },
		town.departments.map(({ code }) => code),
	);
}
