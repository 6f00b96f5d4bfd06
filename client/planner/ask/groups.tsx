import type { JSX } from 'preact';
import type { Group } from '../../../server/planning/inquiry/contract.ts';
import { t } from '../../i18n/planner-ask.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { cross } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Field } from './inquiry.ts';

const pieces = ['month', 'quarter', 'year', 'weekday'] as const;
type Piece = (typeof pieces)[number];

const pieceWords = (): Readonly<Record<Piece, string>> => ({
	month: t('by.pieceMonth'),
	quarter: t('by.pieceQuarter'),
	year: t('by.pieceYear'),
	weekday: t('by.pieceWeekday'),
});

interface GroupsProps {
	by: readonly Group[];
	fields: readonly Field[];
	onChange: (by: Group[]) => void;
}

const most = 3;

/** By what rows are gathered: up to three fields, dates by a piece of the calendar, numbers in steps. */
export function Groups({ by, fields, onChange }: GroupsProps): JSX.Element {
	const open = fields.filter((field) => field.type !== 'geometry' && !by.some((it) => it.field === field.id));
	const set = (i: number, group: Group): void => onChange(by.map((it, at) => (at === i ? group : it)));
	return (
		<>
			{by.map((group, i) => {
				const field = fields.find((it) => it.id === group.field);
				return (
					<div key={group.field} class="ask-part">
						<span class="ask-part-title">
							{t('by.field')}: <strong>{field?.title ?? group.field}</strong>
						</span>
						<Detail group={group} field={field} onChange={(it) => set(i, it)} />
						<IconButton path={cross} label={t('by.remove', { field: field?.title ?? group.field })} onClick={() => onChange(by.filter((_, at) => at !== i))} />
					</div>
				);
			})}
			{by.length < most && (
				<Select
					label={t('by.add')}
					value=""
					options={[{ value: '', label: by.length === 0 ? t('by.none') : '…' }, ...open.map(({ id, title }) => ({ value: id, label: title }))]}
					onChoose={(id) => id !== '' && onChange([...by, usual(id, fields)])}
				/>
			)}
		</>
	);
}

/** Days are too many to read: months at first. */
const usual = (id: string, fields: readonly Field[]): Group => ({
	field: id,
	...(fields.find((it) => it.id === id)?.type === 'date' && { piece: 'month' as const }),
});

function Detail({ group, field, onChange }: { group: Group; field: Field | undefined; onChange: (group: Group) => void }): JSX.Element | null {
	if (field?.type === 'date') {
		const words = pieceWords();
		const options = [{ value: 'day' as const, label: t('by.pieceDay') }, ...pieces.map((value) => ({ value, label: words[value] }))];
		return (
			<Select
				label={t('by.piece')}
				value={group.piece ?? 'day'}
				options={options}
				onChoose={(piece) => onChange({ field: group.field, ...(piece !== 'day' && { piece }) })}
			/>
		);
	}
	if (field?.type !== 'number') return null;
	return (
		<TextField
			label={t('by.step')}
			optional
			type="number"
			min={0.001}
			step="any"
			value={group.step === undefined ? '' : String(group.step)}
			onText={(text) => onChange({ field: group.field, ...(Number(text) > 0 && { step: Number(text) }) })}
		/>
	);
}
