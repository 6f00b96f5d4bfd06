import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Case } from '../../../server/work/contract.ts';
import { t } from '../../i18n/console.ts';
import { date, distance } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { type Choice, RadioList } from '../../ui/radio-list.tsx';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { plainCode, spokenCode } from '../address.ts';
import { ActionForm } from './action-form.tsx';
import { mergeInto } from './merge-into.ts';
import { pointed } from './pointed.ts';

const choiceOf = ({ code, title, state, metres, reports, since, sameAsset }: Case['nearby'][number]): Choice => ({
	value: code,
	label: (
		<>
			{title} <span class="code quiet">{spokenCode(code)}</span>
		</>
	),
	hint: t('merge.about', { distance: distance(metres), count: reports, since: date(since) }),
	before: <StateSymbol state={state} spoken />,
	after: sameAsset && <Badge tone="brand">{t('merge.sameAsset')}</Badge>,
});

/** Which fault this one is the same as: one close by, or one by its code. */
export function MergeForm({ it: { nearby, fault } }: { it: Case }): JSX.Element {
	const first = nearby.find(({ code }) => code === fault.suggestedMerge)?.code ?? null;
	const chosen = useSignal<string | null>(first);
	const typed = useSignal(first ? '' : (fault.suggestedMerge ?? ''));
	const into = typed.value.trim() ? plainCode(typed.value) : chosen.value;
	return (
		<ActionForm
			title={t('merge.title')}
			submit={into ? t('merge.into', { fault: spokenCode(into) }) : t('action.merge')}
			onSubmit={() => into && void mergeInto(into)}
			unready={!into}
		>
			<p class="quiet">{t('merge.hint')}</p>
			{nearby.length > 0 ? (
				<RadioList
					label={t('merge.nearby')}
					value={typed.value.trim() ? null : chosen.value}
					choices={nearby.map(choiceOf)}
					onChoose={(code) => {
						chosen.value = code;
						typed.value = '';
					}}
					onPoint={(code) => (pointed.value = code)}
				/>
			) : (
				<p>{t('merge.noneNearby')}</p>
			)}
			<TextField
				label={t('merge.byCode')}
				placeholder="F-7F3K2Q"
				autoComplete="off"
				maxLength={20}
				value={typed.value}
				onText={(text) => (typed.value = text)}
			/>
		</ActionForm>
	);
}
