import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/crew.ts';
import { number } from '../../i18n/format.ts';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { run, write } from '../kept/run.ts';
import { type At, whereOf } from './at.ts';

interface Material {
	code: string;
	title: string;
	unit: string;
	planned: number | null;
	used: number | null;
}

/** What is planned for an item or its whole order, and what was used at it. */
function materialsOf({ stop, line }: At): Material[] {
	const stores = run.value?.materials ?? [];
	const codes = [...new Set(stop.materials.filter(({ item }) => item === null || item === line.id).map(({ code }) => code))];
	return codes.map((code) => {
		const rows = stop.materials.filter((it) => it.code === code);
		const known = stores.find((it) => it.code === code) ?? rows[0];
		const mine = rows.find(({ item }) => item === line.id);
		const planned = mine?.planned ?? rows.find(({ item }) => item === null)?.planned ?? null;
		return { code, title: known?.title ?? code, unit: known?.unit ?? '', planned, used: mine?.used ?? null };
	});
}

/** What was taken from the stores. */
export function Materials(at: At): JSX.Element {
	const those = materialsOf(at);
	const more = useSignal<readonly string[]>([]);
	const stores = (run.value?.materials ?? []).filter(({ code }) => !those.some((it) => it.code === code) && !more.value.includes(code));
	const added = (run.value?.materials ?? []).filter(({ code }) => more.value.includes(code) && !those.some((it) => it.code === code));
	return (
		<Card title={t('materials.title')}>
			<div class="stack close">
				{those.length === 0 && added.length === 0 && <p class="quiet">{t('materials.none')}</p>}
				{those.map((it) => (
					<Used key={it.code} at={at} material={it} />
				))}
				{added.map((it) => (
					<Used key={it.code} at={at} material={{ ...it, planned: null, used: null }} />
				))}
				{stores.length > 0 && (
					<Select
						label={t('materials.add')}
						value=""
						options={[{ value: '', label: t('materials.choose') }, ...stores.map(({ code, title }) => ({ value: code, label: title }))]}
						onChoose={(code) => {
							if (code) more.value = [...more.value, code];
						}}
					/>
				)}
			</div>
		</Card>
	);
}

function Used({ at, material }: { at: At; material: Material }): JSX.Element {
	const { code, title, unit, planned, used } = material;
	const value = useSignal(used === null ? '' : String(used));
	const change = (text: string): void => {
		value.value = text;
		const amount = Number(text.trim().replace(',', '.'));
		if (text.trim() !== '' && Number.isFinite(amount) && amount >= 0) write(whereOf(at), { materials: [{ code, used: amount }] });
	};
	const label = unit ? `${title} (${unit})` : title;
	return (
		<TextField
			label={label}
			hint={planned === null ? undefined : t('materials.planned', { amount: number(planned, 2) })}
			inputMode="decimal"
			value={value.value}
			onText={change}
		/>
	);
}
