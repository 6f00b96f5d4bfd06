import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Block, blockSender, liftBlock, listBlocks } from '../../../server/reports/abuse/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { lock } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';

const kinds = ['contact', 'device', 'network'] as const;
type Kind = Block['kind'];

/** Those from whom nothing is taken, and a form to add whoever made a report. */
export function Blocks(): JSX.Element {
	const blocks = useCall(listBlocks, () => ({}));
	const lift = async (ids: readonly number[]): Promise<void> => {
		try {
			for (const id of ids) await call(liftBlock, { id });
			await blocks.reload();
			toast({ text: t('done.lifted') });
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	const done = async (ids: readonly number[]): Promise<void> => {
		await blocks.reload();
		toast({ text: t('done.blocked'), undo: () => lift(ids) });
	};
	const shown = blocks.data.value?.blocks ?? [];
	return (
		<Card title={t('block.title')}>
			{blocks.error.value && <ProblemNotice problem={blocks.error.value} onRetry={() => void blocks.reload()} />}
			{blocks.data.value && shown.length === 0 && (
				<EmptyState icon={lock} title={t('block.none')}>
					{t('block.noneHint')}
				</EmptyState>
			)}
			<ul class="bare-list stack tight">
				{shown.map(({ id, kind, reason, until, by }) => (
					<li key={id} class="cluster">
						<strong>{t(`block.${kind}`)}</strong>
						<span>{reason}</span>
						<span class="quiet small">{t('block.until', { date: date(until), by })}</span>
						<Button kind="quiet" onClick={() => void lift([id])}>
							{t('block.lift')}
						</Button>
					</li>
				))}
			</ul>
			<BlockForm onDone={done} />
		</Card>
	);
}

function BlockForm({ onDone }: { onDone: (ids: readonly number[]) => Promise<void> }): JSX.Element {
	const ticket = useSignal('');
	const reason = useSignal('');
	const days = useSignal('30');
	const chosen = useSignal<readonly Kind[]>(['contact', 'device']);
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		problem.value = null;
		try {
			const { ids } = await call(blockSender, { ticket: ticket.value, kinds: [...chosen.value], reason: reason.value, days: Number(days.value) });
			ticket.value = '';
			reason.value = '';
			await onDone(ids);
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	const check = (kind: Kind, on: boolean): void => {
		chosen.value = on ? [...chosen.value, kind] : chosen.value.filter((it) => it !== kind);
	};
	const ready = ticket.value.trim() && reason.value.trim() && chosen.value.length > 0;
	return (
		<form class="stack close" noValidate onSubmit={(event) => void submit(event)}>
			<TextField label={t('block.ticket')} value={ticket.value} maxLength={20} onText={(it) => (ticket.value = it)} />
			<fieldset class="choices">
				<legend class="field-label">{t('block.what')}</legend>
				{kinds.map((kind) => (
					<Checkbox
						key={kind}
						label={t(`block.${kind}`)}
						hint={kind === 'network' ? t('block.networkHint') : undefined}
						checked={chosen.value.includes(kind)}
						onCheck={(on) => check(kind, on)}
					/>
				))}
			</fieldset>
			<TextField label={t('block.reason')} value={reason.value} maxLength={500} onText={(it) => (reason.value = it)} />
			<TextField label={t('block.days')} type="number" min={1} max={365} value={days.value} onText={(it) => (days.value = it)} />
			<div>
				<Button type="submit" icon={lock} disabled={!ready}>
					{t('block.block')}
				</Button>
			</div>
			{problem.value && <ProblemNotice problem={problem.value} />}
		</form>
	);
}
