import type { JSX } from 'preact';
import type { Measure } from '../../../server/planning/inquiry/contract.ts';
import { t } from '../../i18n/planner-ask.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { cross, plus } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import type { Field } from './inquiry.ts';

type What = Measure['what'];

const kinds: Readonly<Record<What, Field['type'] | null>> = {
	count: null,
	rate: null,
	sum: 'number',
	average: 'number',
	median: 'number',
	least: 'number',
	most: 'number',
	share: 'boolean',
};

interface MeasuresProps {
	measures: readonly Measure[];
	fields: readonly Field[];
	/** Whether faults are counted: only they have rates. */
	ofFaults: boolean;
	errors: (i: number) => string | undefined;
	onChange: (measures: Measure[]) => void;
}

const most = 4;

/** A figure of a kind, of the first field that has it. */
function measureOf(what: What, fields: readonly Field[]): Measure {
	if (what === 'rate') return { what, per: 'km' };
	const field = kinds[what] && fields.find((it) => it.type === kinds[what])?.id;
	return { what, ...(field && { field }) };
}

/** What is said of each group: up to four figures. */
export function Measures({ measures, fields, ofFaults, errors, onChange }: MeasuresProps): JSX.Element {
	const set = (i: number, measure: Measure): void => onChange(measures.map((it, at) => (at === i ? measure : it)));
	return (
		<>
			{measures.map((measure, i) => (
				<div key={`${i} ${measure.what}`} class="ask-part">
					<Select
						label={t('measure.what')}
						error={errors(i)}
						value={measure.what}
						options={whats(ofFaults)}
						onChoose={(what) => set(i, measureOf(what, fields))}
					/>
					<Of measure={measure} fields={fields} onChange={(it) => set(i, it)} />
					{measures.length > 1 && <IconButton path={cross} label={t('measure.remove')} onClick={() => onChange(measures.filter((_, at) => at !== i))} />}
				</div>
			))}
			{measures.length < most && (
				<Button kind="quiet" icon={plus} onClick={() => onChange([...measures, measureOf('average', fields)])}>
					{t('measure.add')}
				</Button>
			)}
		</>
	);
}

const whats = (ofFaults: boolean): { value: What; label: string }[] =>
	(Object.keys(kinds) as What[]).filter((it) => ofFaults || it !== 'rate').map((value) => ({ value, label: t(`measure.${value}`) }));

function Of({ measure, fields, onChange }: { measure: Measure; fields: readonly Field[]; onChange: (measure: Measure) => void }): JSX.Element | null {
	const kind = kinds[measure.what];
	if (measure.what === 'rate') {
		const options = [
			{ value: 'km' as const, label: t('measure.perKm') },
			{ value: 'asset' as const, label: t('measure.perAsset') },
		];
		return <Select label={t('measure.per')} value={measure.per ?? 'km'} options={options} onChoose={(per) => onChange({ ...measure, per })} />;
	}
	if (kind === null) return null;
	const options = fields.filter((it) => it.type === kind).map(({ id, title }) => ({ value: id, label: title }));
	return <Select label={t('measure.field')} value={measure.field ?? ''} options={options} onChoose={(field) => onChange({ ...measure, field })} />;
}
