import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { proposedKinds, type TriggerKind, triggerFigures, triggerKinds, type WorkTrigger, writeWorkTrigger } from '../../../server/work/priorities/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { layers } from '../facts.ts';
import { keepMeans } from '../means/keep.ts';
import { amountOf, type Errors, InUse, MeansForm, TitleFields, writing } from '../means/means-form.tsx';

interface TriggerFormProps {
	/** null: a new one. */
	it: WorkTrigger | null;
	families: readonly { class: string; family: string; title: string }[];
	again: () => void;
	onClose: () => void;
}

type Figure = (typeof triggerFigures)[TriggerKind][number];

/** What a figure is where nobody has said anything. */
const usual = { least: 3, days: 365, share: 0.3, odds: 0.001, weeks: 2000 } as const;

const fresh = (): Omit<WorkTrigger, 'version' | 'open'> => ({
	...{ code: '', kind: 'repeated', class: layers.value[0]?.id ?? '', families: [], orderKind: 'inspection', title: {}, active: true },
	...usual,
});

/** What stands in the form, as it is typed; a share in per cent. */
function draftOf(it: WorkTrigger | null) {
	const { code, kind, class: home, families, orderKind, title, active, ...figures } = it ?? fresh();
	const typed = (name: Figure, times = 1): string => String(Math.round((figures[name] ?? usual[name]) * times * 1e9) / 1e9);
	return {
		...{ code, kind, class: home, families, orderKind, title, active },
		...{ least: typed('least'), days: typed('days'), share: typed('share', 100), odds: typed('odds'), weeks: typed('weeks') },
	};
}
type Draft = ReturnType<typeof draftOf>;

const wishOf = ({ least, days, share, odds, weeks, ...rest }: Draft) => {
	const own: readonly Figure[] = triggerFigures[rest.kind];
	const figure = (name: Figure, typed: string, parts = 1): number | null => (own.includes(name) ? amountOf(typed) / parts : null);
	return {
		...rest,
		...{ least: figure('least', least), days: figure('days', days), share: figure('share', share, 100) },
		...{ odds: figure('odds', odds), weeks: figure('weeks', weeks) },
	};
};

/** When the register proposes work, and which. */
export function TriggerForm({ it, families, again, onClose }: TriggerFormProps): JSX.Element {
	const draft = useSignal(draftOf(it));
	const write = writing(draft);
	const now = draft.value;
	const keep = () =>
		keepMeans<WorkTrigger>({
			write: () => call(writeWorkTrigger, { ...wishOf(draft.peek()), version: it?.version ?? null }),
			back: (kept) => call(writeWorkTrigger, { ...(it ?? { ...kept, active: false }), version: kept.version }),
			done: again,
		});
	return (
		<MeansForm keep={keep} onClose={onClose}>
			{(errors) => (
				<>
					<TextField label={t('means.code')} disabled={it !== null} error={errors['code']} maxLength={60} value={now.code} onText={(code) => write({ code })} />
					<Select
						label={t('priorities.kind')}
						value={now.kind}
						options={triggerKinds.map((value) => ({ value, label: t(`priorities.kind.${value}`) }))}
						onChoose={(kind) => write({ kind })}
					/>
					<Select
						label={t('priorities.class')}
						error={errors['class']}
						value={now.class}
						options={layers.value.map(({ id, title }) => ({ value: id, label: title }))}
						onChoose={(to) => write({ class: to, families: [] })}
					/>
					<Families of={families.filter((one) => one.class === now.class)} chosen={now.families} onChoose={(those) => write({ families: those })} />
					<Figures now={now} errors={errors} write={write} />
					<Select
						label={t('priorities.orderKind')}
						value={now.orderKind}
						options={proposedKinds.map((value) => ({ value, label: t(`orders.kind.${value}`) }))}
						onChoose={(orderKind) => write({ orderKind })}
					/>
					<TitleFields label={t('priorities.why')} error={errors['title']} title={now.title} onTitle={(title) => write({ title })} />
					<InUse active={now.active} onCheck={(active) => write({ active })} />
				</>
			)}
		</MeansForm>
	);
}

interface FamiliesProps {
	of: TriggerFormProps['families'];
	chosen: readonly string[];
	onChoose: (families: string[]) => void;
}

function Families({ of, chosen, onChoose }: FamiliesProps): JSX.Element {
	return (
		<fieldset class="stack close">
			<legend>{t('priorities.families')}</legend>
			<p class="field-hint">{t('priorities.allFamilies')}</p>
			{of.map(({ family, title }) => (
				<Checkbox
					key={family}
					label={title}
					checked={chosen.includes(family)}
					onCheck={(on) => onChoose(on ? [...chosen, family] : chosen.filter((one) => one !== family))}
				/>
			))}
		</fieldset>
	);
}

interface FiguresProps {
	now: Draft;
	errors: Errors;
	write: (part: Partial<Draft>) => void;
}

/** The figures that its kind asks for. */
function Figures({ now, errors, write }: FiguresProps): JSX.Element {
	const ofState = now.kind === 'condition';
	const labels: Record<Figure, string> = {
		least: t(ofState ? 'priorities.leastGrade' : 'priorities.least'),
		days: t(ofState ? 'priorities.daysUnseen' : 'priorities.days'),
		share: t('priorities.share'),
		odds: t('priorities.odds'),
		weeks: t('priorities.weeks'),
	};
	return (
		<>
			{triggerFigures[now.kind].map((name) => (
				<TextField
					key={name}
					inputMode="decimal"
					label={labels[name]}
					hint={name === 'odds' ? t('priorities.oddsHint') : undefined}
					error={errors[name]}
					value={now[name]}
					onText={(words) => write({ [name]: words })}
				/>
			))}
		</>
	);
}
