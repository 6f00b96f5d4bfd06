import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import {
	type Contractor,
	changeInstruction,
	type Instruction,
	moveInstruction,
	openInstruction,
	type Rate,
} from '../../../server/work/contractors/contract.ts';
import { call } from '../../api/call.ts';
import { fieldErrors } from '../../api/problem.ts';
import { t } from '../../i18n/console-contractors.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { cross, send } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { amountOf, writing } from '../means/means-form.tsx';
import { centsOf, centsWords, typedCents } from './amounts.ts';
import { useDoing } from './doing.ts';
import { GiveUp } from './give-up.tsx';

interface InstructionFormProps {
	/** A draft; null: a new one. */
	it: Instruction | null;
	contractors: readonly Contractor[];
	again: () => void;
	onClose: () => void;
}

const draftOf = (it: Instruction | null) => ({
	...{ contractor: it?.contractor ?? '', order: it?.order ?? '', scope: it?.scope ?? '', due: it?.due ?? '' },
	ceiling: typedCents(it?.ceiling ?? null),
	items: (it?.items ?? []).map(({ item, quantity }) => ({ item, quantity: String(quantity) })),
});

type Draft = ReturnType<typeof draftOf>;
type Errors = Readonly<Record<string, string | undefined>>;

const termsOf = ({ scope, due, ceiling, items }: Draft) => ({
	...{ scope, due: due || null, ceiling: ceiling.trim() === '' ? null : centsOf(ceiling) },
	items: items.map(({ item, quantity }) => ({ item, quantity: amountOf(quantity) })),
});

/** What a company is to do on a work order, and what it may cost at most: as long as it is a draft. */
export function InstructionForm({ it, contractors, again, onClose }: InstructionFormProps): JSX.Element {
	const draft = useSignal(draftOf(it));
	const write = writing(draft);
	const now = draft.value;
	const { busy, problem, act } = useDoing(again);
	const errors = fieldErrors(problem.value);
	const keep = async (event: Event): Promise<void> => {
		event.preventDefault();
		const terms = termsOf(draft.peek());
		const kept = await act(() =>
			it
				? call(changeInstruction, { code: it.code, ...terms, version: it.version })
				: call(openInstruction, { contractor: now.contractor, order: now.order, ...terms }),
		);
		if (kept) onClose();
	};
	const rates = contractors.find(({ code }) => code === now.contractor)?.rates ?? [];
	return (
		<form class="stack" noValidate onSubmit={(event) => void keep(event)}>
			<Whom {...{ it, contractors, now, errors, write }} />
			<TextArea label={t('scope')} error={errors['scope']} rows={4} maxLength={4000} value={now.scope} onText={(scope) => write({ scope })} />
			<Items list={now.items} rates={rates} errors={errors} onItems={(items) => write({ items })} />
			<Limits {...{ now, errors, write }} />
			{problem.value && <ProblemNotice problem={problem.value} />}
			<div class="cluster">
				<Button kind={it ? 'plain' : 'primary'} type="submit" busy={busy.value}>
					{t('draft')}
				</Button>
				{it && <Instruct busy={busy.value} onDo={() => void act(() => call(moveInstruction, { code: it.code, to: 'instructed', version: it.version }))} />}
			</div>
			{it && (
				<GiveUp
					busy={busy.value}
					words={t('to.cancelled')}
					onDo={(reason) => act(() => call(moveInstruction, { code: it.code, to: 'cancelled', reason, version: it.version }))}
				/>
			)}
		</form>
	);
}

const Instruct = ({ busy, onDo }: { busy: boolean; onDo: () => void }): JSX.Element => (
	<Button kind="primary" icon={send} busy={busy} onClick={onDo}>
		{t('to.instructed')}
	</Button>
);

interface PartProps {
	now: Draft;
	errors: Errors;
	write: (part: Partial<Draft>) => void;
}

function Whom({ it, contractors, now, errors, write }: PartProps & Pick<InstructionFormProps, 'it' | 'contractors'>): JSX.Element {
	const active = contractors.filter((one) => one.active || one.code === now.contractor);
	return (
		<>
			<Select
				label={t('company')}
				disabled={it !== null}
				error={errors['contractor']}
				value={now.contractor}
				options={[{ value: '', label: t('chooseCompany') }, ...active.map(({ code, name }) => ({ value: code, label: name }))]}
				onChoose={(contractor) => write({ contractor, items: [] })}
			/>
			<TextField
				label={t('order')}
				hint={t('orderHint')}
				disabled={it !== null}
				error={errors['order']}
				maxLength={20}
				value={now.order}
				onText={(order) => write({ order })}
			/>
		</>
	);
}

const Limits = ({ now, errors, write }: PartProps): JSX.Element => (
	<div class="two">
		<TextField
			inputMode="decimal"
			label={t('ceiling')}
			hint={t('ceilingHint')}
			optional
			error={errors['ceiling']}
			value={now.ceiling}
			onText={(ceiling) => write({ ceiling })}
		/>
		<TextField type="date" label={t('due')} optional error={errors['due']} value={now.due} onText={(due) => write({ due })} />
	</div>
);

interface ItemsProps {
	list: Draft['items'];
	rates: readonly Rate[];
	errors: Errors;
	onItems: (list: Draft['items']) => void;
}

function Items({ list, rates, errors, onItems }: ItemsProps): JSX.Element {
	const left = [...new Map(rates.map((rate) => [rate.item, rate])).values()].filter(({ item }) => !list.some((known) => known.item === item));
	return (
		<>
			{list.map(({ item, quantity }, at) => (
				<div key={item} class="row">
					<TextField
						inputMode="decimal"
						label={t('quantityOf', { item })}
						error={errors[`items.${at}.quantity`] ?? errors[`items.${at}.item`]}
						value={quantity}
						onText={(typed) => onItems(list.map((one) => (one.item === item ? { item, quantity: typed } : one)))}
					/>
					<IconButton path={cross} label={t('itemAway', { item })} onClick={() => onItems(list.filter((one) => one.item !== item))} />
				</div>
			))}
			{left.length > 0 && (
				<Select
					label={t('addItem')}
					error={errors['items']}
					value=""
					options={[
						{ value: '', label: t('chooseItem') },
						...left.map(({ item, title, unit, cents }) => ({ value: item, label: `${text(title) || item}, ${centsWords(cents)} / ${unit}` })),
					]}
					onChoose={(item) => item && onItems([...list, { item, quantity: '1' }])}
				/>
			)}
		</>
	);
}
