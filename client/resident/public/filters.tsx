import type { JSX } from 'preact';
import { ages } from '../../../server/faults/contract.ts';
import { theTown } from '../../api/town.ts';
import { collate } from '../../i18n/format.ts';
import { t } from '../../i18n/resident-pages.ts';
import { t as more } from '../../i18n/resident-public.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { cross } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { services } from '../report/services.ts';
import { writeQuery } from '../route.ts';
import { type FaultFilter, filterStates, writeFilter } from './fault-filter.ts';

/** Kinds of things that can have faults, by name. */
export const classes = (): { value: string; label: string }[] => {
	const named = new Map((services.value ?? []).map((it) => [it.class, it.group]));
	return [...named].map(([value, label]) => ({ value, label })).sort((a, b) => collate(a.label, b.label));
};

const wards = (): { value: string; label: string }[] =>
	theTown()
		.wards.map(({ code, name }) => ({ value: code, label: name }))
		.sort((a, b) => collate(a.label, b.label));

/** Which faults are shown; kept in the address, so that a view can be handed on. */
export function Filters({ filter }: { filter: FaultFilter }): JSX.Element {
	const change = (part: Partial<FaultFilter>): void => writeQuery(writeFilter({ ...filter, ...part }));
	return (
		<div class="stack close">
			<Chips
				label={t('faults.state')}
				single
				chips={filterStates.map((value) => ({ value, label: t(`faults.${value}`) }))}
				chosen={[filter.state]}
				onChange={([state = 'open']) => change({ state })}
			/>
			<div class="faults-selects">
				<Select
					label={t('faults.class')}
					bare
					value={filter.class}
					options={[{ value: '', label: t('faults.anyClass') }, ...classes()]}
					onChoose={(it) => change({ class: it })}
				/>
				<Select
					label={t('faults.ward')}
					bare
					value={filter.ward}
					options={[{ value: '', label: t('faults.anyWard') }, ...wards()]}
					onChoose={(it) => change({ ward: it })}
				/>
				<Select
					label={more('age.label')}
					bare
					value={filter.age}
					options={[{ value: '' as const, label: more('age.any') }, ...ages.map((value) => ({ value, label: more(`age.${value}`) }))]}
					onChoose={(it) => change({ age: it })}
				/>
			</div>
			{filter.street && (
				<div>
					<Button icon={cross} onClick={() => change({ street: '' })}>
						{more('map.street', { street: filter.street })}
					</Button>
				</div>
			)}
		</div>
	);
}
