import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Rule } from '../../../server/municipality/rules/contract.ts';
import { t } from '../../i18n/console.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { cross } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Several } from '../authorities/several.tsx';
import { attributeName, attributeOf, attributeOptions } from './names.ts';
import type { WhenProps } from './when-props.ts';

type Test = Rule['when']['attributes'][number];

const numberOrNull = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));
const typedOf = (it: number | null): string => (it === null ? '' : String(it));

/** What the register must say of the asset. */
export function AttributeFields({ when: { attributes, classes, criticality }, errors, write }: WhenProps): JSX.Element {
	const change = (at: number, part: Partial<Test>): void => write({ attributes: attributes.map((it, i) => (i === at ? { ...it, ...part } : it)) });
	const left = attributeOptions(classes).filter(({ value }) => !attributes.some(({ name }) => name === value));
	return (
		<div class="stack close">
			<Select
				label={t('rules.attributes')}
				value=""
				options={[{ value: '', label: t('rules.choose') }, ...left]}
				onChoose={(name) => name !== '' && write({ attributes: [...attributes, { name, values: [], from: null, to: null }] })}
			/>
			{attributes.map((it, at) => (
				<div key={it.name} class="row">
					<div class="grow">
						<Asked it={it} error={errorOf(errors, at)} write={(part) => change(at, part)} />
					</div>
					<IconButton
						path={cross}
						label={t('rules.placeWithout', { name: attributeName(it.name) })}
						onClick={() => write({ attributes: attributes.filter((_, i) => i !== at) })}
					/>
				</div>
			))}
			<Select
				label={t('rules.importance')}
				error={errors['when.criticality']}
				value={criticality ? String(criticality.from) : ''}
				options={[{ value: '', label: t('rules.any') }, ...['2', '3', '4', '5'].map((n) => ({ value: n, label: t('rules.importanceFrom', { n }) }))]}
				onChoose={(from) => write({ criticality: from === '' ? null : { from: Number(from), to: 5 } })}
			/>
		</div>
	);
}

const errorOf = (errors: Readonly<Record<string, string>>, at: number): string | undefined =>
	Object.entries(errors).find(([path]) => path === `when.attributes.${at}` || path.startsWith(`when.attributes.${at}.`))?.[1];

interface AskedProps {
	it: Test;
	error: string | undefined;
	write: (part: Partial<Test>) => void;
}

/** One attribute: some of its choices, a range of numbers, or words. */
function Asked({ it, error, write }: AskedProps): JSX.Element {
	const name = attributeName(it.name);
	const known = attributeOf(it.name);
	if (known?.choices)
		return (
			<Several
				{...{ label: t('rules.values', { name }), add: t('rules.choose'), error, chosen: it.values }}
				options={Object.entries(known.choices).map(([value, label]) => ({ value, label }))}
				onChange={(values) => write({ values })}
			/>
		);
	if (known?.kind === 'number')
		return (
			<div class="rule-pair">
				<TextField
					type="number"
					label={t('rules.from', { name })}
					error={error}
					value={typedOf(it.from)}
					onText={(typed) => write({ from: numberOrNull(typed) })}
				/>
				<TextField type="number" label={t('rules.to', { name })} value={typedOf(it.to)} onText={(typed) => write({ to: numberOrNull(typed) })} />
			</div>
		);
	return <Words name={name} it={it} error={error} write={write} />;
}

function Words({ name, it, error, write }: AskedProps & { name: string }): JSX.Element {
	const typed = useSignal(it.values.join(', '));
	const change = (text: string): void => {
		typed.value = text;
		const values = text.split(',').map((value) => value.trim());
		write({ values: values.filter(Boolean) });
	};
	return <TextField label={t('rules.values', { name })} hint={t('rules.valuesHint')} error={error} value={typed.value} onText={change} />;
}
