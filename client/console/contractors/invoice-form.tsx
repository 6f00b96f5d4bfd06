import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { amountOf as amountIn } from '../../../server/maths/invoice.ts';
import type { Instruction } from '../../../server/work/contractors/contract.ts';
import { enterInvoice } from '../../../server/work/invoices/contract.ts';
import { call } from '../../api/call.ts';
import { fieldErrors } from '../../api/problem.ts';
import { t } from '../../i18n/console-contractors.ts';
import { number } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { cross } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { amountOf, writing } from '../means/means-form.tsx';
import { centsOf, centsWords, typedCents } from './amounts.ts';
import { useDoing } from './doing.ts';

interface InvoiceFormProps {
	instructions: readonly Instruction[];
	vatPercent: number;
	again: () => void;
	onClose: () => void;
}

interface Line {
	item: string;
	quantity: string;
	cents: string;
}

const linesOf = ({ items }: Instruction): Line[] =>
	items.map(({ item, quantity, measured, cents }) => ({ item, quantity: String(measured ?? quantity), cents: typedCents(cents) }));

/** An invoice as it came, against what was instructed; what was agreed stands there to begin with. */
export function InvoiceForm({ instructions, vatPercent, again, onClose }: InvoiceFormProps): JSX.Element {
	const draft = useSignal({ instruction: '', number: '', day: new Date().toLocaleDateString('en-CA'), vat: String(vatPercent), lines: [] as Line[] });
	const write = writing(draft);
	const now = draft.value;
	const { busy, problem, act } = useDoing(again);
	const errors = fieldErrors(problem.value);
	const asked = now.lines.map(({ item, quantity, cents }) => ({ item, quantity: amountOf(quantity), cents: centsOf(cents) }));
	const net = asked.reduce((sum, line) => sum + amountIn(line), 0);
	const keep = async (event: Event): Promise<void> => {
		event.preventDefault();
		const { instruction, number: called, day, vat } = draft.peek();
		if (await act(() => call(enterInvoice, { instruction, number: called, day, vatPercent: amountOf(vat), lines: asked }))) onClose();
	};
	const put = (item: string, to: Line | null): void => write({ lines: now.lines.flatMap((line) => (line.item === item ? (to ?? []) : line)) });
	return (
		<form class="stack" noValidate onSubmit={(event) => void keep(event)}>
			<Which all={instructions} chosen={now.instruction} error={errors['instruction']} onChoose={(instruction, lines) => write({ instruction, lines })} />
			<div class="two">
				<TextField label={t('number')} error={errors['number']} maxLength={60} value={now.number} onText={(called) => write({ number: called })} />
				<TextField type="date" label={t('day')} error={errors['day']} value={now.day} onText={(day) => write({ day })} />
			</div>
			{now.lines.map((line, at) => (
				<LineFields key={line.item} line={line} at={at} errors={errors} put={(to) => put(line.item, to)} />
			))}
			<TextField
				inputMode="decimal"
				label={t('vat')}
				hint={t('vatHint', { percent: number(vatPercent, 2) })}
				error={errors['vatPercent']}
				value={now.vat}
				onText={(vat) => write({ vat })}
			/>
			{Number.isFinite(net) && now.lines.length > 0 && (
				<p>
					{t('net')}: {centsWords(net)}
				</p>
			)}
			{errors['lines'] && <p class="field-error">{errors['lines']}</p>}
			{problem.value && <ProblemNotice problem={problem.value} />}
			<div>
				<Button kind="primary" type="submit" busy={busy.value}>
					{t('enter')}
				</Button>
			</div>
		</form>
	);
}

interface WhichProps {
	all: readonly Instruction[];
	chosen: string;
	error: string | undefined;
	onChoose: (code: string, lines: Line[]) => void;
}

function Which({ all, chosen, error, onChoose }: WhichProps): JSX.Element {
	const known = all.filter(({ state }) => state === 'instructed' || state === 'done');
	return (
		<Select
			label={t('instruction')}
			error={error}
			value={chosen}
			options={[
				{ value: '', label: t('chooseInstruction') },
				...known.map(({ code, contractorName, order }) => ({ value: code, label: `${contractorName} · ${order} · ${code}` })),
			]}
			onChoose={(code) => {
				const found = known.find((it) => it.code === code);
				onChoose(code, found ? linesOf(found) : []);
			}}
		/>
	);
}

interface LineFieldsProps {
	line: Line;
	at: number;
	errors: Readonly<Record<string, string | undefined>>;
	/** null: take it away. */
	put: (to: Line | null) => void;
}

function LineFields({ line, at, errors, put }: LineFieldsProps): JSX.Element {
	const { item, quantity, cents } = line;
	return (
		<fieldset class="means-task stack close">
			<legend class="row">
				{item}
				<IconButton path={cross} label={t('itemAway', { item })} onClick={() => put(null)} />
			</legend>
			<div class="two">
				<TextField
					inputMode="decimal"
					label={t('quantity')}
					error={errors[`lines.${at}.quantity`]}
					value={quantity}
					onText={(typed) => put({ ...line, quantity: typed })}
				/>
				<TextField
					inputMode="decimal"
					label={t('price')}
					error={errors[`lines.${at}.cents`]}
					value={cents}
					onText={(typed) => put({ ...line, cents: typed })}
				/>
			</div>
		</fieldset>
	);
}
