import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { theTown } from '../api/town.ts';
import { t } from '../i18n/resident-pages.ts';
import { SaverChoice } from './offline/saver-choice.tsx';
import { Page } from './page.tsx';

const parts = ['how', 'privacy', 'public', 'emergency'] as const;

/** What this is, what is done with what one writes, and what others see of it. */
export function About(): JSX.Element {
	const { name, emergency } = theTown();
	const { phone } = emergency;
	useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
	return (
		<Page title={t('about.title')}>
			<p>{t('about.intro', { town: name })}</p>
			<SaverChoice />
			{parts.map((part) => (
				<section key={part} id={part} class="stack close">
					<h2>{t(`about.${part}`)}</h2>
					{(part === 'emergency' ? t('about.emergencyText', { phone }) : t(`about.${part}Text`)).split('\n').map((paragraph) => (
						<p key={paragraph}>{paragraph}</p>
					))}
					{part === 'privacy' && (
						<p>
							<a href="/my-data">{t('about.myData')}</a>
						</p>
					)}
				</section>
			))}
			{emergency.email && (
				<p>
					{t('about.write')} <a href={`mailto:${emergency.email}`}>{emergency.email}</a>
				</p>
			)}
		</Page>
	);
}
