import type { JSX } from 'preact';
import { t } from '../../i18n/resident.ts';
import { t as shared } from '../../i18n/shared.ts';
import { draft } from './draft.ts';
import { photos } from './photos.ts';
import { service } from './services.ts';
import './summary.css';

const placeOf = (): string => {
	const { place, chosen } = draft.value;
	const asset = typeof chosen === 'object' && chosen ? chosen.asset : place?.asset;
	const name = place?.name ?? '';
	return [asset && name.includes(asset) ? '' : asset, name].filter(Boolean).join(' · ') || t('verdict.marked');
};

/** What will be sent, each part with the way back to it. */
export function Summary(): JSX.Element {
	const { words } = draft.value;
	const count = photos.value.length;
	const rows = [
		{ href: '/report', label: t('summary.what'), value: service.value?.title ?? '' },
		{ href: '/report/where', label: t('summary.where'), value: placeOf() },
		{ href: '/report/details', label: t('summary.details'), value: [t('photo.count', { count }), words.trim()].filter(Boolean).join(' · ') },
	];
	return (
		<section class="summary" aria-label={t('summary.title')}>
			{rows.map(({ href, label, value }) => (
				<div key={href} class="summary-row">
					<span class="quiet small">{label}</span>
					<span class="summary-value">{value}</span>
					<a href={href} aria-label={`${shared('action.edit')}: ${label}`}>
						{shared('action.edit')}
					</a>
				</div>
			))}
		</section>
	);
}
