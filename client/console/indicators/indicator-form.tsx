import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Indicator, indicatorFigures, indicatorKinds, writeIndicator } from '../../../server/planning/indicators/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { layers } from '../facts.ts';
import { keepMeans } from '../means/keep.ts';
import { amountOf, type Errors, InUse, MeansForm, TitleFields, writing } from '../means/means-form.tsx';

interface Mode {
	class: string;
	code: string;
	title: string;
}

interface IndicatorFormProps {
	/** null: a new one. */
	it: Indicator | null;
	modes: readonly Mode[];
	again: () => void;
	onClose: () => void;
}

const fresh = (): Omit<Indicator, 'version'> => ({
	...{ code: '', source: '', title: {}, kind: 'in-standard', class: layers.value[0]?.id ?? '', modes: [] },
	...{ per: null, hours: null, target: null, verified: false, active: true },
});

/** What stands in the form, as it is typed. */
function draftOf(it: Indicator | null) {
	const { code, source, title, kind, class: home, modes, per, hours, target, verified, active } = it ?? fresh();
	return { code, source, title, kind, class: home, modes, verified, active, per: String(per ?? 100), hours: String(hours ?? 24), target: String(target ?? '') };
}
type Draft = ReturnType<typeof draftOf>;

const wishOf = ({ per, hours, target, ...rest }: Draft) => {
	const own = indicatorFigures[rest.kind];
	return {
		...rest,
		...{ per: own.includes('per') ? amountOf(per) : null, hours: own.includes('hours') ? amountOf(hours) : null },
		target: target.trim() === '' ? null : amountOf(target),
	};
};

/** What the municipality answers for: code, wording, formula, target. */
export function IndicatorForm({ it, modes, again, onClose }: IndicatorFormProps): JSX.Element {
	const draft = useSignal(draftOf(it));
	const write = writing(draft);
	const now = draft.value;
	const keep = () =>
		keepMeans<Indicator>({
			write: () => call(writeIndicator, { ...wishOf(draft.peek()), version: it?.version ?? null }),
			back: (kept) => call(writeIndicator, { ...(it ?? { ...kept, active: false }), version: kept.version }),
			done: again,
		});
	return (
		<MeansForm keep={keep} onClose={onClose}>
			{(errors) => (
				<>
					<TextField
						label={t('indicators.code')}
						disabled={it !== null}
						error={errors['code']}
						maxLength={30}
						value={now.code}
						onText={(code) => write({ code })}
					/>
					<TextField label={t('indicators.source')} error={errors['source']} maxLength={120} value={now.source} onText={(source) => write({ source })} />
					<TitleFields label={t('indicators.what')} error={errors['title']} title={now.title} onTitle={(title) => write({ title })} />
					<Formula now={now} modes={modes} errors={errors} write={write} />
					<TextField
						inputMode="decimal"
						optional
						label={t('indicators.target')}
						hint={t('indicators.targetHint')}
						error={errors['target']}
						value={now.target}
						onText={(target) => write({ target })}
					/>
					<Checkbox label={t('indicators.verified')} hint={t('indicators.verifiedHint')} checked={now.verified} onCheck={(verified) => write({ verified })} />
					<InUse active={now.active} onCheck={(active) => write({ active })} />
				</>
			)}
		</MeansForm>
	);
}

interface FormulaProps {
	now: Draft;
	modes: readonly Mode[];
	errors: Errors;
	write: (part: Partial<Draft>) => void;
}

/** The formula with its figures, and which failures of which assets count. */
function Formula({ now, modes, errors, write }: FormulaProps): JSX.Element {
	return (
		<>
			<Select
				label={t('indicators.kind')}
				value={now.kind}
				options={indicatorKinds.map((value) => ({ value, label: t(`indicators.choose.${value}`) }))}
				onChoose={(kind) => write({ kind })}
			/>
			{indicatorFigures[now.kind].map((name) => (
				<TextField
					key={name}
					inputMode="decimal"
					label={t(`indicators.${name}`)}
					error={errors[name]}
					value={now[name]}
					onText={(words) => write({ [name]: words })}
				/>
			))}
			<Select
				label={t('indicators.class')}
				error={errors['class']}
				value={now.class}
				options={layers.value.map(({ id, title }) => ({ value: id, label: title }))}
				onChoose={(to) => write({ class: to, modes: [] })}
			/>
			<Modes of={modes} home={now.class} chosen={now.modes} onChoose={(those) => write({ modes: those })} />
		</>
	);
}

interface ModesProps {
	of: readonly Mode[];
	home: string;
	chosen: readonly string[];
	onChoose: (modes: string[]) => void;
}

/** Those of the class, and those of others that count already. */
function Modes({ of, home, chosen, onChoose }: ModesProps): JSX.Element {
	return (
		<fieldset class="stack close">
			<legend>{t('indicators.modes')}</legend>
			<p class="field-hint">{t('indicators.allModes')}</p>
			{of
				.filter((mode) => mode.class === home || chosen.includes(mode.code))
				.map(({ code, title }) => (
					<Checkbox
						key={code}
						label={title}
						checked={chosen.includes(code)}
						onCheck={(on) => onChoose(on ? [...chosen, code] : chosen.filter((one) => one !== code))}
					/>
				))}
		</fieldset>
	);
}
