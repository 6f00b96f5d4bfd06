/** A question that may depend on the answer to an earlier one. */
interface Conditional {
	readonly id: string;
	readonly when?: { readonly question: string; readonly is: string } | undefined;
}

/** The questions to be asked now: those without a condition, and those whose condition the answers meet. */
export function askedNow<It extends Conditional>(questions: readonly It[], answers: Readonly<Record<string, unknown>>): It[] {
	const seen = new Set<string>();
	return questions.filter(({ id, when }) => {
		const ask = !when || (seen.has(when.question) && String(answers[when.question]) === when.is);
		if (ask) seen.add(id);
		return ask;
	});
}
