import type { JSX } from 'preact';
import type { Layer } from '../../../../server/municipality/contract.ts';
import { t } from '../../../i18n/console.ts';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { fieldWords } from '../field-words.ts';
import { type FieldName, fieldNames } from './draft.ts';
import { draft, layer, refusal, subject } from './edit-state.ts';

type Attribute = Layer['attributes'][number];

const setAttribute = (id: string, value: string): void => {
	draft.value = { ...draft.peek(), attributes: { ...draft.peek().attributes, [id]: value } };
};

const setField = (name: FieldName, value: string): void => {
	draft.value = { ...draft.peek(), fields: { ...draft.peek().fields, [name]: value } };
};

/** What the server found wrong with a field, by the end of its path. */
const wrongWith = (name: string): string | undefined => refusal.value?.errors.find(({ path }) => path === name || path.endsWith(`.${name}`))?.message;

/** What the class has, and what every asset has. */
export function AttributeFields(): JSX.Element {
	return (
		<section class="stack close" aria-labelledby="fields-title">
			<h2 class="register-heading" id="fields-title">
				{t('edit.attributes')}
			</h2>
			<div class="setup-fields">
				{!subject.value && (
					<TextField
						label={t('field.key')}
						hint={t('edit.keyHint')}
						optional
						value={draft.value.key}
						onText={(key) => (draft.value = { ...draft.peek(), key })}
						error={wrongWith('key')}
					/>
				)}
				{layer.value?.attributes.map((attribute) => (
					<AttributeField key={attribute.id} attribute={attribute} />
				))}
				{fieldNames.map((name) => (
					<RegisterField key={name} name={name} />
				))}
			</div>
		</section>
	);
}

const unknown = (): { value: string; label: string } => ({ value: '', label: t('edit.notKnown') });

/** The values a choice may have, in words; what the class does not know is shown as it is, until somebody chooses something else. */
function choicesOf({ kind, choices = {} }: Attribute, value: string): { value: string; label: string }[] {
	const known: Readonly<Record<string, string>> = kind === 'boolean' ? { true: t('edit.yes'), false: t('edit.no') } : choices;
	const odd = value !== '' && !(value in known) ? [{ value, label: value }] : [];
	return [unknown(), ...odd, ...Object.entries(known).map(([choice, label]) => ({ value: choice, label }))];
}

function AttributeField({ attribute }: { attribute: Attribute }): JSX.Element {
	const { id, title, kind, unit } = attribute;
	const value = draft.value.attributes[id] ?? '';
	const words = { label: unit ? `${title} (${unit})` : title, error: wrongWith(id) };
	if (kind === 'choice' || kind === 'boolean') {
		return <Select {...words} value={value} options={choicesOf(attribute, value)} onChoose={(it) => setAttribute(id, it)} />;
	}
	const type = kind === 'date' ? 'date' : 'text';
	return <TextField {...words} type={type} inputMode={kind === 'number' ? 'decimal' : undefined} value={value} onText={(it) => setAttribute(id, it)} />;
}

const grades = ['1', '2', '3', '4', '5'];
const dates: readonly FieldName[] = ['installedOn', 'conditionOn'];
const graded: readonly FieldName[] = ['conditionGrade', 'criticality'];

function RegisterField({ name }: { name: FieldName }): JSX.Element {
	const value = draft.value.fields[name];
	const error = wrongWith(name);
	if (graded.includes(name)) {
		const options = grades.map((grade) => ({ value: grade, label: grade }));
		return <Select label={fieldWords(name)} value={value} options={[unknown(), ...options]} onChoose={(it) => setField(name, it)} error={error} />;
	}
	return <TextField label={fieldWords(name)} type={dates.includes(name) ? 'date' : 'text'} value={value} onText={(it) => setField(name, it)} error={error} />;
}
