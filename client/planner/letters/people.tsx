import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/planner-letters.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface PeopleProps {
	staff: readonly { id: string; name: string }[];
	chosen: readonly string[];
	error: string | undefined;
	onChoose: (chosen: string[]) => void;
}

/** So many names can be looked through without searching. */
const few = 8;

/** Which colleagues get it: those who do stand first, whatever is searched for. */
export function People({ staff, chosen, error, onChoose }: PeopleProps): JSX.Element {
	const searched = useSignal('');
	// As it was when the list was opened: names must not jump while they are ticked.
	const first = useSignal(new Set(chosen)).value;
	const wish = searched.value.trim().toLowerCase();
	const shown = [...staff.filter(({ id }) => first.has(id)), ...staff.filter(({ id, name }) => !first.has(id) && (!wish || name.toLowerCase().includes(wish)))];
	const choose = (id: string, checked: boolean): void => onChoose(checked ? [...chosen, id] : chosen.filter((it) => it !== id));
	return (
		<fieldset class="letter-people stack close">
			<legend class="field-label">
				{t('people')} ({chosen.length})
			</legend>
			{staff.length > few && (
				<TextField type="search" label={t('filter')} bare placeholder={t('filter')} value={searched.value} onText={(it) => (searched.value = it)} />
			)}
			<div class="letter-names">
				{shown.map(({ id, name }) => (
					<Checkbox key={id} label={name} checked={chosen.includes(id)} onCheck={(checked) => choose(id, checked)} />
				))}
			</div>
			{error && (
				<p class="field-error" role="alert">
					{error}
				</p>
			)}
		</fieldset>
	);
}
