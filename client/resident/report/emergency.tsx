import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/resident.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { arrowLeft, mail, phone as phoneIcon } from '../../ui/icons.ts';
import { PageTitle } from '../page.tsx';
import { go } from '../route.ts';
import { type Alarm, calm } from './alarm.ts';
import { askEmergency } from './emergency-notice.ts';
import './emergency.css';

/** The address of a phone number. */
export const telephone = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, '')}`;

/** The form stops: first the number to phone, then the way on for those who have phoned, or for whom it is none. */
export function Emergency({ alarm }: { alarm: Alarm }): JSX.Element {
	useEffect(() => void askEmergency(), []);
	return (
		<div class="emergency step">
			<div class="step-body">
				<div class="emergency-mark">
					<Icon path={phoneIcon} size={32} />
				</div>
				<PageTitle>{t('emergency.title')}</PageTitle>
				<p class="emergency-text">{alarm.words ? t('emergency.words', { words: alarm.words }) : t('emergency.why')}</p>
				<a class="emergency-call" href={telephone(alarm.phone)}>
					<span>{t('emergency.call')}</span>
					<strong class="figures">{alarm.phone}</strong>
				</a>
				<p>{alarm.text}</p>
				{alarm.ward && <p>{alarm.ward}</p>}
				{alarm.email && (
					<ButtonLink kind="quiet" icon={mail} href={`mailto:${alarm.email}`}>
						{alarm.email}
					</ButtonLink>
				)}
				<p class="quiet">{t('emergency.kept')}</p>
			</div>
			<div class="step-bar">
				<Button icon={arrowLeft} onClick={() => go('/report')}>
					{t('emergency.other')}
				</Button>
				<Button class="grow" onClick={() => calm(alarm.reason)}>
					{t('emergency.goOn')}
				</Button>
			</div>
		</div>
	);
}
