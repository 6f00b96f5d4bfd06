import type { JSX } from 'preact';
import type { InquiryTable } from '../../../server/planning/inquiry/contract.ts';
import { t } from '../../i18n/planner-ask.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Conditions } from './conditions.tsx';
import { Groups } from './groups.tsx';
import { type Draft, type Field, first } from './inquiry.ts';
import { Measures } from './measures.tsx';

interface AskFormProps {
	tables: readonly InquiryTable[];
	draft: Draft;
	errors: Readonly<Record<string, string>>;
	busy: boolean;
	onChange: (draft: Draft) => void;
	onAsk: () => void;
	onStop: () => void;
}

const isTable = (id: string): id is Draft['from'] => ['fault', 'report', 'work', 'asset'].includes(id);

/** What one starts with in a table: gathered by its first field of few values. */
const startIn = (from: Draft['from'], fields: readonly Field[]): Draft => {
	const field = fields.find((it) => it.choices)?.id ?? fields[0]?.id;
	return { ...first, from, by: field === undefined ? [] : [{ field }] };
};

/** A question as a form: what is counted, by what, which figures, under which conditions. */
export function AskForm({ tables, draft, errors, busy, onChange, onAsk, onStop }: AskFormProps): JSX.Element | null {
	const table = tables.find((it) => it.id === draft.from);
	if (!table) return null;
	const { fields } = table;
	const set = (part: Partial<Draft>): void => onChange({ ...draft, ...part });
	const rate = draft.measures.some((it) => it.what === 'rate');
	const at = (path: string): string | undefined => Object.entries(errors).find(([key]) => key === path || key.startsWith(`${path}.`))?.[1];
	const submit = (event: Event): void => {
		event.preventDefault();
		onAsk();
	};
	return (
		<form class="ask-form" aria-label={t('form.title')} onSubmit={submit}>
			<div class="ask-part">
				<Select
					label={t('form.from')}
					hint={table.row}
					value={draft.from}
					options={tables.map(({ id, title }) => ({ value: id, label: title }))}
					onChoose={(id) => isTable(id) && onChange(startIn(id, tables.find((it) => it.id === id)?.fields ?? []))}
				/>
			</div>
			<div class="stack close">
				<Groups by={draft.by} fields={fields} onChange={(by) => set({ by })} />
				{at('inquiry.by') && <p class="field-error">{at('inquiry.by')}</p>}
			</div>
			<div class="stack close">
				<Measures
					measures={draft.measures}
					fields={fields}
					ofFaults={draft.from === 'fault'}
					errors={(i) => at(`inquiry.measures.${i}`) ?? (i === 0 ? errors['inquiry.measures'] : undefined)}
					onChange={(measures) => set({ measures })}
				/>
			</div>
			<div class="ask-wide stack">
				<Conditions
					label={t('condition.text')}
					hint={t('condition.textHint')}
					text={draft.filter}
					fields={rate ? fields.filter((it) => !it.ofAssets && it.type !== 'date') : fields}
					error={at('inquiry.filter')}
					onText={(filter) => set({ filter })}
				/>
				{(rate || draft.among !== '') && (
					<Conditions
						label={t('condition.amongText')}
						hint={t('condition.amongHint')}
						text={draft.among}
						fields={fields.filter((it) => it.ofAssets)}
						error={at('inquiry.among')}
						onText={(among) => set({ among })}
					/>
				)}
				<Limits draft={draft} tables={tables} at={at} onChange={set} />
			</div>
			<div class="cluster ask-wide">
				<Button kind="primary" type="submit" busy={busy}>
					{t('ask.again')}
				</Button>
				{busy && <Button onClick={onStop}>{t('ask.stop')}</Button>}
			</div>
		</form>
	);
}

interface LimitsProps {
	draft: Draft;
	tables: readonly InquiryTable[];
	at: (path: string) => string | undefined;
	onChange: (part: Partial<Draft>) => void;
}

/** In which years, near what, and in which order. */
function Limits({ draft, tables, at, onChange }: LimitsProps): JSX.Element {
	const classes = tables.find((it) => it.id === 'asset')?.fields.find((it) => it.id === 'class')?.choices ?? [];
	const { near, years, order, from } = draft;
	return (
		<div class="ask-part">
			{from !== 'asset' && <Years years={years} error={at('inquiry.years')} onChange={(it) => onChange({ years: it })} />}
			<Select
				label={t('form.near')}
				error={at('inquiry.near')}
				value={near?.class ?? ''}
				options={[{ value: '', label: t('form.nearNone') }, ...classes.map(({ id, title }) => ({ value: id, label: title }))]}
				onChoose={(id) => onChange({ near: id === '' ? null : { class: id, metres: near?.metres ?? 50 } })}
			/>
			{near && (
				<TextField
					label={t('form.nearMetres')}
					type="number"
					min={1}
					max={2000}
					required
					value={String(near.metres)}
					onText={(text) => onChange({ near: { ...near, metres: Number(text) } })}
				/>
			)}
			<Select
				label={t('form.order')}
				value={order}
				options={[
					{ value: 'most', label: t('form.orderMost') },
					{ value: 'group', label: t('form.orderGroup') },
				]}
				onChoose={(it) => onChange({ order: it === 'group' ? 'group' : 'most' })}
			/>
		</div>
	);
}

const yearOf = (text: string): number | undefined => (/^\d{4}$/.test(text) ? Number(text) : undefined);

function Years({ years, error, onChange }: { years: Draft['years']; error: string | undefined; onChange: (years: Draft['years']) => void }): JSX.Element {
	const set = (part: 'from' | 'until', text: string): void => {
		const year = yearOf(text);
		if (text === '') onChange(null);
		else if (year !== undefined) onChange({ from: year, until: year, ...years, [part]: year });
	};
	return (
		<>
			<TextField
				label={t('form.yearFrom')}
				optional
				inputMode="numeric"
				maxLength={4}
				error={error}
				value={years ? String(years.from) : ''}
				onText={() => undefined}
				onChange={({ currentTarget }) => set('from', currentTarget.value)}
			/>
			<TextField
				label={t('form.yearUntil')}
				optional
				inputMode="numeric"
				maxLength={4}
				value={years ? String(years.until) : ''}
				onText={() => undefined}
				onChange={({ currentTarget }) => set('until', currentTarget.value)}
			/>
		</>
	);
}
