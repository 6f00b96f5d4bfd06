import type { JSX } from 'preact';
import type { Rule } from '../../../server/municipality/rules/contract.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { text } from '../../i18n/text.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Texts } from '../settings/texts.tsx';
import { authorities } from './names.ts';

type Does = Rule['does'];

interface DoesFieldsProps {
	does: Does;
	errors: Readonly<Record<string, string>>;
	write: (part: Partial<Does>) => void;
}

const priorities: readonly string[] = ['set 5', 'set 4', 'set 3', 'set 2', 'set 1', 'raise 1', 'raise 2', 'raise 3', 'raise 4'];

const priorityOf = (chosen: string): Does['priority'] => {
	const [how, by] = chosen.split(' ');
	return how === 'set' || how === 'raise' ? { how, by: Number(by) } : null;
};

const priorityLabel = (chosen: string): string => {
	const it = priorityOf(chosen);
	return it ? t(it.how === 'set' ? 'rules.setTo' : 'rules.raiseBy', { n: it.by }) : t('rules.keepPriority');
};

/** Texts that say something; none at all is no reply. */
const replyOf = (texts: Readonly<Record<string, string>>): Does['reply'] => {
	const said = Object.entries(texts).filter(([, words]) => words.trim() !== '');
	return said.length > 0 ? Object.fromEntries(said) : null;
};

/** What is wrong with the reply, by language. */
const replyErrors = (errors: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(errors).flatMap(([path, words]) => (path.startsWith('does.reply.') ? [[path.slice(11), words]] : [])));

/** What a rule does. */
export function DoesFields({ does, errors, write }: DoesFieldsProps): JSX.Element {
	return (
		<>
			<Select
				label={t('rules.department')}
				error={errors['does.department']}
				value={does.department ?? ''}
				options={[{ value: '', label: t('rules.keepDepartment') }, ...theTown().departments.map(({ code, title }) => ({ value: code, label: text(title) }))]}
				onChoose={(code) => write({ department: code || null })}
			/>
			<Select
				label={t('rules.priority')}
				hint={t('rules.priorityHint')}
				error={errors['does.priority']}
				value={does.priority ? `${does.priority.how} ${does.priority.by}` : ''}
				options={['', ...priorities].map((value) => ({ value, label: priorityLabel(value) }))}
				onChoose={(chosen) => write({ priority: priorityOf(chosen) })}
			/>
			<Checkbox label={t('rules.look')} hint={t('rules.lookHint')} checked={does.look} onCheck={(look) => write({ look })} />
			<TextField
				label={t('rules.crew')}
				optional
				maxLength={120}
				error={errors['does.crew']}
				value={does.crew ?? ''}
				onText={(typed) => write({ crew: typed.trim() === '' ? null : typed })}
			/>
			<Select
				label={t('rules.authority')}
				error={errors['does.authority']}
				value={does.authority ?? ''}
				options={[{ value: '', label: t('rules.nobody') }, ...authorities.value.map(({ code, name }) => ({ value: code, label: text(name) }))]}
				onChoose={(code) => write({ authority: code || null })}
			/>
			<Texts
				label={t('rules.reply')}
				hint={t('rules.replyHint')}
				texts={does.reply ?? {}}
				errors={replyErrors(errors)}
				onChange={(texts) => write({ reply: replyOf(texts) })}
			/>
		</>
	);
}
