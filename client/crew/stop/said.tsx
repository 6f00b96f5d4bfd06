import type { JSX } from 'preact';
import { t } from '../../i18n/crew.ts';
import { dateTime } from '../../i18n/format.ts';
import { Card } from '../../ui/card.tsx';
import { Media } from '../../ui/media.tsx';
import type { ShownStop } from '../kept/apply.ts';

/** What people said of it, with what they photographed. */
export function Said({ said }: { said: ShownStop['said'] }): JSX.Element {
	return (
		<Card title={t('said.title')}>
			{said.length === 0 && <p class="quiet">{t('said.none')}</p>}
			<ul class="bare-list stack">
				{said.map((it) => (
					<li key={it.at} class="stack tight">
						{it.words && <p>{it.words}</p>}
						<span class="quiet small figures">{dateTime(it.at)}</span>
						{it.photos.length > 0 && (
							<div class="stop-photos">
								{it.photos.map((id, at) => (
									<Media key={id} id={id} video={false} alt={t('said.photo', { number: at + 1 })} />
								))}
							</div>
						)}
					</li>
				))}
			</ul>
		</Card>
	);
}
