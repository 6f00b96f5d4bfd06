import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/crew.ts';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { FieldName } from '../kept/act.ts';
import { write } from '../kept/run.ts';
import { type At, whereOf } from './at.ts';

/** What somebody saw before and writes now; an emptied field is nothing. */
const put = (at: At, name: FieldName, value: string | number | null): void =>
	write(whereOf(at), { fields: { [name]: { base: at.line[name] ?? null, value: value === '' ? null : value } } });

/** What the crew found: cause, part, failure, condition, note. Every key is kept. */
export function Found(at: At): JSX.Element {
	return (
		<Card title={t('found.title')}>
			<div class="stack">
				<Mode at={at} />
				<Line at={at} name="cause" />
				<Line at={at} name="component" />
				<Condition at={at} />
				<Note at={at} />
			</div>
		</Card>
	);
}

function Mode({ at }: { at: At }): JSX.Element | null {
	const asset = at.stop.assets.find(({ reference }) => reference === at.line.asset?.reference) ?? at.stop.assets[0];
	if (!asset || asset.modes.length === 0) return null;
	const options = [{ value: '', label: t('found.modeNone') }, ...asset.modes.map(({ code, title }) => ({ value: code, label: title }))];
	return (
		<div class="stack tight">
			<Select label={t('found.mode')} value={at.line.mode ?? ''} options={options} onChoose={(it) => put(at, 'mode', it)} />
			<Conflict at={at} name="mode" />
		</div>
	);
}

function Line({ at, name }: { at: At; name: 'cause' | 'component' }): JSX.Element {
	const value = useSignal(at.line[name] ?? '');
	const change = (text: string): void => {
		value.value = text;
		put(at, name, text.trim());
	};
	return (
		<div class="stack tight">
			<TextField optional label={t(`found.${name}`)} hint={t(`found.${name}Hint`)} maxLength={100} value={value.value} onText={change} />
			<Conflict at={at} name={name} />
		</div>
	);
}

function Condition({ at }: { at: At }): JSX.Element {
	const grades = (['1', '2', '3', '4', '5'] as const).map((value) => ({ value: value as string, label: t(`condition.${value}`) }));
	return (
		<div class="stack tight">
			<Select
				label={t('found.condition')}
				value={at.line.condition === null ? '' : String(at.line.condition)}
				options={[{ value: '', label: t('condition.none') }, ...grades]}
				onChoose={(it) => put(at, 'condition', it === '' ? null : Number(it))}
			/>
			<Conflict at={at} name="condition" />
		</div>
	);
}

function Note({ at }: { at: At }): JSX.Element {
	const value = useSignal(at.line.note ?? '');
	const change = (text: string): void => {
		value.value = text;
		put(at, 'note', text.trim());
	};
	return (
		<div class="stack tight">
			<TextArea optional label={t('found.note')} rows={3} maxLength={2000} value={value.value} onText={change} />
			<Conflict at={at} name="note" />
		</div>
	);
}

const said = (it: unknown): string => (it === null || it === undefined || it === '' ? t('conflict.nothing') : String(it));

/** Two have written this field: what stands, what was written here, and who decides. */
function Conflict({ at, name }: { at: At; name: FieldName }): JSX.Element | null {
	const it = at.stop.conflicts.findLast(({ item, field }) => item === at.line.id && field === name);
	if (!it) return null;
	const shown = (value: unknown): string =>
		name === 'mode' ? (at.stop.assets.flatMap(({ modes }) => modes).find(({ code }) => code === value)?.title ?? said(value)) : said(value);
	return (
		<Notice kind="warn">
			{t('conflict.kept', { value: shown(it.kept) })} {t('conflict.yours', { value: shown(it.other) })} {t('conflict.both')}
		</Notice>
	);
}
