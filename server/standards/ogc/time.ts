import { isDate, isTimestamp } from '../../platform/cql2/dates.ts';
import { badField } from '../../platform/problem.ts';
import type { Span } from './model.ts';

const form = 'Must be a day (2026-11-25), an instant (2026-11-25T08:00:00Z) or an interval of them (2026-01-01/2026-11-25, 2026-01-01/.., ../2026-11-25).';

function end(text: string): string | null {
	if (text === '' || text === '..') return null;
	if (!isDate(text) && !isTimestamp(text)) throw badField('datetime', form);
	return text.toUpperCase();
}

/** Reads `datetime`: a moment, a day, or an interval that is open at one end at the most. */
export function readSpan(text: string): Span {
	const [first = '', last, ...more] = text.split('/');
	const from = end(first);
	const to = last === undefined ? from : end(last);
	if (more.length || (from === null && to === null)) throw badField('datetime', form);
	if (from !== null && to !== null && Date.parse(from) > Date.parse(to) && from.slice(0, 10) !== to.slice(0, 10))
		throw badField('datetime', 'It ends before it begins.');
	if (from !== null && to !== null && from.length > 10 && to.length > 10 && Date.parse(from) > Date.parse(to))
		throw badField('datetime', 'It ends before it begins.');
	return { from, to };
}

/** Reads `at`: the end of a day where the municipality is, or an instant. */
export function readMoment(text: string): Span {
	if (!isDate(text) && !isTimestamp(text)) throw badField('at', 'Must be a day (2026-11-25) or an instant (2026-11-25T08:00:00Z).');
	const at = text.toUpperCase();
	return { from: at, to: at };
}
