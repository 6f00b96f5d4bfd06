import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { readEmergency } from '../../../server/municipality/contract.ts';
import { theTown } from '../../api/town.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { Icon } from '../../ui/icon.tsx';
import { phone as phoneIcon } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { draft, isEmergency, service } from './draft.ts';

/** The words that tell of danger. What knows them in all languages is fetched when there are some. */
async function lookFor(words: string, own: readonly string[]): Promise<string | null> {
	const { dangerIn } = await import('../../../server/maths/emergency-words.ts');
	return dangerIn(words, own)?.words ?? null;
}

/** What tells of danger in a call: its kind of trouble or an answer, or words, which are found while they are typed. */
export function EmergencyScript(): JSX.Element | null {
	const language = useComputed(() => draft.value.language);
	const place = useComputed(() => draft.value.place);
	const words = useComputed(() => draft.value.words.trim());
	const heard = useSignal<string | null>(null);
	const asked = useCall(readEmergency, () => ({ language: language.value, ...(place.value && { lon: place.value.lon, lat: place.value.lat }) }));
	useSignalEffect(() => {
		const said = words.value;
		const own = asked.data.value?.words ?? [];
		if (said === '') heard.value = null;
		else void lookFor(said, own).then((found) => (heard.value = found));
	});
	if (!isEmergency(service.value, draft.value.answers) && heard.value === null) return null;
	const now = asked.data.value;
	const { phone, text } = theTown().emergency;
	const number = now?.phone ?? phone;
	return (
		<Notice kind="bad" title={t('intake.emergency')}>
			<p class="with-icon emergency-number">
				<Icon path={phoneIcon} size={24} />
				<a class="figures" href={`tel:${number.replace(/\s/g, '')}`}>
					{number}
				</a>
			</p>
			{heard.value && <p>{t('calls.heard', { words: heard.value })}</p>}
			<p>
				{t('calls.readOut')}{' '}
				<q lang={language.value}>{[now?.text ?? text[language.value] ?? text['en'], place.value && now?.ward].filter(Boolean).join(' ')}</q>
			</p>
			<p class="small">{[now && !now.open ? t('calls.closed') : '', t('calls.goOn')].filter(Boolean).join(' ')}</p>
		</Notice>
	);
}
