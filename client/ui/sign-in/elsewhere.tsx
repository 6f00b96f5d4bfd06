import type { JSX } from 'preact';
import { t } from '../../i18n/sign-in.ts';
import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';

const whys = ['nobody', 'factor', 'cancelled', 'failed', 'away'] as const;

/** Leads to the organisation's own sign-in, where there is one, and back to where somebody is; tells why they come back without it. `name`: what it is called. */
export function Elsewhere({ name }: { name: string | undefined }): JSX.Element | null {
	const said = new URLSearchParams(location.search).get('sign-in');
	const why = whys.find((it) => it === said);
	if (name === undefined) return null;
	const query = new URLSearchParams(location.search);
	query.delete('sign-in');
	const here = `${location.pathname}${query.size ? `?${query}` : ''}${location.hash}`;
	return (
		<>
			{why && <Notice kind={why === 'cancelled' ? 'note' : 'bad'}>{t(`elsewhere.${why}`)}</Notice>}
			<ButtonLink wide href={`/api/sign-in/oidc?${new URLSearchParams({ to: here })}`}>
				{t('elsewhere.button', { name: name || t('elsewhere.nameless') })}
			</ButtonLink>
			<p class="quiet">{t('elsewhere.or')}</p>
		</>
	);
}
