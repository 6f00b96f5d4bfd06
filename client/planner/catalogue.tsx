import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CatalogueEntry } from '../../server/planning/contract.ts';
import { t } from '../i18n/planner.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Icon } from '../ui/icon.tsx';
import { chevronRight, plus, search } from '../ui/icons.ts';
import { rankWords } from '../ui/rank-words.ts';
import { TextField } from '../ui/text-field.tsx';
import { hrefOf } from './route.ts';

/** Everything that can be asked, question first, by theme. */
export function Catalogue({ reports }: { reports: readonly CatalogueEntry[] }): JSX.Element {
	const typed = useSignal('');
	const found = rankWords(typed.value, reports, ({ question, title, definition, theme }) => `${question} ${title} ${theme} ${definition}`);
	const themes = [...new Set(found.map(({ theme }) => theme))];
	return (
		<div class="page wide stack loose">
			<div class="stack close">
				<h1>{t('catalogue.title')}</h1>
				<p class="quiet">{t('catalogue.intro')}</p>
			</div>
			<div class="catalogue-search">
				<TextField
					label={t('catalogue.search')}
					type="search"
					value={typed.value}
					onText={(it) => {
						typed.value = it;
					}}
				/>
			</div>
			<a class="ask-link" href={hrefOf({ values: { ask: '' } })}>
				<Icon path={plus} />
				<span class="question-words">
					<strong>{t('ask.link')}</strong>
					<span class="quiet small">{t('ask.linkHint')}</span>
				</span>
			</a>
			{themes.map((theme) => (
				<section key={theme} class="stack close">
					<h2 class="theme">{theme}</h2>
					<ul class="questions bare-list">
						{found
							.filter((it) => it.theme === theme)
							.map((it) => (
								<Question key={it.id} report={it} />
							))}
					</ul>
				</section>
			))}
			{found.length === 0 && (
				<EmptyState icon={search} title={t('catalogue.none')}>
					{t('catalogue.noneHint')}
				</EmptyState>
			)}
		</div>
	);
}

function Question({ report }: { report: CatalogueEntry }): JSX.Element {
	return (
		<li class="question">
			<a href={hrefOf({ report: report.id })}>
				<span class="question-words">
					<strong>{report.question}</strong>
					<span class="quiet small">{report.title}</span>
				</span>
				<Icon path={chevronRight} />
			</a>
		</li>
	);
}
