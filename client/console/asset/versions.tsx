import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import type { Asset } from '../../../server/assets/contract.ts';
import type { AssetVersion, assetVersions } from '../../../server/assets/edit/contract.ts';
import { t } from '../../i18n/console.ts';
import { date, dateTime, distance } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { lazy } from '../../ui/lazy.tsx';
import { type Difference, differences, titleOf } from './differences.ts';
import { statusWords } from './facts.tsx';

/** The versions and the lineage of an asset, as the server tells them. */
export type Versions = z.infer<typeof assetVersions.output>;

const VersionMap = lazy(async () => (await import('./version-map.tsx')).VersionMap);

interface VersionSliderProps {
	asset: Asset;
	versions: readonly AssetVersion[];
	/** Place in the list of the version that is looked at; null: the latest. */
	chosen: Signal<number | null>;
}

const spanOf = ({ from, to }: AssetVersion): string =>
	to === null ? t('page.versionNow', { from: dateTime(from) }) : t('page.versionSpan', { from: dateTime(from), to: dateTime(to) });

/** The states an asset has had: a slider through time, what became different, and where it then stood. */
export function VersionSlider({ asset, versions, chosen }: VersionSliderProps): JSX.Element | null {
	const last = versions.length - 1;
	const at = Math.min(chosen.value ?? last, last);
	const version = versions[at];
	const now = versions[last];
	if (!version || !now) return null;
	const said = t('page.version', { version: version.version, of: now.version });
	return (
		<Card title={t('page.versions')} actions={<Badge>{said}</Badge>}>
			<div class="stack close">
				{last > 0 && (
					<input
						class="version-slider"
						type="range"
						min={0}
						max={last}
						step={1}
						value={at}
						aria-label={t('page.versions')}
						aria-valuetext={`${said}, ${spanOf(version)}`}
						onInput={({ currentTarget }) => (chosen.value = Number(currentTarget.value))}
					/>
				)}
				<p class="figures">{spanOf(version)}</p>
				<Change version={version} before={versions[at - 1]} asset={asset} />
				<div class="version-map">
					<VersionMap layer={asset.class} now={now.geometry} then={version.geometry} />
				</div>
			</div>
		</Card>
	);
}

const origin = ({ change }: AssetVersion): string =>
	change ? [t(`page.change.${change.kind as 'edit'}`), change.source === 'console' ? null : change.source, change.by].filter(Boolean).join(' · ') : '';

function Change({ version, before, asset }: { version: AssetVersion; before: AssetVersion | undefined; asset: Asset }): JSX.Element {
	if (!before) return <p class="quiet">{[t('page.first'), origin(version)].filter(Boolean).join(' · ')}</p>;
	const changed = differences(before, version);
	return (
		<>
			{origin(version) && <p class="quiet">{origin(version)}</p>}
			{version.moved !== null && version.moved > 0.005 && <p>{t('page.moved', { metres: distance(version.moved) })}</p>}
			{changed.length > 0 ? <Differences changed={changed} asset={asset} /> : version.moved === null && <p class="quiet">{t('page.nothing')}</p>}
		</>
	);
}

const fieldTitles: Readonly<Record<string, () => string>> = {
	status: () => t('care.state'),
	key: () => t('asset.key'),
	owner: () => t('asset.owner'),
	zone: () => t('asset.zone'),
	installedOn: () => t('asset.installed'),
	conditionGrade: () => t('asset.condition'),
	criticality: () => t('asset.criticality'),
};

const shown = ({ name }: Difference, value: string | null): string => {
	if (value === null) return '–';
	if (name === 'status') return statusWords(value);
	return name.endsWith('On') ? date(value) : value;
};

function Differences({ changed, asset }: { changed: readonly Difference[]; asset: Asset }): JSX.Element {
	return (
		<table class="differences">
			<caption class="unseen">{t('page.changed')}</caption>
			<tbody>
				{changed.map((it) => (
					<tr key={`${it.attribute} ${it.name}`}>
						<th scope="row">{it.attribute ? titleOf(it.name, asset) : (fieldTitles[it.name]?.() ?? it.name)}</th>
						<td>
							<del>{shown(it, it.before)}</del>
						</td>
						<td>
							<ins>{shown(it, it.after)}</ins>
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
