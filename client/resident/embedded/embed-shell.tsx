import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Town } from '../../../server/municipality/contract.ts';
import { t } from '../../i18n/resident-public.ts';
import { t as shared } from '../../i18n/shared.ts';
import { LiveRegion } from '../../ui/live-region.tsx';
import '../../ui/shell.css';
import { Toasts } from '../../ui/toast.tsx';
import { telephone } from '../report/emergency.tsx';
import { route } from '../route.ts';
import { startFrame } from './frame.ts';

/** What a screen stands in where another website shows it: nothing but itself, the emergency number, and the way to the whole of it. */
export function EmbedShell({ town, children }: { town: Town; children: ComponentChildren }): JSX.Element {
	useEffect(startFrame, []);
	const { phone } = town.emergency;
	const { path, query } = route.value;
	return (
		<div class="shell embedded">
			<main id="content" tabIndex={-1}>
				{children}
			</main>
			<footer class="embed-foot">
				<a href={telephone(phone)}>{shared('brand.emergency', { phone })}</a>
				<a href={`${path}${query.size > 0 ? `?${query}` : ''}`} target="_blank" rel="noopener">
					{t('embed.whole', { town: town.name })}
				</a>
			</footer>
			<LiveRegion />
			<Toasts />
		</div>
	);
}
