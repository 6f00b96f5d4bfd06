import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Rule } from '../../../server/municipality/rules/contract.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { check } from '../../ui/icons.ts';
import { TextField } from '../../ui/text-field.tsx';
import { AboutFields } from './about-fields.tsx';
import { AttributeFields } from './attribute-fields.tsx';
import { DoesFields } from './does-fields.tsx';
import { editing, errorsOf, put } from './draft.ts';
import { PlaceFields } from './place-fields.tsx';
import { sentence } from './sentence.ts';
import { TimeFields } from './time-fields.tsx';

/** Writes one rule: its name, when it holds, what it does. It goes into the draft; nothing holds before that is published. */
export function RuleForm({ it }: { it: Rule }): JSX.Element {
	const draft = useSignal(it);
	const nameless = useSignal(false);
	const errors = errorsOf(it.id);
	const change = (part: Partial<Rule>): void => {
		draft.value = { ...draft.peek(), ...part };
	};
	const when = (part: Partial<Rule['when']>): void => change({ when: { ...draft.peek().when, ...part } });
	const done = (event: Event): void => {
		event.preventDefault();
		const rule = { ...draft.peek(), name: draft.peek().name.trim() };
		nameless.value = rule.name === '';
		if (nameless.value) return;
		put(rule);
		editing.value = null;
	};
	const parts = { when: draft.value.when, errors, write: when };
	return (
		<form class="stack" noValidate onSubmit={done}>
			<TextField
				label={t('rules.name')}
				hint={t('rules.nameHint')}
				maxLength={120}
				error={nameless.value ? t('rules.nameless') : errors['name']}
				value={draft.value.name}
				onText={(name) => change({ name })}
			/>
			<p class="rule-part rule-sentence" role="status">
				{sentence(draft.value)}
			</p>
			<fieldset class="stack rule-part">
				<legend>{t('rules.if')}</legend>
				<p class="field-hint">{t('rules.ifHint')}</p>
				<AboutFields {...parts} />
				<PlaceFields {...parts} />
				<AttributeFields {...parts} />
				<TimeFields {...parts} />
			</fieldset>
			<fieldset class="stack rule-part">
				<legend>{t('rules.does')}</legend>
				<p class="field-hint">{errors['does'] ?? t('rules.doesHint')}</p>
				<DoesFields does={draft.value.does} errors={errors} write={(part) => change({ does: { ...draft.peek().does, ...part } })} />
			</fieldset>
			<div class="cluster">
				<Button kind="primary" type="submit" icon={check}>
					{t('rules.done')}
				</Button>
			</div>
		</form>
	);
}
