import { type ReadonlySignal, type Signal, useSignal, useSignalEffect } from '@preact/signals';
import type { CatalogueEntry } from '../../../server/planning/contract.ts';
import { cancelRun, type Run, readLatestRun, readRun, startRun } from '../../../server/planning/runs/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';

/** A question that takes a while, as far as it is. */
export interface Running {
	run: ReadonlySignal<Run | null>;
	/** Of when the figures are that can be read; null: none yet. Of a report that is answered at once: the empty text. */
	kept: ReadonlySignal<string | null>;
	error: ReadonlySignal<Problem | null>;
	again: () => void;
	cancel: () => void;
}

const pause = 1000;

const pending = (run: Run | null): run is Run => run?.state === 'waiting' || run?.state === 'running';

interface State {
	run: Signal<Run | null>;
	kept: Signal<string | null>;
	error: Signal<Problem | null>;
	/** Ends what was asked before. */
	turn: Signal<AbortController>;
}

type Values = Record<string, string>;

/** Looks once a second how far it is. */
async function follow({ run, kept }: State, signal: AbortSignal): Promise<void> {
	while (pending(run.peek())) {
		await new Promise((resolve) => setTimeout(resolve, pause));
		if (signal.aborted) return;
		const it = await call(readRun, { code: run.peek()?.code ?? '' }, { signal });
		if (signal.aborted) return;
		run.value = it;
		if (it.state === 'done') kept.value = it.asOf;
	}
}

async function open(state: State, report: CatalogueEntry, { values, signal }: { values: Values; signal: AbortSignal }): Promise<void> {
	const known = await call(readLatestRun, { ...values, id: report.id, language: language.peek() }, { signal });
	if (signal.aborted) return;
	state.kept.value = known.kept;
	state.run.value = known.run ?? (await call(startRun, { report: report.id, values, language: language.peek() }, { signal }));
	await follow(state, signal);
}

/** What takes a while is begun when it is first asked for, and followed; `asked` is what is asked, as JSON. */
export function useRun(report: CatalogueEntry, asked: ReadonlySignal<string>): Running {
	const state: State = {
		run: useSignal<Run | null>(null),
		kept: useSignal<string | null>(report.heavy ? null : ''),
		error: useSignal<Problem | null>(null),
		turn: useSignal(new AbortController()),
	};
	const doing = (act: (signal: AbortSignal) => Promise<void>): void => {
		state.turn.peek().abort();
		const mine = new AbortController();
		state.turn.value = mine;
		state.error.value = null;
		act(mine.signal).catch((thrown) => {
			if (!mine.signal.aborted) state.error.value = asProblem(thrown);
		});
	};
	const values = (): Values => JSON.parse(asked.peek()) as Values;
	useSignalEffect(() => {
		void asked.value;
		if (!report.heavy) return undefined;
		state.run.value = null;
		state.kept.value = null;
		doing((signal) => open(state, report, { values: values(), signal }));
		return () => state.turn.peek().abort();
	});
	return {
		run: state.run,
		kept: state.kept,
		error: state.error,
		again: () =>
			doing(async (signal) => {
				state.run.value = await call(startRun, { report: report.id, values: values(), language: language.peek() }, { signal });
				await follow(state, signal);
			}),
		cancel: () =>
			doing(async (signal) => {
				state.run.value = await call(cancelRun, { code: state.run.peek()?.code ?? '' }, { signal });
			}),
	};
}
