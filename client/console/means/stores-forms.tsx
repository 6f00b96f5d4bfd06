import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type CostCodeSetting, type MaterialSetting, writeCostCode, writeMaterial } from '../../../server/work/means/contract.ts';
import { orderKinds } from '../../../server/work/orders/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { keepMeans } from './keep.ts';
import { amountOf, InUse, MeansForm, TitleFields, writing } from './means-form.tsx';

interface FormProps<It> {
	/** null: a new one. */
	it: It | null;
	again: () => void;
	onClose: () => void;
}

/** Something in the stores, or plant by the hour. */
export function MaterialForm({ it, again, onClose }: FormProps<MaterialSetting>): JSX.Element {
	const draft = useSignal({
		...{ code: it?.code ?? '', title: it?.title ?? {}, unit: it?.unit ?? '', price: String(it?.price ?? '') },
		...{ plant: it?.plant ?? false, active: it?.active ?? true },
	});
	const write = writing(draft);
	const now = draft.value;
	const keep = () => {
		const wish = { ...draft.peek(), price: amountOf(draft.peek().price) };
		return keepMeans<MaterialSetting>({
			write: () => call(writeMaterial, { ...wish, version: it?.version ?? null }),
			back: (kept) => call(writeMaterial, { ...(it ?? { ...kept, active: false }), version: kept.version }),
			done: again,
		});
	};
	return (
		<MeansForm keep={keep} onClose={onClose}>
			{(errors) => (
				<>
					<TextField label={t('means.code')} disabled={it !== null} error={errors['code']} maxLength={40} value={now.code} onText={(code) => write({ code })} />
					<TitleFields label={t('means.called')} error={errors['title']} title={now.title} onTitle={(title) => write({ title })} />
					<div class="two">
						<TextField
							label={t('means.unit')}
							hint={t('means.unitHint')}
							error={errors['unit']}
							maxLength={20}
							value={now.unit}
							onText={(unit) => write({ unit })}
						/>
						<TextField inputMode="decimal" label={t('means.price')} error={errors['price']} value={now.price} onText={(price) => write({ price })} />
					</div>
					<Checkbox label={t('means.plant')} checked={now.plant} onCheck={(plant) => write({ plant })} />
					<InUse active={now.active} onCheck={(active) => write({ active })} />
				</>
			)}
		</MeansForm>
	);
}

/** A code under which costs are booked. */
export function CostCodeForm({ it, again, onClose }: FormProps<CostCodeSetting>): JSX.Element {
	const draft = useSignal({
		...{ code: it?.code ?? '', title: it?.title ?? {}, kind: it?.kind ?? null, verify: it?.verify ?? true, active: it?.active ?? true },
	});
	const write = writing(draft);
	const now = draft.value;
	const keep = () =>
		keepMeans<CostCodeSetting>({
			write: () => call(writeCostCode, { ...draft.peek(), version: it?.version ?? null }),
			back: (kept) => call(writeCostCode, { ...(it ?? { ...kept, active: false }), version: kept.version }),
			done: again,
		});
	return (
		<MeansForm keep={keep} onClose={onClose}>
			{(errors) => (
				<>
					<TextField label={t('means.code')} disabled={it !== null} error={errors['code']} maxLength={60} value={now.code} onText={(code) => write({ code })} />
					<TitleFields label={t('means.called')} error={errors['title']} title={now.title} onTitle={(title) => write({ title })} />
					<Select
						label={t('means.forKind')}
						value={now.kind ?? ''}
						options={[{ value: '', label: t('orders.anyKind') }, ...orderKinds.map((value) => ({ value, label: t(`orders.kind.${value}`) }))]}
						onChoose={(to) => write({ kind: orderKinds.find((kind) => kind === to) ?? null })}
					/>
					<Checkbox label={t('means.verify')} hint={t('means.verifyHint')} checked={now.verify} onCheck={(verify) => write({ verify })} />
					<InUse active={now.active} onCheck={(active) => write({ active })} />
				</>
			)}
		</MeansForm>
	);
}
