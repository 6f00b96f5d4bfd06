import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Parameter } from '../../../server/planning/contract.ts';
import { t } from '../../i18n/planner.ts';
import { t as say } from '../../i18n/planner-workspace.ts';
import { lazy } from '../../ui/lazy.tsx';
import { Select } from '../../ui/select.tsx';

const AreaPanel = lazy(() => import('./area-panel.tsx').then((it) => it.AreaPanel));

interface AreaControlProps {
	parameter: Parameter;
	value: string;
	error: string | undefined;
	onSet: (value: string) => void;
}

const own = 'own';

/** What the address says beside the whole town and what can be chosen. */
function titleOf(value: string): string {
	if (value.startsWith('polygon:')) return say('area.drawn');
	if (value.startsWith('hex:')) return say('area.hexChosen', { count: value.split(',').length });
	return value.startsWith('circle:') ? say('area.around', { metres: value.split(',')[1] ?? '' }) : t('area.other');
}

/** Where: the whole town, a part that has a name, or an area of one's own. */
export function AreaControl({ parameter, value, error, onSet }: AreaControlProps): JSX.Element {
	const drawing = useSignal(false);
	const named = [{ value: '', label: t('area.all') }, ...(parameter.choices ?? []).map(({ id, title }) => ({ value: id, label: title }))];
	const shown = named.some((it) => it.value === value) ? named : [...named, { value, label: titleOf(value) }];
	return (
		<>
			<Select
				label={parameter.title}
				hint={parameter.hint}
				error={error}
				name={parameter.id}
				value={drawing.value ? own : value}
				options={[...shown, { value: own, label: say('area.own') }]}
				onChoose={(it) => {
					drawing.value = it === own;
					if (it !== own) onSet(it);
				}}
			/>
			{drawing.value && (
				<AreaPanel
					value={value}
					onSet={onSet}
					onClose={() => {
						drawing.value = false;
					}}
				/>
			)}
		</>
	);
}
