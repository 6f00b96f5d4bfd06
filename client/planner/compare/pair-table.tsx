import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ReportAnswer } from '../../../server/planning/contract.ts';
import { collate } from '../../i18n/format.ts';
import { t } from '../../i18n/planner-workspace.ts';
import { type Column, type Sorting, Table } from '../../ui/table.tsx';
import { pointed } from '../brush.ts';
import { fixed } from '../figures.ts';
import { type Pair, unsure } from './pairs.ts';
import { signed } from './signed.ts';

const verdict = ({ difference, overlap }: Pair): string => {
	if (difference === null) return t('compare.oneOnly');
	if (overlap === null) return t('compare.noInterval');
	return overlap ? t('compare.overlap') : t('compare.apart');
};

function Side({ side, digits }: { side: Pair['first']; digits: number }): JSX.Element {
	if (side.value === null) return <span>–</span>;
	return (
		<span class={side.faint === null ? '' : 'faint'} {...(side.faint !== null && { title: side.faint })}>
			{fixed(side.value, digits)}
			{side.span && <span class="quiet small pair-span"> {side.span.map((it) => fixed(it, digits)).join(' – ')}</span>}
		</span>
	);
}

const columnsOf = (name: string, digits: number): Column<Pair>[] => [
	{ key: 'title', title: name, heading: true, sortable: true, cell: ({ title }) => title },
	{ key: 'first', title: t('compare.first'), figures: true, sortable: true, cell: ({ first }) => <Side side={first} digits={digits} /> },
	{ key: 'second', title: t('compare.second'), figures: true, sortable: true, cell: ({ second }) => <Side side={second} digits={digits} /> },
	{
		key: 'difference',
		title: t('compare.difference'),
		figures: true,
		sortable: true,
		cell: (pair) => <span class={unsure(pair) ? 'faint' : 'strong'}>{pair.difference === null ? '–' : signed(pair.difference, digits)}</span>,
	},
	{ key: 'verdict', title: t('compare.verdict'), cell: (pair) => <span class={unsure(pair) ? 'quiet' : ''}>{verdict(pair)}</span> },
];

const sizeOf = (pair: Pair, key: string): number | null => {
	if (key === 'first' || key === 'second') return pair[key].value;
	return pair.difference;
};

function sorted(pairs: readonly Pair[], by: Sorting | null): readonly Pair[] {
	if (!by) return pairs;
	const way = by.descending ? -1 : 1;
	if (by.key === 'title') return [...pairs].sort((a, b) => collate(a.title, b.title) * way);
	return [...pairs].sort((a, b) => ((sizeOf(a, by.key) ?? -Infinity) - (sizeOf(b, by.key) ?? -Infinity)) * way || 0);
}

/** Both figures of each row with their intervals, the difference, and whether chance alone could make it. */
export function PairTable({ pairs, answer }: { pairs: readonly Pair[]; answer: ReportAnswer }): JSX.Element {
	const sorting = useSignal<Sorting | null>(null);
	const digits = answer.columns.find(({ id }) => id === answer.chart.value)?.digits ?? 1;
	const name = answer.columns.find(({ kind }) => kind === 'text')?.title ?? answer.title;
	const lit = pairs.find(({ key, place }) => key === pointed.value?.row || (pointed.value?.row === null && place !== null && place === pointed.value.place));
	return (
		<Table
			caption={`${answer.title} – ${t('compare.table')}`}
			columns={columnsOf(name, digits)}
			rows={sorted(pairs, sorting.value)}
			keyOf={({ key }) => key}
			sorting={sorting.value}
			onSort={(it) => {
				sorting.value = it;
			}}
			current={lit?.key ?? null}
			onPoint={(pair) => {
				pointed.value = pair && { row: pair.key, place: pair.place };
			}}
		/>
	);
}
