import { type ReadonlySignal, type Signal, signal, useSignalEffect } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type * as z from 'zod/mini';
import type { Endpoint } from '../../server/platform/contract.ts';
import { type CallOptions, call } from './call.ts';
import { asProblem, type Problem } from './problem.ts';

/** An answer that may still be on its way. What was there stays while it is asked for again. */
export interface Answer<Data> {
	data: Signal<Data | undefined>;
	error: ReadonlySignal<Problem | null>;
	loading: ReadonlySignal<boolean>;
	reload: () => Promise<void>;
}

/** An answer that is asked for by `ask`; the latest question wins, whatever order the answers come in. */
export function answer<Data>(ask: (signal: AbortSignal) => Promise<Data>): Answer<Data> & { stop: () => void } {
	const data = signal<Data | undefined>(undefined);
	const error = signal<Problem | null>(null);
	const loading = signal(false);
	let current = new AbortController();
	const reload = async (): Promise<void> => {
		current.abort();
		const mine = new AbortController();
		current = mine;
		loading.value = true;
		try {
			const got = await ask(mine.signal);
			if (mine !== current) return;
			data.value = got;
			error.value = null;
		} catch (thrown) {
			if (mine === current) error.value = asProblem(thrown);
		} finally {
			if (mine === current) loading.value = false;
		}
	};
	return { data, error, loading, reload, stop: () => current.abort() };
}

/**
 * Asks an endpoint from within a view and again whenever a signal read in `input` changes; `input` answers null while there is nothing to ask.
 * `const faults = useCall(listFaults, () => ({ state: state.value }))`
 */
export function useCall<I extends z.ZodMiniType, O extends z.ZodMiniType>(
	endpoint: Endpoint<I, O>,
	input: () => z.input<I> | null,
	options: Omit<CallOptions, 'signal'> = {},
): Answer<z.output<O>> {
	const question = useRef(input);
	question.current = input;
	const it = useMemo(() => {
		const asked = (abort: AbortSignal): Promise<z.output<O>> => call(endpoint, question.current() as z.input<I>, { ...options, signal: abort });
		return answer(asked);
	}, [endpoint]);
	useSignalEffect(() => {
		if (question.current() !== null) void it.reload();
		return it.stop;
	});
	return it;
}
