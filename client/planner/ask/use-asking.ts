import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ReportAnswer } from '../../../server/planning/contract.ts';
import { ask, stopAsking } from '../../../server/planning/inquiry/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import type { Draft } from './inquiry.ts';

interface Answered {
	answer: ReportAnswer;
	sql: string;
}

/** A question that is being asked, or was. */
export interface Asking {
	answered: Signal<Answered | null>;
	problem: Signal<Problem | null>;
	busy: Signal<boolean>;
	stop: () => void;
}

/** Asks the question of the address, again whenever it or the language changes; it can be stopped, here and at the server. */
export function useAsking(asked: Draft | null, text: string | undefined): Asking {
	const answered = useSignal<Answered | null>(null);
	const problem = useSignal<Problem | null>(null);
	const busy = useSignal(false);
	const run = useSignal<string | null>(null);
	useEffect(() => {
		if (!asked) return undefined;
		const mine = new AbortController();
		const id = crypto.randomUUID();
		run.value = id;
		busy.value = true;
		problem.value = null;
		call(ask, { inquiry: asked, language: language.value, run: id }, { signal: mine.signal })
			.then(
				(it) => {
					if (!mine.signal.aborted) answered.value = it;
				},
				(thrown) => {
					if (!mine.signal.aborted) problem.value = asProblem(thrown);
				},
			)
			.finally(() => {
				if (!mine.signal.aborted) busy.value = false;
			});
		return () => mine.abort();
	}, [text, language.value]);
	const stop = (): void => {
		if (run.value) void call(stopAsking, { run: run.value }).catch(() => undefined);
	};
	return { answered, problem, busy, stop };
}
