import type { JSX } from 'preact';
import type { ImportRequest } from '../../../../server/assets/import/contract.ts';
import type { DifferenceRow } from '../../../../server/assets/import/review/contract.ts';
import { t } from '../../../i18n/console.ts';
import { distance } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Chips } from '../../../ui/chips.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { check } from '../../../ui/icons.ts';
import { ProblemNotice } from '../../../ui/notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { onePane } from '../../width.ts';
import { fieldWords, valueWords } from '../field-words.ts';
import { layerOf } from '../layers/layer-title.tsx';
import { markSigns } from '../marks-style.ts';
import { difference, type Kind, kind, kinds, loadDifference, pointedRow, reviewProblem } from './import-state.ts';
import { chipRole, countOf, roleOf } from './kinds.ts';

/** What the source does not hold goes out of service only where that was asked for. */
const goneWords = (name: Kind, { retireMissing }: ImportRequest['options']): string =>
	name === 'missing' && !retireMissing ? t('difference.notInFile') : t(`difference.${name}`);

/** What would change, as counts that filter, as a table; the same stands on the map. */
export function Differences({ it }: { it: ImportRequest }): JSX.Element | null {
	const counts = it.difference;
	if (!counts) return null;
	const shown = kinds.filter((name) => countOf(counts, name) > 0);
	return (
		<Card title={t('difference.title')}>
			<p class="quiet figures">{t('difference.unchanged', { count: counts.unchanged })}</p>
			{shown.length === 0 && (
				<EmptyState icon={check} title={t('difference.none')}>
					{t('difference.noneHint')}
				</EmptyState>
			)}
			{shown.length > 0 && (
				<>
					<Chips<Kind>
						label={t('difference.filter')}
						single
						chips={shown.map((name) => ({
							value: name,
							label: <Sign role={chipRole(name)}>{goneWords(name, it.options)}</Sign>,
							count: countOf(counts, name),
						}))}
						chosen={kind.value ? [kind.value] : []}
						onChange={([name]) => (kind.value = name ?? null)}
					/>
					<Rows classId={it.class} />
				</>
			)}
		</Card>
	);
}

/** A sign as on the map, before its words. */
export function Sign({ role, children }: { role: keyof typeof markSigns; children: string }): JSX.Element {
	return (
		<span>
			<span class={`mark-sign ${role}`} aria-hidden="true">
				{markSigns[role]}
			</span>{' '}
			{children}
		</span>
	);
}

function Rows({ classId }: { classId: string | null }): JSX.Element {
	const page = difference.value;
	if (reviewProblem.value) return <ProblemNotice problem={reviewProblem.value} onRetry={() => void loadDifference()} />;
	if (!page) return <Skeleton kind="rows" count={8} />;
	return (
		<>
			<Table
				caption={t('difference.title')}
				unlinked
				columns={columns(classId)}
				rows={page.rows}
				keyOf={({ row }) => `d${row}`}
				current={pointedRow.value}
				onPoint={(row) => (pointedRow.value = row && `d${row.row}`)}
			/>
			{page.next !== null && <Button onClick={() => void loadDifference(true)}>{t('queue.more')}</Button>}
		</>
	);
}

const kindWords = ({ kind: what }: DifferenceRow): string => (what === 'unchanged' ? t('difference.unchanged', { count: 1 }) : t(`difference.${what}`));

const whole = (classId: string | null): Column<DifferenceRow>[] => [
	{ key: 'kind', title: t('difference.what'), cell: (row) => <Sign role={roleOf(row)}>{kindWords(row)}</Sign> },
	{
		key: 'asset',
		title: t('findings.asset'),
		heading: true,
		cell: ({ reference, key, formerKey }) => (
			<span class="cluster tight">
				<span class="code">{reference ?? key}</span>
				{formerKey !== null && <span class="quiet small">{t('difference.formerKey', { before: formerKey, after: key })}</span>}
			</span>
		),
	},
	{ key: 'metres', title: t('difference.moved'), figures: true, cell: ({ metres }) => (metres === null || metres === 0 ? '' : distance(metres)) },
	{ key: 'changes', title: t('difference.changes'), cell: (row) => <Changes changes={row.changes} classId={classId} /> },
];

const columns = (classId: string | null): Column<DifferenceRow>[] => whole(classId).filter(({ key }) => !onePane.value || key !== 'metres');

const shownChanges = 4;

/** Before → after of each field that is otherwise. */
export function Changes({ changes, classId }: { changes: DifferenceRow['changes']; classId: string | null }): JSX.Element | null {
	if (changes.length === 0) return null;
	const layer = classId ? layerOf(classId) : undefined;
	const more = changes.length - shownChanges;
	return (
		<ul class="bare-list small">
			{changes.slice(0, shownChanges).map(({ field, before, after }) => (
				<li key={field}>
					<span class="quiet">{fieldWords(field, layer)}: </span>
					{before !== null && <del>{valueWords(field, before, layer)}</del>} → <ins>{valueWords(field, after, layer)}</ins>
				</li>
			))}
			{more > 0 && <li class="quiet">{t('difference.moreFields', { count: more })}</li>}
		</ul>
	);
}
