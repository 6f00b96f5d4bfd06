import type { ComponentChildren, JSX } from 'preact';
import { t } from '../i18n/shared.ts';
import { Icon } from './icon.tsx';
import { chevronDown, chevronUp } from './icons.ts';
import './table.css';

/** A column: what it is called, what it shows of a row, and by what it is sorted. */
export interface Column<Row> {
	key: string;
	title: string;
	cell: (row: Row) => ComponentChildren;
	/** Given: the title can be pressed to sort. The sorting itself is done by whoever holds the rows. */
	sortable?: boolean;
	/** Figures stand to the right, digit under digit. */
	figures?: boolean;
	/** The title is only for screen readers: the cells speak for themselves. */
	titleUnseen?: boolean;
	/** Names the row: read out with each of its cells. */
	heading?: boolean;
}

export interface Sorting {
	key: string;
	descending: boolean;
}

interface TableProps<Row> {
	/** What the table shows: its name for a screen reader, and on paper. */
	caption: string;
	columns: readonly Column<Row>[];
	rows: readonly Row[];
	keyOf: (row: Row) => string | number;
	sorting?: Sorting | null;
	onSort?: (sorting: Sorting) => void;
	current?: string | number | null;
	onPoint?: (row: Row | null) => void;
	onOpen?: (row: Row, event: MouseEvent) => void;
	/** Whether a row is one of those chosen. */
	chosen?: (row: Row) => boolean;
	/** What stands under a column, in a line of its own below all rows. */
	foot?: ((column: Column<Row>) => ComponentChildren) | undefined;
	captionSeen?: boolean;
	/** Nothing in it takes the focus: the frame does, so that it can be scrolled by keys. */
	unlinked?: boolean;
}

const directions = { true: 'descending', false: 'ascending' } as const;

/** Rows and columns; figures in line, titles that sort, the current row marked. */
export function Table<Row>(props: TableProps<Row>): JSX.Element {
	const { caption, columns, rows, keyOf, current = null, onPoint, onOpen, captionSeen, unlinked } = props;
	return (
		<div class="table-frame" {...(unlinked && { tabIndex: 0, role: 'region', 'aria-label': caption })}>
			<table class="table" onPointerLeave={onPoint && (() => onPoint(null))}>
				<caption class={captionSeen ? '' : 'unseen'}>{caption}</caption>
				<thead>
					<tr>
						{columns.map((column) => (
							<Title key={column.key} column={column} sorting={props.sorting ?? null} onSort={props.onSort} />
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<tr
							key={keyOf(row)}
							class={`${onOpen ? 'openable' : ''}${props.chosen?.(row) ? ' chosen' : ''}`}
							aria-current={keyOf(row) === current ? 'true' : undefined}
							onPointerEnter={onPoint && (() => onPoint(row))}
							onClick={onOpen && ((event) => onOpen(row, event))}
						>
							{columns.map((column) => (
								<Cell key={column.key} column={column} row={row} />
							))}
						</tr>
					))}
				</tbody>
				{props.foot && <Foot columns={columns} foot={props.foot} />}
			</table>
		</div>
	);
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }): JSX.Element {
	const kind = column.figures ? 'figures' : '';
	return column.heading ? (
		<th scope="row" class={kind}>
			{column.cell(row)}
		</th>
	) : (
		<td class={kind}>{column.cell(row)}</td>
	);
}

function Foot<Row>({ columns, foot }: { columns: readonly Column<Row>[]; foot: (column: Column<Row>) => ComponentChildren }): JSX.Element {
	return (
		<tfoot>
			<tr>
				{columns.map((column) => {
					const kind = column.figures ? 'figures' : '';
					return column.heading ? (
						<th key={column.key} scope="row" class={kind}>
							{foot(column)}
						</th>
					) : (
						<td key={column.key} class={kind}>
							{foot(column)}
						</td>
					);
				})}
			</tr>
		</tfoot>
	);
}

interface TitleProps<Row> {
	column: Column<Row>;
	sorting: Sorting | null;
	onSort: ((sorting: Sorting) => void) | undefined;
}

function Title<Row>({ column, sorting, onSort }: TitleProps<Row>): JSX.Element {
	const { key, title, sortable, figures } = column;
	const mine = sorting?.key === key ? sorting : null;
	const sort = (): void => onSort?.({ key, descending: mine ? !mine.descending : Boolean(figures) });
	return (
		<th scope="col" class={figures ? 'figures' : ''} aria-sort={mine ? directions[`${mine.descending}`] : undefined}>
			{sortable && onSort ? (
				<button type="button" class="table-sort" title={t('table.sort', { column: title })} onClick={sort}>
					{title}
					{mine && <Icon path={mine.descending ? chevronDown : chevronUp} size={16} />}
				</button>
			) : (
				<span class={column.titleUnseen ? 'unseen' : ''}>{title}</span>
			)}
		</th>
	);
}
