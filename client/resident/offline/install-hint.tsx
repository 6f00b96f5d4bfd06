import type { JSX } from 'preact';
import { t } from '../../i18n/resident-outbox.ts';
import { Button } from '../../ui/button.tsx';
import { download } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { decline, declined, install, offer } from './install.ts';

/** Phones of one maker make no offer: there the way is told. */
const mustBeTold = (): boolean => (navigator as { standalone?: boolean }).standalone === false;

/** After a report, once: would you like to keep the app? A "no" holds for good. */
export function InstallHint(): JSX.Element | null {
	if (declined.value || !(offer.value || mustBeTold())) return null;
	const actions = (
		<>
			{offer.value && (
				<Button icon={download} onClick={() => void install()}>
					{t('install.yes')}
				</Button>
			)}
			<Button kind="quiet" onClick={decline}>
				{t('install.no')}
			</Button>
		</>
	);
	return (
		<Notice title={t('install.title')} actions={actions}>
			{offer.value ? t('install.help') : `${t('install.help')} ${t('install.how')}`}
		</Notice>
	);
}
