import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { BehindFault } from '../../../server/planning/contract.ts';
import { askBehind } from '../../../server/planning/inquiry/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import type { Behind } from '../behind.ts';
import type { Draft } from './inquiry.ts';

interface Found {
	total: number;
	faults: readonly BehindFault[];
}

/** The faults behind a row of one's own question. */
export function useBehindRow(asked: Draft | null, row: string | null): Behind {
	const found = useSignal<Found | undefined>(undefined);
	const error = useSignal<Problem | null>(null);
	const fetchMore = (known: readonly BehindFault[], signal: AbortSignal): void => {
		if (!asked || row === null) return;
		call(askBehind, { inquiry: asked, row, language: language.value, offset: known.length }, { signal }).then(
			({ total, faults }) => {
				if (!signal.aborted) found.value = { total, faults: [...known, ...faults] };
			},
			(thrown) => {
				if (!signal.aborted) error.value = asProblem(thrown);
			},
		);
	};
	const current = useRef(new AbortController());
	useEffect(() => {
		const mine = new AbortController();
		current.current = mine;
		found.value = undefined;
		error.value = null;
		fetchMore([], mine.signal);
		return () => mine.abort();
	}, [asked, row, language.value]);
	return { found, error, more: () => fetchMore(found.peek()?.faults ?? [], current.current.signal) };
}
