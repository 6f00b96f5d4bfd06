import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { addKey } from '../../../server/auth/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { copy } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';

const lasting = { '30': 30, '365': 365, '': null } as const;

/** A line of text with a button that copies it. */
export function CopyLine({ label, text, button }: { label: string; text: string; button: string }): JSX.Element {
	const take = async (): Promise<void> => {
		await navigator.clipboard.writeText(text);
		toast({ text: shared('action.copied'), seconds: 3 });
	};
	return (
		<p class="cluster">
			<span class="quiet">{label}</span>
			<code class="code message-body">{text}</code>
			<Button icon={copy} onClick={() => void take()}>
				{button}
			</Button>
		</p>
	);
}

/** Makes a key and shows it, once. */
export function KeyForm({ onDone }: { onDone: () => void }): JSX.Element {
	const label = useSignal('');
	const may = useSignal<'read' | 'all'>('read');
	const days = useSignal<keyof typeof lasting>('365');
	const problem = useSignal<Problem | null>(null);
	const secret = useSignal<string | null>(null);
	const busy = useSignal(false);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			secret.value = (await call(addKey, { label: label.value, readOnly: may.value === 'read', days: lasting[days.value] })).secret;
			onDone();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	if (secret.value) return <Made secret={secret.value} />;
	return (
		<form class="stack" onSubmit={submit}>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<TextField
				label={t('keys.label')}
				hint={t('keys.labelHint')}
				error={fieldErrors(problem.value)['label']}
				required
				maxLength={80}
				value={label.value}
				onText={(it) => (label.value = it)}
			/>
			<Select
				label={t('keys.mayDo')}
				value={may.value}
				options={[
					{ value: 'read', label: t('keys.reading') },
					{ value: 'all', label: t('keys.all') },
				]}
				onChoose={(it) => (may.value = it === 'all' ? 'all' : 'read')}
			/>
			<Select
				label={t('keys.lasts')}
				value={days.value}
				options={[
					{ value: '30', label: t('keys.days30') },
					{ value: '365', label: t('keys.days365') },
					{ value: '', label: t('keys.forever') },
				]}
				onChoose={(it) => (days.value = it === '30' || it === '365' ? it : '')}
			/>
			<Button kind="primary" type="submit" busy={busy.value}>
				{t('keys.make')}
			</Button>
		</form>
	);
}

function Made({ secret }: { secret: string }): JSX.Element {
	return (
		<Notice kind="good" title={t('keys.made')}>
			<p>{t('keys.madeHint')}</p>
			<CopyLine label="" text={secret} button={t('keys.copy')} />
		</Notice>
	);
}
