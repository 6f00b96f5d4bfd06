import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Instruction, type InstructionState, measureInstruction, moveInstruction } from '../../../server/work/contractors/contract.ts';
import { call } from '../../api/call.ts';
import { fieldErrors } from '../../api/problem.ts';
import { t } from '../../i18n/console-contractors.ts';
import { date, dateTime, number } from '../../i18n/format.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { orderHref } from '../address.ts';
import { amountOf } from '../means/means-form.tsx';
import { centsWords } from './amounts.ts';
import { useDoing } from './doing.ts';
import { GiveUp } from './give-up.tsx';

type Item = Instruction['items'][number];

const columns = (): Column<Item>[] => [
	{ key: 'item', title: t('item'), heading: true, cell: ({ item, title }) => text(title) || item },
	{ key: 'quantity', title: t('quantity'), figures: true, cell: ({ quantity, unit }) => `${number(quantity, 3)} ${unit}` },
	{ key: 'price', title: t('price'), figures: true, cell: ({ cents }) => centsWords(cents) },
];

/** What a company was told to do: how it stands, how much of it was measured, and where it goes from here. */
export function InstructionPanel({ it, again }: { it: Instruction; again: () => void }): JSX.Element {
	const { busy, problem, act } = useDoing(again);
	const move = (to: InstructionState, reason?: string) => act(() => call(moveInstruction, { code: it.code, to, reason, version: it.version }));
	return (
		<div class="stack">
			<p>
				{it.contractorName} ·{' '}
				<a class="code" href={orderHref(it.order)}>
					{it.order}
				</a>
			</p>
			<p class="small quiet">
				{[t(it.state), it.due && `${t('due')}: ${date(`${it.due}T12:00Z`)}`, it.madeBy && t('by', { name: it.madeBy, when: dateTime(it.madeAt) })]
					.filter(Boolean)
					.join(' · ')}
			</p>
			{it.reason && <p>{t('because', { reason: it.reason })}</p>}
			{it.scope && <p class="order-words">{it.scope}</p>}
			<Table caption={t('agreed')} columns={columns()} rows={it.items} keyOf={({ item }) => item} unlinked />
			<dl class="contractor-facts">
				<dt>{t('ceiling')}</dt>
				<dd>{centsWords(it.ceiling)}</dd>
				<dt>{t('invoiced')}</dt>
				<dd>{centsWords(it.invoiced)}</dd>
			</dl>
			{problem.value && <ProblemNotice problem={problem.value} />}
			{it.state !== 'cancelled' && (
				<Measure
					it={it}
					busy={busy.value}
					errors={fieldErrors(problem.value)}
					onKeep={(measured) => act(() => call(measureInstruction, { code: it.code, measured, version: it.version }))}
				/>
			)}
			<div class="cluster">
				{it.moves
					.filter((to) => to !== 'cancelled')
					.map((to) => (
						<Button key={to} kind={to === 'done' ? 'primary' : 'plain'} busy={busy.value} onClick={() => void move(to)}>
							{t(`to.${to}`)}
						</Button>
					))}
			</div>
			{it.moves.includes('cancelled') && <GiveUp busy={busy.value} words={t('to.cancelled')} onDo={(reason) => move('cancelled', reason)} />}
		</div>
	);
}

interface MeasureProps {
	it: Instruction;
	busy: boolean;
	errors: Readonly<Record<string, string | undefined>>;
	onKeep: (measured: { item: string; quantity: number | null }[]) => Promise<unknown>;
}

function Measure({ it, busy, errors, onKeep }: MeasureProps): JSX.Element {
	const typed = useSignal<Record<string, string>>(Object.fromEntries(it.items.map(({ item, measured }) => [item, measured === null ? '' : String(measured)])));
	const keep = (event: Event): void => {
		event.preventDefault();
		const amounts = typed.peek();
		void onKeep(
			it.items.map(({ item }) => {
				const words = amounts[item] ?? '';
				return { item, quantity: words.trim() === '' ? null : amountOf(words) };
			}),
		);
	};
	return (
		<form class="stack close" noValidate onSubmit={keep}>
			{it.items.map(({ item, unit }, at) => (
				<TextField
					key={item}
					inputMode="decimal"
					label={`${t('measuredOf', { item })} (${unit})`}
					optional
					error={errors[`measured.${at}.quantity`]}
					value={typed.value[item] ?? ''}
					onText={(words) => {
						typed.value = { ...typed.peek(), [item]: words };
					}}
				/>
			))}
			<div>
				<Button type="submit" busy={busy}>
					{t('measure')}
				</Button>
			</div>
		</form>
	);
}
