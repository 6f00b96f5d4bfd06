import type { JSX } from 'preact';
import type { WardPage } from '../../../server/reports/public/contract.ts';
import { readWard } from '../../../server/reports/public/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { longDate, number } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-public.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { bell, chevronRight, map, table } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AnnouncedList } from '../announced.tsx';
import { Page } from '../page.tsx';
import { ShareButtons } from '../share-buttons.tsx';
import './faults-page.css';
import { FaultLink } from './fault-link.tsx';
import { Figure, Means } from './figure.tsx';

/** One ward in figures that anybody can follow, and its faults. */
export function WardScreen({ id }: { id: string }): JSX.Element {
	const read = useCall(readWard, () => ({ code: id, language: language.value }));
	const it = read.data.value;
	const problem = read.error.value;
	if (it) return <Ward it={it} />;
	return (
		<Page title={t('ward.ward')}>
			{problem?.status === 404 && (
				<Notice kind="warn" title={t('ward.unknown')} actions={<ButtonLink href="/wards">{t('ward.all')}</ButtonLink>}>
					{id}
				</Notice>
			)}
			{problem && problem.status !== 404 && <ProblemNotice problem={problem} onRetry={() => void read.reload()} />}
			{!problem && <Skeleton kind="text" count={8} />}
		</Page>
	);
}

function Ward({ it }: { it: WardPage }): JSX.Element {
	return (
		<Page title={it.name} wide>
			<p class="quiet">{t('ward.asOf', { date: longDate(it.on) })}</p>
			<Figures it={it} />
			<Repair repair={it.repair} />
			<AnnouncedList ward={it.code} />
			<Faults id="planned" title={t('ward.planned')} faults={it.planned} />
			<Faults id="newest" title={t('ward.newest')} faults={it.newest} />
			<Faults id="lately" title={t('ward.lately')} faults={it.lately} />
			<Classes it={it} />
			<div class="stack close">
				<ButtonLink wide icon={map} iconAfter={chevronRight} href={`/map?ward=${encodeURIComponent(it.code)}${placeOf(it.bounds)}`}>
					{t('ward.map')}
				</ButtonLink>
				<ButtonLink wide icon={bell} iconAfter={chevronRight} href={`/alerts?ward=${encodeURIComponent(it.code)}`}>
					{t('map.alerts')}
				</ButtonLink>
				<ButtonLink kind="quiet" wide icon={table} iconAfter={chevronRight} href="/wards">
					{t('ward.all')}
				</ButtonLink>
				<ShareButtons path={`/ward/${encodeURIComponent(it.code)}`} title={t('ward.share', { ward: it.name })} />
			</div>
		</Page>
	);
}

/** A place of the map that shows most of a box on a phone. */
const placeOf = ([west, south, east, north]: WardPage['bounds']): string => {
	const zoom = Math.min(17, Math.max(9, Math.floor(Math.log2((360 / Math.max(east - west, 1e-4)) * 1.4))));
	return `#map=${zoom}/${((south + north) / 2).toFixed(5)}/${((west + east) / 2).toFixed(5)}`;
};

function Figures({ it }: { it: WardPage }): JSX.Element {
	const span = t('ward.in30');
	const told = it.told === null ? t('ward.toldFew') : it.told > 0 ? t('ward.told', { count: it.told }) : undefined;
	return (
		<div class="figures-grid">
			<Figure
				title={t('ward.open')}
				value={it.open}
				span={t('ward.now')}
				more={it.overdue > 0 ? t('ward.overdue', { count: it.overdue }) : undefined}
				means={t('ward.openMeans')}
			/>
			<Figure title={t('ward.reported')} value={it.reported} span={span} more={told} means={t('ward.reportedMeans')} />
			<Figure title={t('ward.fixed')} value={it.fixed} span={span} means={t('ward.fixedMeans')} />
			<Figure title={t('ward.notDone')} value={it.notDone} span={span} means={t('ward.notDoneMeans')} />
		</div>
	);
}

function repairWords(repair: WardPage['repair']): string {
	if (!repair) return t('ward.repairTooFew');
	const { median, low, high } = repair;
	if (median === null) return t('ward.repairNotYet');
	if (high === null) return t('ward.repairHalfOpen', { days: median, low: number(low ?? 0) });
	return t('ward.repairHalf', { days: median, low: number(low ?? 0), high: number(high) });
}

function Repair({ repair }: Pick<WardPage, 'repair'>): JSX.Element {
	return (
		<section class="stack tight" aria-labelledby="repair">
			<h2 id="repair">{t('ward.repair')}</h2>
			<p>{repairWords(repair)}</p>
			{repair && <Means>{t('ward.repairMeans', { of: number(repair.of) })}</Means>}
		</section>
	);
}

function Faults({ id, title, faults }: { id: string; title: string; faults: WardPage['newest'] }): JSX.Element {
	return (
		<section class="stack close" aria-labelledby={id}>
			<h2 id={id}>{title}</h2>
			{faults.length === 0 && <p class="quiet">{t('ward.none')}</p>}
			{faults.length > 0 && (
				<div class="panel">
					<ul class="rows">
						{faults.map((fault) => (
							<li key={fault.code}>
								<FaultLink fault={fault} />
							</li>
						))}
					</ul>
				</div>
			)}
		</section>
	);
}

function Classes({ it }: { it: WardPage }): JSX.Element | null {
	if (it.classes.length === 0) return null;
	return (
		<section class="stack close" aria-labelledby="classes">
			<h2 id="classes">{t('ward.classes')}</h2>
			<div class="panel">
				<ul class="rows ward-classes">
					{it.classes.map(({ class: of, title, open }) => (
						<li key={of}>
							<a class="row-button" href={`/map?class=${of}&ward=${encodeURIComponent(it.code)}${placeOf(it.bounds)}`}>
								<span>{title}</span>
								<span class="figures">{number(open)}</span>
							</a>
						</li>
					))}
				</ul>
			</div>
		</section>
	);
}
