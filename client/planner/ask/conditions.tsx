import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/planner-ask.ts';
import { Button } from '../../ui/button.tsx';
import { plus } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { both, conditionText, type Field, type Way, waysOf } from './inquiry.ts';

interface ConditionsProps {
	label: string;
	hint: string;
	text: string;
	fields: readonly Field[];
	error: string | undefined;
	onText: (text: string) => void;
}

/** Conditions as text, with a line that writes them for whoever does not know how. */
export function Conditions({ label, hint, text, fields, error, onText }: ConditionsProps): JSX.Element {
	const known = fields.filter((it) => it.type !== 'geometry');
	const id = useSignal(known[0]?.id ?? '');
	const chosen = known.find((it) => it.id === id.value) ?? known[0];
	const way = useSignal<Way>('is');
	const value = useSignal('');
	if (!chosen) return <TextArea label={label} hint={hint} error={error} rows={2} value={text} onText={onText} />;
	const ways = waysOf(chosen);
	const how = ways.includes(way.value) ? way.value : 'is';
	const typed = chosen.type === 'boolean' && value.value === '' ? 'true' : value.value;
	const complete = how === 'isUnknown' || typed !== '';
	return (
		<div class="ask-conditions stack close">
			<TextArea label={label} hint={hint} error={error} rows={2} spellcheck={false} value={text} onText={onText} />
			<div class="ask-part">
				<Select
					label={t('condition.field')}
					value={chosen.id}
					options={known.map((it) => ({ value: it.id, label: it.title }))}
					onChoose={(it) => {
						id.value = it;
						value.value = '';
					}}
				/>
				<Select
					label={t('condition.way')}
					value={how}
					options={ways.map((it) => ({ value: it, label: t(`condition.${it}`) }))}
					onChoose={(it) => (way.value = it)}
				/>
				{how !== 'isUnknown' && <Value field={chosen} way={how} value={typed} onValue={(it) => (value.value = it)} />}
				<Button icon={plus} disabled={!complete} onClick={() => onText(both(text, conditionText(chosen, how, typed)))}>
					{t('condition.add')}
				</Button>
			</div>
		</div>
	);
}

const inputs = { text: 'text', number: 'number', date: 'date', boolean: 'text', geometry: 'text' } as const;

function Value({ field, way, value, onValue }: { field: Field; way: Way; value: string; onValue: (value: string) => void }): JSX.Element {
	const choices = field.type === 'boolean' ? ['true', 'false'].map((id) => ({ id, title: id })) : way === 'isAbout' ? undefined : field.choices;
	if (!choices) {
		return <TextField label={t('condition.value')} type={inputs[field.type]} step="any" value={value} onText={onValue} />;
	}
	const options = [...(field.type === 'boolean' ? [] : [{ value: '', label: '…' }]), ...choices.map(({ id, title }) => ({ value: id, label: title }))];
	return <Select label={t('condition.value')} value={value} options={options} onChoose={onValue} />;
}
