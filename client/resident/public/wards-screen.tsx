import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { listWards } from '../../../server/reports/public/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { collate, longDate, number } from '../../i18n/format.ts';
import { t } from '../../i18n/resident-public.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, type Sorting, Table } from '../../ui/table.tsx';
import { Page } from '../page.tsx';

interface Row {
	code: string;
	name: string;
	open: number;
	overdue: number;
	reported: number;
	fixed: number;
	notDone: number;
}

const count = (key: 'open' | 'reported' | 'fixed' | 'notDone'): Column<Row> => ({
	key,
	title: t(`ward.${key}`),
	cell: (row) => number(row[key]),
	sortable: true,
	figures: true,
});

const columns = (): Column<Row>[] => [
	{ key: 'name', title: t('ward.ward'), cell: (row) => <a href={`/ward/${encodeURIComponent(row.code)}`}>{row.name}</a>, sortable: true, heading: true },
	count('open'),
	count('reported'),
	count('fixed'),
	count('notDone'),
];

const sorted = (rows: readonly Row[], { key, descending }: Sorting): Row[] => {
	const by = key as 'name' | 'open';
	const found = [...rows].sort((a, b) => (by === 'name' ? collate(a.name, b.name) : a[by] - b[by]));
	return descending ? found.reverse() : found;
};

/** All wards side by side; each leads to its own page. */
export function WardsScreen(): JSX.Element {
	const read = useCall(listWards, () => ({}));
	const sorting = useSignal<Sorting>({ key: 'name', descending: false });
	const it = read.data.value;
	const problem = read.error.value;
	return (
		<Page title={t('wards.title')} wide>
			<p class="quiet">{t('wards.help')}</p>
			{problem && <ProblemNotice problem={problem} onRetry={() => void read.reload()} />}
			{!it && !problem && <Skeleton kind="rows" count={6} />}
			{it && (
				<>
					<p class="quiet small">
						{t('ward.asOf', { date: longDate(it.on) })} · {t('ward.reported')}, {t('ward.fixed')}, {t('ward.notDone')}: {t('ward.in30')}
					</p>
					<Table
						caption={t('wards.title')}
						columns={columns()}
						rows={sorted(it.wards, sorting.value)}
						keyOf={({ code }) => code}
						sorting={sorting.value}
						onSort={(next) => (sorting.value = next)}
					/>
				</>
			)}
		</Page>
	);
}
