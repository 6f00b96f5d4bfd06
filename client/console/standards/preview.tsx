import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type Preview as Answer, type StandardSettings, tryStandards } from '../../../server/municipality/standards/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime, number } from '../../i18n/format.ts';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { partsOf } from './draft.ts';

const grades = ['1', '2', '3', '4', '5'];
const patience = 500;

/** When a report made now would be due as things are written here, and what would change for those that are open. */
export function Preview({ it, changed }: { it: StandardSettings; changed: boolean }): JSX.Element {
	const mode = useSignal(it.titles.modes[0]?.mode ?? '');
	const customers = useSignal('1');
	const criticality = useSignal('1');
	const answer = useSignal<Answer | null>(null);
	const wish = { ...partsOf(it), mode: mode.value, customers: Math.max(1, Number(customers.value) || 1), criticality: Number(criticality.value) };
	const asked = JSON.stringify(wish);
	useEffect(() => {
		const stop = new AbortController();
		const soon = setTimeout(() => {
			call(tryStandards, wish, { signal: stop.signal }).then(
				(it) => (answer.value = it),
				// What is not right yet is said when it is kept.
				() => (answer.value = null),
			);
		}, patience);
		return () => {
			clearTimeout(soon);
			stop.abort();
		};
	}, [asked]);
	return (
		<Card title={t('standards.preview')}>
			<div class="standards-preview">
				<Select
					label={t('standards.of')}
					value={mode.value}
					options={it.titles.modes.map(({ mode: code, title, group }) => ({ value: code, label: `${title} (${group})` }))}
					onChoose={(code) => (mode.value = code)}
				/>
				<TextField type="number" min={1} label={t('standards.howMany')} value={customers.value} onText={(typed) => (customers.value = typed)} />
				<Select
					label={t('standards.howCritical')}
					value={criticality.value}
					options={grades.map((grade) => ({ value: grade, label: grade }))}
					onChoose={(grade) => (criticality.value = grade)}
				/>
			</div>
			<div role="status" class="stack tight">
				{answer.value ? <Said it={answer.value} changed={changed} /> : <p class="quiet">{t('standards.previewing')}</p>}
			</div>
		</Card>
	);
}

const when = (moment: string | null): string => (moment ? dateTime(moment) : t('standards.never'));

function Said({ it, changed }: { it: Answer; changed: boolean }): JSX.Element {
	const counts = { sooner: number(it.sooner), later: number(it.later), overdue: number(it.overdue), relieved: number(it.relieved) };
	return (
		<>
			<p>{t('standards.wouldBe', { respond: when(it.respond), resolve: when(it.resolve) })}</p>
			<p class="quiet small">{[t('standards.crewBy', { crew: when(it.crew) }), it.tier ? t('standards.byTier') : ''].filter(Boolean).join(' · ')}</p>
			{changed && <p>{t(it.looked < it.open ? 'standards.wouldChangeLatest' : 'standards.wouldChange', { open: number(it.looked), ...counts })}</p>}
		</>
	);
}
