import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { inspectAsset, listDefects } from '../../../server/assets/inspections/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';

interface InspectFormProps {
	reference: string;
	layer: string;
	onKept: () => Promise<void>;
	onLeave: () => void;
}

type Grade = '1' | '2' | '3' | '4' | '5';
/** Severity by the code of the defect. */
type Found = Readonly<Record<string, number>>;
type Input = Parameters<typeof call<typeof inspectAsset.input, typeof inspectAsset.output>>[1];

const grades: readonly Grade[] = ['1', '2', '3', '4', '5'];
const today = (): string => new Date().toLocaleDateString('sv');

/** Says how an asset was found: a day, a grade, defects, words and photos. */
export function InspectForm({ reference, layer, onKept, onLeave }: InspectFormProps): JSX.Element {
	const on = useSignal(today());
	const grade = useSignal<Grade>('3');
	const note = useSignal('');
	const found = useSignal<Found>({});
	const photos = useSignal<readonly File[]>([]);
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		const defects = Object.entries(found.value).map(([code, severity]) => ({ code, severity }));
		const files = photos.value.length > 0 && { photos: [...photos.value], defects: JSON.stringify(defects) };
		try {
			await call(inspectAsset, {
				reference,
				on: on.value,
				grade: grade.value,
				note: note.value,
				defects,
				language: language.peek(),
				...files,
			} as unknown as Input);
			toast({ text: t('inspect.added') });
			await onKept();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	const errors = fieldErrors(problem.value);
	return (
		<form class="stack inspect-form" noValidate onSubmit={(event) => void submit(event)}>
			<div class="inspect-fields">
				<TextField label={t('inspect.day')} type="date" max={today()} value={on.value} error={errors['on']} onText={(it) => (on.value = it)} />
				<Select
					label={t('inspect.grade')}
					value={grade.value}
					options={grades.map((value) => ({ value, label: t(`inspect.grade.${value}`) }))}
					onChoose={(it) => (grade.value = it)}
				/>
			</div>
			<Defects layer={layer} found={found} />
			<TextArea label={t('inspect.note')} optional rows={2} maxLength={2000} value={note.value} onText={(it) => (note.value = it)} />
			<label class="field">
				<span class="field-label">{t('inspect.photos')}</span>
				<input type="file" accept="image/*" multiple onChange={({ currentTarget }) => (photos.value = [...(currentTarget.files ?? [])].slice(0, 5))} />
			</label>
			{problem.value && !errors['on'] && <ProblemNotice problem={problem.value} />}
			<div class="cluster">
				<Button type="submit" kind="primary" busy={busy.value}>
					{t('inspect.save')}
				</Button>
				<Button kind="quiet" onClick={onLeave}>
					{shared('action.cancel')}
				</Button>
			</div>
		</form>
	);
}

function Defects({ layer, found }: { layer: string; found: Signal<Found> }): JSX.Element | null {
	const known = useCall(listDefects, () => ({ class: layer, language: language.value }));
	const list = known.data.value?.defects ?? [];
	const tell = (code: string, severity: string): void => {
		const { [code]: _, ...others } = found.peek();
		found.value = severity === '' ? others : { ...others, [code]: Number(severity) };
	};
	if (list.length === 0) return null;
	const options = [{ value: '', label: '–' }, ...grades.map((value) => ({ value, label: t('inspect.severity', { severity: value }) }))];
	return (
		<fieldset class="stack tight">
			<legend class="field-label">{t('inspect.defects')}</legend>
			<div class="inspect-defects">
				{list.map(({ code, title }) => (
					<Select key={code} label={title} value={String(found.value[code] ?? '')} options={options} onChoose={(it) => tell(code, it)} />
				))}
			</div>
		</fieldset>
	);
}
