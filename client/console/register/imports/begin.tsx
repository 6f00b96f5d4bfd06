import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { beginImport } from '../../../../server/assets/import/contract.ts';
import { call } from '../../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../../api/problem.ts';
import { t } from '../../../i18n/console.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { download } from '../../../ui/icons.ts';
import { ProblemNotice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { noRegister } from '../../address.ts';
import { go } from '../../route.ts';
import { beginFile } from './uploads.ts';

/** Goes to an import. */
export const openImport = (code: string): void => go({ view: 'imports', map: false, register: { ...noRegister, import: code } });

/** Begins an import: a file is dropped or chosen, or the address of a service is given. */
export function Begin(): JSX.Element {
	const problem = useSignal<Problem | null>(null);
	const address = useSignal('');
	const doing = async (begin: () => Promise<{ code: string }>): Promise<void> => {
		try {
			problem.value = null;
			openImport((await begin()).code);
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	const fromAddress = (event: Event): void => {
		event.preventDefault();
		void doing(() => call(beginImport, { address: address.peek() }));
	};
	const wrong = fieldErrors(problem.value)['address'];
	return (
		<Card title={t('imports.begin')}>
			<div class="begin">
				<FileDrop label={t('imports.drop')} hint={t('imports.formats')} onFile={(file) => void doing(() => beginFile(file))} />
				<form class="row begin-address" onSubmit={fromAddress}>
					<TextField
						label={t('imports.address')}
						hint={t('imports.addressHint')}
						type="url"
						value={address.value}
						onText={(text) => (address.value = text)}
						error={wrong}
					/>
					<Button type="submit" disabled={address.value.trim().length < 8}>
						{t('imports.beginAddress')}
					</Button>
				</form>
			</div>
			{problem.value && !wrong && <ProblemNotice problem={problem.value} />}
		</Card>
	);
}

/** A place to drop a file, which is also a button to choose one. */
export function FileDrop({ label, hint, onFile }: { label: string; hint: string; onFile: (file: File) => void }): JSX.Element {
	const over = useSignal(false);
	const dropped = (event: DragEvent): void => {
		event.preventDefault();
		over.value = false;
		const [file] = event.dataTransfer?.files ?? [];
		if (file) onFile(file);
	};
	return (
		<label
			class={`file-drop${over.value ? ' over' : ''}`}
			onDragOver={(event) => {
				event.preventDefault();
				over.value = true;
			}}
			onDragLeave={() => (over.value = false)}
			onDrop={dropped}
		>
			<Icon path={download} size={24} />
			<strong>{label}</strong>
			<span class="quiet small">{hint}</span>
			<input
				type="file"
				class="unseen"
				onChange={({ currentTarget }) => {
					const [file] = currentTarget.files ?? [];
					currentTarget.value = '';
					if (file) onFile(file);
				}}
			/>
		</label>
	);
}
