import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { languageNames, offered } from '../../i18n/language.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

export type Errors = Readonly<Record<string, string | undefined>>;

interface MeansFormProps {
	/** Keeps what was written; answers what was wrong with it. */
	keep: () => Promise<Problem | null>;
	onClose: () => void;
	children: (errors: Errors) => ComponentChildren;
}

/** The frame of a form for a crew, a material, a checklist or a code. */
export function MeansForm({ keep, onClose, children }: MeansFormProps): JSX.Element {
	const problem = useSignal<Problem | null>(null);
	const busy = useSignal(false);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = await keep();
		busy.value = false;
		if (!problem.value) onClose();
	};
	return (
		<form class="stack" noValidate onSubmit={(event) => void submit(event)}>
			{children(fieldErrors(problem.value))}
			{problem.value && <ProblemNotice problem={problem.value} />}
			<div class="cluster">
				<Button kind="primary" type="submit" busy={busy.value}>
					{t('means.keep')}
				</Button>
				<Button kind="quiet" onClick={onClose}>
					{shared('action.cancel')}
				</Button>
			</div>
		</form>
	);
}

type Texts = Readonly<Record<string, string>>;

interface TitleFieldsProps {
	label: string;
	error: string | undefined;
	title: Texts;
	onTitle: (title: Record<string, string>) => void;
}

/** What something is called, in each language of the municipality. */
export function TitleFields({ label, error, title, onTitle }: TitleFieldsProps): JSX.Element {
	return (
		<>
			{offered.value.map((language, at) => (
				<TextField
					key={language}
					label={`${label} (${languageNames[language]})`}
					error={at === 0 ? error : undefined}
					optional={at > 0}
					maxLength={200}
					value={title[language] ?? ''}
					onText={(words) => onTitle({ ...title, [language]: words })}
				/>
			))}
		</>
	);
}

/** Whether it is in use; what is not can be found here, and nowhere else. */
export const InUse = ({ active, onCheck }: { active: boolean; onCheck: (active: boolean) => void }): JSX.Element => (
	<Checkbox label={t('means.active')} hint={t('means.activeHint')} checked={active} onCheck={onCheck} />
);

/** Changes a part of what is written. */
export const writing =
	<Draft extends object>(draft: Signal<Draft>) =>
	(part: Partial<Draft>): void => {
		draft.value = { ...draft.peek(), ...part };
	};

/** A number as it was typed; NaN where it is none. */
export const amountOf = (typed: string): number => (typed.trim() === '' ? Number.NaN : Number(typed.replace(',', '.')));
