import { hidden, leastPeople } from '../../maths/privacy.ts';
import type { Column, ReportAnswer, Row } from '../contract.ts';
import type { Text } from '../reports/index.ts';

const words = {
	row: {
		en: `Hidden: fewer than ${leastPeople}, or it would give away one that is.`,
		af: `Versteek: minder as ${leastPeople}, of dit sou een verraai wat is.`,
		xh: `Kufihliwe: kungaphantsi kwe-${leastPeople}, okanye kungaveza okungaphantsi.`,
	},
	note: {
		en: `For publication, figures of 1 to ${leastPeople - 1} faults are hidden, and where that is one alone, the next smallest with it.`,
		af: `Vir publikasie is syfers van 1 tot ${leastPeople - 1} foute versteek, en waar dit net een is, die volgende kleinste saam daarmee.`,
		xh: `Ukuze kupapashwe, amanani eempazamo ezi-1 ukuya kwezi-${leastPeople - 1} afihliwe, kuze apho lilodwa kufihlwe nelilandelayo ngobuncinci.`,
	},
} satisfies Record<string, Text>;

const figures: ReadonlySet<Column['kind']> = new Set<Column['kind']>(['number', 'rate', 'interval']);

const emptied = (row: Row, columns: readonly Column[], why: string): Row => ({
	...row,
	faint: why,
	faults: 0,
	cells: { ...row.cells, ...Object.fromEntries(columns.filter(({ kind }) => figures.has(kind)).map(({ id }) => [id, null])) },
});

/** Without the pieces of a network: each is as dense as the few faults around make it. */
function ungraded(answer: ReportAnswer): ReportAnswer {
	if (!answer.geography?.graded) return answer;
	const { graded: _, ...geography } = answer.geography;
	return { ...answer, geography };
}

/** An answer as it may leave the house: what so few faults stand behind that somebody could be found again is hidden, and said to be. */
export function withoutFew(whole: ReportAnswer, say: (text: Text) => string): ReportAnswer {
	const answer = ungraded(whole);
	const hiding = hidden(answer.rows.map(({ key, faults }) => ({ cell: key, people: faults })));
	if (hiding.size === 0) return answer;
	const rows = answer.rows.map((row) => (hiding.has(row.key) ? emptied(row, answer.columns, say(words.row)) : row));
	const places = answer.geography?.places.map((it) => (hiding.has(it.row) ? { ...it, value: null, faint: say(words.row) } : it));
	// Week by week a chart shows counts that no row has.
	const { series: _, ...chart } = answer.chart;
	return {
		...answer,
		rows,
		chart,
		notes: [...answer.notes, say(words.note)],
		geography: answer.geography && places ? { ...answer.geography, places } : null,
	};
}
