import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { readLayers } from '../../../server/municipality/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-asset.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Page } from '../page.tsx';
import '../report/step.css';
import { PlacePicker } from './place-picker.tsx';
import { ProposalForm } from './proposal-form.tsx';
import type { Spot } from './spot.ts';

/** Something stands there that the register does not know. */
export function MissingScreen(): JSX.Element {
	const layers = useCall(readLayers, () => ({ language: language.value }));
	const what = useSignal<string | null>(null);
	const place = useSignal<Spot | null>(null);
	const classes = useComputed(() => layers.data.value?.layers.filter((it) => it.geometry === 'Point' && it.secrecy === 'public') ?? []);
	const lacking = (): string => (what.value === null ? t('missing.lacking') : place.value === null ? t('place.lacking') : '');
	const wish = () => ({ kind: 'missing' as const, class: what.value ?? '', ...(place.value && { lon: place.value.lon, lat: place.value.lat }) });
	return (
		<Page title={t('missing.title')}>
			<p class="quiet">{t('missing.help')}</p>
			{layers.error.value && <ProblemNotice problem={layers.error.value} onRetry={() => void layers.reload()} />}
			{!layers.data.value && !layers.error.value && <Skeleton kind="rows" count={4} />}
			{classes.value.length > 0 && (
				<RadioList
					label={t('missing.class')}
					value={what.value}
					choices={classes.value.map(({ id, title }) => ({ value: id, label: title }))}
					onChoose={(id) => (what.value = id)}
				/>
			)}
			<PlacePicker key={what.value ?? ''} place={place} map={{ class: what.value, geometry: null, start: place.peek() }} />
			<ProposalForm wish={wish} lacking={lacking} />
		</Page>
	);
}
