import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Column, ReportAnswer, Row } from '../../server/planning/contract.ts';
import { collate } from '../i18n/format.ts';
import { t } from '../i18n/planner.ts';
import { Icon } from '../ui/icon.tsx';
import { info } from '../ui/icons.ts';
import { type Sorting, Table, type Column as TableColumn } from '../ui/table.tsx';
import { isLit, pointed } from './brush.ts';
import { chosenOf, press, through, toggle } from './choose.ts';
import { cellText, rowTitle } from './figures.ts';
import { change, route } from './route.ts';
import { together } from './totals.ts';

const sizeOf = (row: Row, { id }: Column): number | string | null => {
	const cell = row.cells[id];
	return Array.isArray(cell) ? cell[0] : (cell ?? null);
};

const compare = (a: number | string | null, b: number | string | null): number => {
	if (a === null || b === null) return Number(a === null) - Number(b === null);
	return typeof a === 'number' && typeof b === 'number' ? a - b : collate(String(a), String(b));
};

const sorted = (rows: readonly Row[], column: Column | undefined, descending: boolean): readonly Row[] =>
	column ? [...rows].sort((a, b) => compare(sizeOf(a, column), sizeOf(b, column)) * (descending ? -1 : 1)) : rows;

/** The column by which rows are called: the last of the texts they begin with; a text after the figures is said of them. */
function headingIn(columns: readonly Column[]): Column | undefined {
	const figures = columns.findIndex(({ kind }) => kind !== 'text');
	return columns[(figures < 0 ? columns.length : figures) - 1];
}

interface AnswerTableProps {
	answer: ReportAnswer;
	/** Whether several rows can be looked at together. */
	several: boolean;
}

/** The figures themselves: every row opens the faults behind it, and lights up what it is on the map and in the chart; those chosen add up at the foot. */
export function AnswerTable({ answer, several }: AnswerTableProps): JSX.Element {
	const sorting = useSignal<Sorting | null>(null);
	const by = sorting.value;
	const rows = sorted(
		answer.rows,
		answer.columns.find(({ id }) => id === by?.key),
		by?.descending ?? false,
	);
	const lit = answer.rows.find((row) => isLit(row, pointed.value))?.key;
	const heading = headingIn(answer.columns)?.id;
	const columns = answer.columns.map((column): TableColumn<Row> => asColumn(column, answer, column.id === heading));
	const chosen = several ? chosenOf(answer) : [];
	return (
		<Table
			caption={answer.title}
			columns={several ? [chooser(rows, answer), ...columns] : columns}
			rows={rows}
			keyOf={(row) => row.key}
			sorting={by}
			onSort={(it) => {
				sorting.value = it;
			}}
			current={lit ?? route.value.row}
			onPoint={(row) => {
				pointed.value = row && { row: row.key, place: row.place };
			}}
			onOpen={(row, event) => (several ? press(rows, row.key, event) : change({ row: row.key }))}
			chosen={(row) => chosen.includes(row)}
			foot={chosen.length > 0 ? (column) => <Total column={column} answer={answer} chosen={chosen} /> : undefined}
		/>
	);
}

/** Boxes to tick, for fingers and for keys; with Shift all from the one ticked last. */
const chooser = (rows: readonly Row[], answer: ReportAnswer): TableColumn<Row> => ({
	key: '',
	title: t('chosen.column'),
	titleUnseen: true,
	cell: (row) => (
		<input
			type="checkbox"
			class="row-chooser"
			aria-label={t('chosen.choose', { row: rowTitle(row, answer.columns) })}
			checked={route.value.chosen.includes(row.key)}
			onClick={(event) => {
				event.stopPropagation();
				if (event.shiftKey) through(rows, row.key);
				else toggle(row.key);
			}}
		/>
	),
});

/** What a column says of the chosen rows together. */
function Total({ column: { key, heading }, answer, chosen }: { column: TableColumn<Row>; answer: ReportAnswer; chosen: readonly Row[] }): JSX.Element {
	const column = answer.columns.find(({ id }) => id === key);
	if (heading) return <>{t('chosen.title', { count: chosen.length })}</>;
	const cell = column ? together(chosen, column, answer.columns) : null;
	return <>{column && cell !== null ? cellText(column, cell) : ''}</>;
}

/** Lengths and times carry their unit; that of the rates is said once, over the table. */
const headingOf = ({ title, unit, kind }: Column): string => (unit && kind === 'number' ? `${title}, ${unit.replaceAll('-', '\u2011')}` : title);

const asColumn = (column: Column, answer: ReportAnswer, heading: boolean): TableColumn<Row> => ({
	key: column.id,
	title: headingOf(column),
	figures: column.kind !== 'text',
	heading,
	sortable: true,
	cell: (row) => (heading ? <Opener row={row} answer={answer} text={cellText(column, row.cells[column.id])} /> : <Figure row={row} column={column} />),
});

function Figure({ row, column }: { row: Row; column: Column }): JSX.Element {
	const weak = row.faint !== null && (column.kind === 'rate' || column.kind === 'interval');
	return <span class={weak ? 'faint' : ''}>{cellText(column, row.cells[column.id])}</span>;
}

function Opener({ row, answer, text }: { row: Row; answer: ReportAnswer; text: string }): JSX.Element {
	return (
		<span class="row">
			<button
				type="button"
				class="row-opener"
				aria-label={t('faults.show', { row: rowTitle(row, answer.columns) })}
				aria-expanded={route.value.row === row.key}
				onFocus={() => {
					pointed.value = { row: row.key, place: row.place };
				}}
				onBlur={() => {
					pointed.value = null;
				}}
			>
				{text}
			</button>
			{row.faint && (
				<span class="why" title={row.faint}>
					<Icon path={info} size={16} label={row.faint} />
				</span>
			)}
		</span>
	);
}
