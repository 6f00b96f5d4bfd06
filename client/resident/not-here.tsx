import type { JSX } from 'preact';
import { t } from '../i18n/resident-pages.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from './page.tsx';

/** Nothing at this address. */
export function NotHere(): JSX.Element {
	return (
		<Page title={t('missing.title')}>
			<p>{t('missing.help')}</p>
			<div>
				<ButtonLink href="/">{t('missing.home')}</ButtonLink>
			</div>
		</Page>
	);
}
