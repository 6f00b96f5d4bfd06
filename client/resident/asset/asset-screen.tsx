import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Icon as AssetIcon } from '../../../gis-layers/index.ts';
import { type AssetPage, readAssetPage } from '../../../server/work/asset-page/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { date } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-asset.ts';
import { CopyCoordinates } from '../../map/copy-coordinates.tsx';
import { assetIcons } from '../../ui/asset-icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Page, PageTitle } from '../page.tsx';
import { go } from '../route.ts';
import { ShareButtons } from '../share-buttons.tsx';
import '../follow/story.css';
import '../report/step.css';
import './asset.css';
import { FollowAsset, StopFollowing } from './follow-asset.tsx';
import { LazyAssetMap } from './lazy-asset-map.tsx';
import { NotRight } from './not-right.tsx';
import { OpenFaults, Troubles } from './troubles.tsx';

/** One asset as everybody may see it, at the short address that stands on its label. */
export function AssetScreen({ id }: { id: string }): JSX.Element {
	const read = useCall(readAssetPage, () => ({ reference: id, language: language.value }));
	const it = read.data.value;
	useEffect(() => {
		// An old number, or one typed in small letters, leads on to the address that lasts.
		if (it && it.reference !== id) go(`/a/${encodeURIComponent(it.reference)}${location.search}`, { replace: true });
	}, [it?.reference]);
	if (it) return <Asset it={it} onChange={read.reload} />;
	const problem = read.error.value;
	return (
		<Page title={t('asset.title')}>
			{problem ? (
				problem.status === 404 || problem.status === 400 ? (
					<Notice kind="warn" title={t('asset.unknown', { number: id })}>
						{t('asset.unknownHelp')}
					</Notice>
				) : (
					<ProblemNotice problem={problem} onRetry={() => void read.reload()} />
				)
			) : (
				<Skeleton kind="text" count={6} />
			)}
		</Page>
	);
}

function Asset({ it, onChange }: { it: AssetPage; onChange: () => Promise<void> }): JSX.Element {
	return (
		<div class="page stack loose">
			<div class="asset-head">
				<span class="asset-mark">
					<Icon path={assetIcons[it.icon as AssetIcon]} size={32} />
				</span>
				<PageTitle>{`${it.kind} ${it.reference}`}</PageTitle>
				{it.street && <p class="quiet">{it.street}</p>}
			</div>
			<StopFollowing />
			{!it.inService && <Gone it={it} />}
			{it.inService && <OpenFaults it={it} onChange={onChange} />}
			{it.inService && <Troubles it={it} />}
			<Known it={it} />
			<section class="stack close" aria-labelledby="asset-where">
				<h2 id="asset-where">{t('asset.map')}</h2>
				<LazyAssetMap class={it.class} geometry={it.geometry} start={it} />
				<CopyCoordinates lon={it.lon} lat={it.lat} />
			</section>
			<Repaired repaired={it.repaired} />
			{it.proposed.length > 0 && <Notice>{t('asset.proposed')}</Notice>}
			{it.inService && <FollowAsset reference={it.reference} />}
			{it.inService && <NotRight it={it} />}
			<ShareButtons path={`/a/${encodeURIComponent(it.reference)}`} title={`${it.kind} ${it.reference}`} />
		</div>
	);
}

function Gone({ it: { successors } }: { it: AssetPage }): JSX.Element {
	return (
		<Notice kind="warn" title={t('asset.gone')}>
			{successors.length === 0 ? (
				t('asset.goneHelp')
			) : (
				<>
					{t('asset.successor')}{' '}
					{successors.map(({ reference, title }, at) => (
						<span key={reference}>
							{at > 0 && ', '}
							<a href={`/a/${encodeURIComponent(reference)}`}>{title}</a>
						</span>
					))}
				</>
			)}
		</Notice>
	);
}

function Known({ it }: { it: AssetPage }): JSX.Element {
	const facts: [string, string | null][] = [
		[t('asset.number'), it.reference],
		...it.attributes.map(({ title, value }): [string, string] => [title, value]),
		[t('asset.street'), it.street],
		[t('asset.ward'), it.ward],
		[t('asset.owner'), it.owner],
	];
	return (
		<section class="stack close" aria-labelledby="asset-facts">
			<h2 id="asset-facts">{t('asset.facts')}</h2>
			<dl class="facts">
				{facts.map(([name, value]) =>
					value ? (
						<div key={name}>
							<dt>{name}</dt>
							<dd>{value}</dd>
						</div>
					) : null,
				)}
			</dl>
		</section>
	);
}

function Repaired({ repaired: { times, lastOn, latest } }: Pick<AssetPage, 'repaired'>): JSX.Element {
	return (
		<section class="stack close" aria-labelledby="asset-repaired">
			<h2 id="asset-repaired">{t('asset.repaired', { count: times })}</h2>
			{lastOn && <p class="quiet">{t('asset.repairedLast', { date: date(lastOn) })}</p>}
			{latest.length > 0 && (
				<div class="panel">
					<ul class="rows">
						{latest.map(({ title, on, code }) => (
							<li key={code}>
								<a class="row-button" href={`/f/${code}`}>
									<span class="grow">
										<span>{title}</span>
										<br />
										<span class="quiet small figures">{date(on)}</span>
									</span>
								</a>
							</li>
						))}
					</ul>
				</div>
			)}
		</section>
	);
}
