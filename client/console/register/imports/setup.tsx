import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type ImportRequest, type ReadingOptions, startReading } from '../../../../server/assets/import/contract.ts';
import { layersOfImport, previewImport } from '../../../../server/assets/import/review/contract.ts';
import { call } from '../../../api/call.ts';
import { asProblem, type Problem } from '../../../api/problem.ts';
import { useCall } from '../../../api/use-call.ts';
import { t } from '../../../i18n/console.ts';
import { number } from '../../../i18n/format.ts';
import { language } from '../../../i18n/language.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { layers } from '../../facts.ts';
import { Discard } from './decide.tsx';
import { putImport } from './import-state.ts';
import { MappingTable } from './mapping-table.tsx';
import { ReadingFields } from './reading-fields.tsx';

/** How a file is to be read: of which layer it is, which column fills what; guessed, shown with samples, and changed where the guess is wrong. */
export function Setup({ it }: { it: ImportRequest }): JSX.Element {
	const chosen = useSignal(it.class ?? '');
	const options = useSignal<ReadingOptions>(it.options);
	const problem = useSignal<Problem | null>(null);
	const busy = useSignal(false);
	const set = (more: Partial<ReadingOptions>): void => {
		options.value = { ...options.peek(), ...more };
	};
	const mapping = useCall(
		previewImport,
		() => (chosen.value ? { code: it.code, class: chosen.value, options: options.value, language: language.value } : null),
		{ timeout: 90 },
	);
	const read = async (): Promise<void> => {
		busy.value = true;
		try {
			putImport(await call(startReading, { code: it.code, class: chosen.peek(), options: options.peek() }));
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	const wrong = problem.value ?? (chosen.value ? mapping.error.value : null);
	return (
		<section class="stack" aria-label={t('imports.howRead')}>
			<div class="setup-fields">
				<Select
					label={t('imports.class')}
					hint={t('imports.classHint')}
					value={chosen.value}
					options={[{ value: '', label: t('imports.chooseClass') }, ...layers.value.map(({ id, title }) => ({ value: id, label: title }))]}
					onChoose={(value) => (chosen.value = value)}
				/>
				<SourceLayer code={it.code} chosen={options.value.sourceLayer} onChoose={(sourceLayer) => set({ sourceLayer })} />
			</div>
			{wrong && <ProblemNotice problem={wrong} />}
			{chosen.value && !mapping.data.value && !wrong && <Skeleton kind="rows" count={6} />}
			{chosen.value && mapping.data.value && (
				<>
					{mapping.data.value.warning && <Notice kind="warn">{mapping.data.value.warning}</Notice>}
					<ReadingFields mapping={mapping.data.value} options={options.value} onSet={set} />
					<MappingTable mapping={mapping.data.value} options={options.value} onSet={set} />
				</>
			)}
			<div class="cluster">
				<Button kind="primary" busy={busy.value} disabled={!chosen.value} onClick={() => void read()}>
					{t('imports.read')}
				</Button>
				<Discard it={it} />
			</div>
		</section>
	);
}

/** Which layer of a file that holds several. */
function SourceLayer({ code, chosen, onChoose }: { code: string; chosen: string | undefined; onChoose: (layer: string) => void }): JSX.Element | null {
	const found = useCall(layersOfImport, () => ({ code }), { timeout: 90 });
	const held = found.data.value?.layers ?? [];
	if (held.length < 2) return null;
	return (
		<Select
			label={t('imports.sourceLayer')}
			value={chosen ?? held[0]?.name ?? ''}
			options={held.map(({ name, rows }) => ({ value: name, label: rows === null ? name : `${name} (${number(rows)})` }))}
			onChoose={onChoose}
		/>
	);
}
