import type { JSX } from 'preact';
import type { ReadingOptions } from '../../../../server/assets/import/contract.ts';
import type { Mapping } from '../../../../server/assets/import/review/contract.ts';
import { t } from '../../../i18n/console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { Select } from '../../../ui/select.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { fieldWords } from '../field-words.ts';

type Target = Mapping['targets'][number];
type Sample = Mapping['columns'][number]['samples'][number];

interface MappingTableProps {
	mapping: Mapping;
	options: ReadingOptions;
	onSet: (more: Partial<ReadingOptions>) => void;
}

const key = 'key';

/** What a target is called: attributes as the layer calls them, what every asset has as we do. */
const titleOf = ({ id, title, of }: Target): string => (of === 'register' ? fieldWords(id) : title);

/** The column that fills a target; nothing where none does. */
export const columnOf = ({ columns }: Pick<Mapping, 'columns'>, target: string): string => columns.find(({ fills }) => fills.includes(target))?.column ?? '';

/** One row for the key and for each thing that can be filled, with the column that fills it and what is made of its values. */
export function MappingTable({ mapping, options, onSet }: MappingTableProps): JSX.Element {
	const choices = [{ value: '', label: t('imports.fromNothing') }, ...mapping.columns.map(({ column }) => ({ value: column, label: column }))];
	const rows = [{ id: key, title: t('imports.key') }, ...mapping.targets.map((it) => ({ id: it.id, title: titleOf(it) }))];
	const chosenOf = (id: string): string => (id === key ? (mapping.key ?? '') : columnOf(mapping, id));
	const choose = (id: string, column: string): void => {
		if (id === key) onSet({ key: column === '' ? 'id' : column });
		else onSet({ map: { ...options.map, [id]: column } });
	};
	const columns: Column<(typeof rows)[number]>[] = [
		{ key: 'target', title: t('imports.fills'), heading: true, cell: ({ title }) => title },
		{
			key: 'column',
			title: t('imports.column'),
			cell: ({ id, title }) => (
				<Select bare label={t('imports.columnFor', { field: title })} value={chosenOf(id)} options={choices} onChoose={(column) => choose(id, column)} />
			),
		},
		{
			key: 'samples',
			title: t('imports.samples'),
			cell: ({ id }) => <Samples samples={mapping.columns.find(({ column }) => column === chosenOf(id))?.samples ?? []} />,
		},
	];
	const filled = new Set([mapping.key, ...rows.map(({ id }) => chosenOf(id))]);
	const unused = mapping.columns.filter(({ column }) => !filled.has(column));
	return (
		<Card title={t('imports.mapping')} flush>
			<Table caption={t('imports.mapping')} columns={columns} rows={rows} keyOf={({ id }) => id} />
			{unused.length > 0 && <p class="mapping-unused quiet small">{t('imports.unused', { columns: unused.map(({ column }) => column).join(', ') })}</p>}
		</Card>
	);
}

const shownSamples = 3;

/** Values as they are given, and as they are understood where that is something else. */
function Samples({ samples }: { samples: readonly Sample[] }): JSX.Element {
	return (
		<ul class="bare-list samples small">
			{samples.slice(0, shownSamples).map(({ given, understood, problem }, at) => (
				<li key={at} class="cluster tight">
					<span class="code">{given || '–'}</span>
					{problem && <Badge tone="warn">{problem}</Badge>}
					{!problem && understood !== null && String(understood) !== given && <span class="quiet">→ {String(understood)}</span>}
				</li>
			))}
		</ul>
	);
}
