import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { z } from 'zod/mini';
import { readOpenData } from '../../../server/reports/public/contract.ts';
import { theTown } from '../../api/town.ts';
import { useCall } from '../../api/use-call.ts';
import { number } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-public.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { download } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Page } from '../page.tsx';

type OpenData = z.infer<typeof readOpenData.output>;

const files = [
	{ title: 'data.hexagons', names: ['hexagons.csv', 'hexagons.geojson'] },
	{ title: 'data.wards', names: ['wards.csv'] },
] as const;

const kindOf = (name: string): string => (name.endsWith('.csv') ? 'CSV' : 'GeoJSON');

/** What there is to download, what stands in it, and how people are protected. */
export function DataScreen(): JSX.Element {
	const read = useCall(readOpenData, () => ({}));
	const it = read.data.value;
	const problem = read.error.value;
	return (
		<Page title={t('data.title')}>
			{problem && <ProblemNotice problem={problem} onRetry={() => void read.reload()} />}
			{!it && !problem && <Skeleton kind="text" count={8} />}
			{it && <Described it={it} />}
		</Page>
	);
}

function Described({ it }: { it: OpenData }): JSX.Element {
	const town = theTown().name;
	const least = number(it.leastPeople);
	return (
		<>
			<p>{t('data.intro', { town, month: it.until })}</p>
			<Files years={it.years} />
			<section class="stack close" aria-labelledby="licence">
				<h2 id="licence">{t('data.licence')}</h2>
				<p>
					<a href={it.licenceUrl} rel="license">
						{t('data.licenceText', { licence: it.licence, town })}
					</a>
				</p>
			</section>
			<section class="stack close" aria-labelledby="rules">
				<h2 id="rules">{t('data.rules')}</h2>
				{t('data.rulesText', { least })
					.split('\n')
					.map((paragraph) => (
						<p key={paragraph}>{paragraph}</p>
					))}
			</section>
			<Columns least={least} metres={number(it.hexagonMetres)} />
			<section class="stack close" aria-labelledby="live">
				<h2 id="live">{t('data.live')}</h2>
				<p>{t('data.liveText')}</p>
				<p class="row">
					<a href={`/feeds/faults.atom?language=${language.value}`}>{t('map.feed')}</a>
					<a href="/embed/">{t('data.embed')}</a>
					<a href="/api/">{t('data.api')}</a>
				</p>
			</section>
		</>
	);
}

function Files({ years }: { years: readonly number[] }): JSX.Element {
	const year = useSignal(String(years.at(-1) ?? ''));
	return (
		<section class="stack close" aria-labelledby="files">
			<h2 id="files">{t('data.files')}</h2>
			<Select
				label={t('data.year')}
				value={year.value}
				options={years.toReversed().map((it) => ({ value: String(it), label: String(it) }))}
				onChoose={(it) => (year.value = it)}
			/>
			{files.map(({ title, names }) => (
				<div key={title} class="stack tight">
					<h3>{t(title)}</h3>
					<div class="row">
						{names.map((name) => (
							<ButtonLink key={name} icon={download} href={`/open-data/${name}?year=${year.value}`} download>
								{kindOf(name)}
							</ButtonLink>
						))}
					</div>
				</div>
			))}
		</section>
	);
}

function Columns({ least, metres }: { least: string; metres: string }): JSX.Element {
	const columns: readonly (readonly [string, string])[] = [
		['month', t('data.colMonth')],
		['period', t('data.colPeriod')],
		['hexagon', t('data.colHexagon', { metres })],
		['ward', t('data.colWard')],
		['class', t('data.colClass')],
		['reports', t('data.colReports')],
		['people', t('data.colPeople')],
		['hidden', t('data.colHidden', { least })],
	];
	return (
		<section class="stack close" aria-labelledby="columns">
			<h2 id="columns">{t('data.columns')}</h2>
			<dl class="facts">
				{columns.map(([name, meaning]) => (
					<div key={name}>
						<dt>
							<code>{name}</code>
						</dt>
						<dd>{meaning}</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
