import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type DelayPrice, writeDelayPrice } from '../../../server/work/priorities/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { keepMeans } from '../means/keep.ts';
import { amountOf, MeansForm, writing } from '../means/means-form.tsx';

interface PricesFormProps {
	it: DelayPrice;
	again: () => void;
	onClose: () => void;
}

/** What is priced alike for all failure modes: water, danger to life, and how much more an important asset counts. */
export function PricesForm({ it, again, onClose }: PricesFormProps): JSX.Element {
	const draft = useSignal({ tariff: String(it.tariffPerKl), emergency: String(it.emergencyPerDay), factors: it.factors.map(String), toVerify: it.toVerify });
	const write = writing(draft);
	const now = draft.value;
	const keep = () => {
		const { tariff, emergency, factors, toVerify } = draft.peek();
		return keepMeans<DelayPrice>({
			write: () =>
				call(writeDelayPrice, {
					...{ tariffPerKl: amountOf(tariff), emergencyPerDay: amountOf(emergency), factors: factors.map(amountOf) },
					...{ toVerify, version: it.version },
				}),
			back: (kept) => call(writeDelayPrice, { ...it, version: kept.version }),
			done: again,
		});
	};
	return (
		<MeansForm keep={keep} onClose={onClose}>
			{(errors) => (
				<>
					<TextField
						inputMode="decimal"
						label={t('priorities.tariff')}
						error={errors['tariffPerKl']}
						value={now.tariff}
						onText={(tariff) => write({ tariff, toVerify: false })}
					/>
					<TextField
						inputMode="decimal"
						label={t('priorities.emergency')}
						error={errors['emergencyPerDay']}
						value={now.emergency}
						onText={(emergency) => write({ emergency, toVerify: false })}
					/>
					<fieldset class="stack close">
						<legend>{t('priorities.factors')}</legend>
						{now.factors.map((factor, at) => (
							<TextField
								key={at}
								inputMode="decimal"
								label={t('priorities.factor', { grade: at + 1 })}
								error={errors[`factors.${at}`]}
								value={factor}
								onText={(words) => write({ factors: now.factors.map((one, i) => (i === at ? words : one)), toVerify: false })}
							/>
						))}
					</fieldset>
					<Checkbox label={t('priorities.verify')} checked={now.toVerify} onCheck={(toVerify) => write({ toVerify })} />
				</>
			)}
		</MeansForm>
	);
}
