import type { JSX } from 'preact';
import type { RegisterLayer, RuleCount } from '../../../../server/assets/layers/contract.ts';
import { t } from '../../../i18n/console.ts';
import { dateTime, number } from '../../../i18n/format.ts';
import { Legend } from '../../../map/legend.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { arrowLeft, plus } from '../../../ui/icons.ts';
import { ProblemNotice } from '../../../ui/notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { layers as layersIcon } from '../../../ui/staff-icons.ts';
import { registerHref } from '../../address.ts';
import { route } from '../../route.ts';
import { may } from '../../session.ts';
import { changeWords } from '../change-words.ts';
import { Expected } from './expected.tsx';
import { FindingList } from './finding-list.tsx';
import { Freshness } from './freshness.tsx';
import { extentWords } from './layer-list.tsx';
import { LayerTitle, layerOf, legendOf } from './layer-title.tsx';
import { layersProblem, loadLayers, registerLayers } from './layers-state.ts';
import { NetworkQuality } from './network-quality.tsx';
import { issueOf, networkQualities } from './network-state.ts';
import { Quality } from './quality.tsx';
import { TakeOut } from './take-out.tsx';

/** One layer beside its map: what it holds, how good it is, and what breaks the rule that is looked at. */
export function LayerPane(): JSX.Element {
	const { layer: id, rule } = route.value.register;
	const layer = registerLayers.value?.find((it) => it.class === id);
	return (
		<div class="register-pane stack">
			<div class="cluster between">
				<ButtonLink kind="quiet" icon={arrowLeft} href={registerHref('layers', rule ? { layer: id } : {})}>
					{t(rule ? 'layers.allRules' : 'layers.title')}
				</ButtonLink>
				{may('asset.read') && (
					<ButtonLink icon={plus} href={registerHref('edit', { layer: id })}>
						{t('edit.new')}
					</ButtonLink>
				)}
			</div>
			{layersProblem.value && <ProblemNotice problem={layersProblem.value} onRetry={() => void loadLayers()} />}
			{layer ? <Told layer={layer} rule={rule} /> : <Missing />}
		</div>
	);
}

function Missing(): JSX.Element {
	if (!registerLayers.value) return <Skeleton kind="rows" count={8} />;
	return (
		<EmptyState icon={layersIcon} title={<h1>{t('layers.unknown')}</h1>}>
			{t('layers.unknownHint')}
		</EmptyState>
	);
}

/** One kind of trouble of the network that a layer makes, counted like a rule. */
function issueCount(layer: string, rule: string): RuleCount | undefined {
	const kind = issueOf(rule);
	if (!kind) return undefined;
	const network = networkQualities.value?.find(({ line }) => line === layer);
	return { rule, attribute: null, weight: 0, bad: network?.issues.find((it) => it.kind === kind)?.count ?? 0, of: network?.lines ?? 0 };
}

function Told({ layer, rule }: { layer: RegisterLayer; rule: string }): JSX.Element {
	const broken = layer.rules.find((it) => it.rule === rule) ?? issueCount(layer.class, rule);
	return (
		<>
			<h1 class="register-title">
				<LayerTitle id={layer.class} />
			</h1>
			{broken ? (
				<FindingList layer={layer} broken={broken} />
			) : (
				<>
					<Facts layer={layer} />
					{may('layer.import') && <Expected key={layer.class} layer={layer} />}
					<Quality layer={layer} />
					<NetworkQuality layer={layer.class} />
					{may('asset.read') && <TakeOut layer={layer} />}
					<section class="stack close">
						<h2 class="register-heading">{t('layers.legend')}</h2>
						<Legend entries={legendOf(layerOf(layer.class))} />
					</section>
				</>
			)}
		</>
	);
}

function Facts({ layer }: { layer: RegisterLayer }): JSX.Element {
	const { inService, retired, lastChange } = layer;
	const extent = extentWords(layer);
	return (
		<dl class="register-facts">
			<div>
				<dt>{t('layers.inService')}</dt>
				<dd>{[number(inService), extent].filter(Boolean).join(' · ')}</dd>
			</div>
			<div>
				<dt>{t('layers.retired')}</dt>
				<dd>{number(retired)}</dd>
			</div>
			<div>
				<dt>{t('layers.edition')}</dt>
				<dd>
					<Freshness layer={layer} />
				</dd>
			</div>
			<div>
				<dt>{t('layers.lastChange')}</dt>
				<dd>{lastChange ? [dateTime(lastChange.at), changeWords(lastChange.kind), lastChange.by, lastChange.source].filter(Boolean).join(' · ') : '–'}</dd>
			</div>
		</dl>
	);
}
