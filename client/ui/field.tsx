import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../i18n/shared.ts';
import './field.css';

/** What every control has around it. */
export interface FieldWords {
	label: string;
	/** One sentence under the label: why it is asked, what it looks like. */
	hint?: string | undefined;
	/** What is wrong with it, from a check or from the server. */
	error?: string | undefined;
	/** Marked as optional; what is not is taken to be needed. */
	optional?: boolean | undefined;
	/** The label is only for screen readers, where the place already says it. */
	bare?: boolean | undefined;
}

/** The attributes by which a control is tied to its label, hint and error. */
export interface Tied {
	id: string;
	'aria-describedby': string | undefined;
	'aria-invalid': 'true' | undefined;
}

interface FieldProps extends FieldWords {
	children: (tied: Tied) => ComponentChildren;
}

/** A label, a hint and an error around one control: `<Field label="…">{(tied) => <input {...tied} />}</Field>`. */
export function Field({ label, hint, error, optional, bare, children }: FieldProps): JSX.Element {
	const id = useId();
	const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
	return (
		<div class={`field${error ? ' wrong' : ''}`}>
			<label for={id} class={bare ? 'unseen' : 'field-label'}>
				{label}
				{optional && <span class="field-optional"> ({t('field.optional')})</span>}
			</label>
			{hint && (
				<p id={`${id}-hint`} class="field-hint">
					{hint}
				</p>
			)}
			{children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? 'true' : undefined })}
			{error && (
				<p id={`${id}-error`} class="field-error">
					{error}
				</p>
			)}
		</div>
	);
}
