import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ImportRequest } from '../../../../server/assets/import/contract.ts';
import type { Renumbering } from '../../../../server/assets/import/review/contract.ts';
import { asProblem } from '../../../api/problem.ts';
import { t } from '../../../i18n/console.ts';
import { distance, number, percent } from '../../../i18n/format.ts';
import { problemText } from '../../../i18n/problem-text.ts';
import { t as shared } from '../../../i18n/shared.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Select } from '../../../ui/select.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { toast } from '../../../ui/toast.tsx';
import { onePane } from '../../width.ts';
import { fieldWords } from '../field-words.ts';
import { layerOf } from '../layers/layer-title.tsx';
import { Changes } from './differences.tsx';
import { judge, loadPairs, pairs, pointedRow } from './import-state.ts';

const limits = ['0.95', '0.9', '0.8', '0.7', '0.5'] as const;

/** Assets that are gone and new at once: perhaps the same under another number. One by one, or all that are sure enough. */
export function Pairs({ it }: { it: ImportRequest }): JSX.Element | null {
	const above = useSignal<(typeof limits)[number]>('0.9');
	const busy = useSignal(false);
	const { open, confirmed, refused } = it.renumberings;
	if (open + confirmed + refused === 0) return null;
	const say = async (verdict: Renumbering['verdict'], which: Parameters<typeof judge>[1]): Promise<void> => {
		busy.value = true;
		try {
			await judge(verdict, which);
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		} finally {
			busy.value = false;
		}
	};
	return (
		<Card title={t('pairs.title')}>
			<p class="quiet">{t('pairs.hint')}</p>
			<p class="figures">{t('pairs.counts', { open: number(open), confirmed: number(confirmed), refused: number(refused) })}</p>
			{open > 0 && (
				<div class="row pairs-all">
					<Select
						label={t('pairs.above')}
						value={above.value}
						options={limits.map((value) => ({ value, label: percent(Number(value)) }))}
						onChoose={(value) => (above.value = value)}
					/>
					<Button busy={busy.value} onClick={() => void say('confirmed', { above: Number(above.peek()) })}>
						{t('pairs.confirmAbove')}
					</Button>
				</div>
			)}
			{pairs.value && (
				<Table
					caption={t('pairs.title')}
					columns={columns(it.class, busy.value, (verdict, id) => void say(verdict, { ids: [id] }))}
					rows={pairs.value.rows}
					keyOf={({ id }) => `p${id}`}
					current={pointedRow.value}
					onPoint={(row) => (pointedRow.value = row && `p${row.id}`)}
				/>
			)}
			{pairs.value?.next != null && <Button onClick={() => void loadPairs(true)}>{t('queue.more')}</Button>}
		</Card>
	);
}

type Say = (verdict: Renumbering['verdict'], id: number) => void;

const byWords = (by: string, classId: string | null): string => (by === 'place' ? t('pairs.byPlace') : fieldWords(by, classId ? layerOf(classId) : undefined));

const whole = (classId: string | null, busy: boolean, say: Say): Column<Renumbering>[] => [
	{
		key: 'keys',
		title: t('pairs.keys'),
		heading: true,
		cell: ({ reference, formerKey, key }) => (
			<span class="stack tight">
				<span class="code">{reference}</span>
				<span class="small">{t('difference.formerKey', { before: formerKey, after: key })}</span>
			</span>
		),
	},
	{ key: 'score', title: t('pairs.score'), figures: true, cell: ({ score }) => percent(score) },
	{ key: 'by', title: t('pairs.by'), cell: ({ by, metres }) => `${byWords(by, classId)} · ${distance(metres)}` },
	{ key: 'changes', title: t('difference.changes'), cell: ({ changes }) => <Changes changes={changes} classId={classId} /> },
	{ key: 'verdict', title: t('pairs.verdict'), cell: (pair) => <Verdict pair={pair} busy={busy} say={say} /> },
];

/** On a small screen, what is decided and on what grounds; the rest stands where there is room. */
const narrow = ['keys', 'score', 'verdict'];

const columns = (...of: Parameters<typeof whole>): Column<Renumbering>[] => whole(...of).filter(({ key }) => !onePane.value || narrow.includes(key));

function Verdict({ pair: { id, verdict, key }, busy, say }: { pair: Renumbering; busy: boolean; say: Say }): JSX.Element {
	if (verdict !== 'open')
		return (
			<span class="cluster tight">
				<Badge tone={verdict === 'confirmed' ? 'good' : 'plain'}>{t(`pairs.${verdict}`)}</Badge>
				<Button kind="quiet" disabled={busy} aria-label={t('pairs.undoOf', { key })} onClick={() => say('open', id)}>
					{shared('action.undo')}
				</Button>
			</span>
		);
	return (
		<span class="cluster tight">
			<Button disabled={busy} aria-label={t('pairs.sameOf', { key })} onClick={() => say('confirmed', id)}>
				{t('pairs.same')}
			</Button>
			<Button kind="quiet" disabled={busy} aria-label={t('pairs.otherOf', { key })} onClick={() => say('refused', id)}>
				{t('pairs.other')}
			</Button>
		</span>
	);
}
