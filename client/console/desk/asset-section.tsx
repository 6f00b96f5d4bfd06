import type { JSX } from 'preact';
import { type AssetTimeline, type Case, readAssetTimeline } from '../../../server/work/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date, distance, number } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { edit, pin } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { hrefOf, readRoute, registerHref } from '../address.ts';
import { may } from '../session.ts';
import { AssetHistory } from './asset-history.tsx';
import { Work } from './work-list.tsx';
import { YearBars } from './year-bars.tsx';
import './asset-section.css';

type Asset = NonNullable<Case['asset']>;

/** The asset a fault hangs on: what the register knows, and what has happened to it. */
export function AssetSection({ it: { asset, fault, work } }: { it: Case }): JSX.Element {
	if (!asset)
		return (
			<div class="stack">
				<EmptyState icon={pin} title={t('asset.none')}>
					{t('asset.noneHint')}
				</EmptyState>
				<Work title={t('asset.workOnFault')} work={work.map((it) => ({ ...it, at: it.doneAt ?? it.openedAt }))} />
			</div>
		);
	return (
		<div class="stack">
			<Register asset={asset} />
			<History key={asset.reference} reference={asset.reference} code={fault.code} />
		</div>
	);
}

const statuses = ['in-service', 'retired'] as const;
const statusWords = (status: string): string => {
	const known = statuses.find((it) => it === status);
	return known ? t(`status.${known}`) : status;
};

/** What stands in the register, besides what only this class of assets has. */
const common = (asset: Asset): { title: string; value: string }[] => {
	const { installedOn, conditionGrade, conditionOn, criticality, owner, key, zone, lengthM } = asset;
	const shown: [string, string | null][] = [
		[t('asset.installed'), installedOn && date(installedOn)],
		[t('asset.condition'), conditionGrade === null ? null : t('asset.grade', { grade: conditionGrade, on: conditionOn ? date(conditionOn) : '–' })],
		[t('asset.criticality'), criticality === null ? null : number(criticality)],
		[t('asset.length'), lengthM === null ? null : distance(lengthM)],
		[t('asset.zone'), zone],
		[t('asset.owner'), owner],
		[t('asset.key'), key],
	];
	return shown.flatMap(([title, value]) => (value ? [{ title, value }] : []));
};

function Register({ asset }: { asset: Asset }): JSX.Element {
	return (
		<section class="stack close" aria-labelledby="asset-title">
			<div class="row between">
				<h3 id="asset-title">{asset.title}</h3>
				<Badge tone={asset.status === 'in-service' ? 'good' : 'warn'}>{statusWords(asset.status)}</Badge>
			</div>
			<dl class="asset-facts">
				{[...asset.attributes, ...common(asset)].map(({ title, value }) => (
					<div key={title}>
						<dt>{title}</dt>
						<dd>{value}</dd>
					</div>
				))}
			</dl>
			{may('asset.read') && (
				<div class="cluster">
					<ButtonLink icon={pin} href={hrefOf({ ...readRoute(''), view: 'asset', asset: asset.reference })}>
						{t('edit.assetPage')}
					</ButtonLink>
					<ButtonLink icon={edit} href={registerHref('edit', { asset: asset.reference })}>
						{t('edit.open')}
					</ButtonLink>
				</div>
			)}
		</section>
	);
}

function History({ reference, code }: { reference: string; code: string }): JSX.Element {
	const timeline = useCall(readAssetTimeline, () => ({ reference, language: language.value }));
	if (timeline.error.value) return <ProblemNotice problem={timeline.error.value} onRetry={() => void timeline.reload()} />;
	const it: AssetTimeline | undefined = timeline.data.value;
	if (!it) return <Skeleton kind="rows" count={3} />;
	return (
		<>
			<YearBars failures={it.failures} />
			<AssetHistory faults={it.faults} code={code} />
			<Work title={t('asset.work')} work={it.work} />
		</>
	);
}
