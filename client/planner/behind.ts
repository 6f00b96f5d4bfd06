import { type Signal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { type BehindFault, readBehind } from '../../server/planning/contract.ts';
import { call } from '../api/call.ts';
import { asProblem, type Problem } from '../api/problem.ts';
import { language } from '../i18n/language.ts';
import { route } from './route.ts';

interface Found {
	total: number;
	faults: readonly BehindFault[];
}

/** The faults behind the row that is open, or behind those chosen, as far as they have been asked for. */
export interface Behind {
	found: Signal<Found | undefined>;
	error: Signal<Problem | null>;
	more: () => void;
}

const page = 100;

/** What is asked, as one text: a change of the address that changes nothing of it asks nothing. Null: nothing. */
const questionOf = (id: string): string | null => {
	const { row, chosen, behind, values } = route.value;
	const [first, ...also] = row !== null ? [row] : behind ? chosen : [];
	if (first === undefined) return null;
	const several = also.length > 0 && { also: JSON.stringify(also) };
	return JSON.stringify({ ...values, id, row: first, ...several, language: language.value, limit: String(page) });
};

const fetchPage = async (question: string, known: readonly BehindFault[]): Promise<Found> => {
	const { total, faults } = await call(readBehind, { ...JSON.parse(question), offset: String(known.length) });
	return { total, faults: [...known, ...faults] };
};

/** Asks for the faults behind the rows the address names, whenever that or the question changes. */
export function useBehind(id: string): Behind {
	const found = useSignal<Found | undefined>(undefined);
	const error = useSignal<Problem | null>(null);
	const question = useComputed(() => questionOf(id));
	const more = (): void => {
		const asked = question.peek();
		if (asked === null) return;
		fetchPage(asked, found.peek()?.faults ?? []).then(
			(got) => {
				if (asked === question.peek()) found.value = got;
			},
			(thrown) => {
				if (asked === question.peek()) error.value = asProblem(thrown);
			},
		);
	};
	useSignalEffect(() => {
		void question.value;
		found.value = undefined;
		error.value = null;
		more();
	});
	return { found, error, more };
}
