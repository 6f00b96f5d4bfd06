import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { measureLayer, type RegisterLayer, type RuleCount } from '../../../../server/assets/layers/contract.ts';
import { call } from '../../../api/call.ts';
import { asProblem } from '../../../api/problem.ts';
import { t } from '../../../i18n/console.ts';
import { dateTime, number } from '../../../i18n/format.ts';
import { problemText } from '../../../i18n/problem-text.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { check, chevronRight, refresh } from '../../../ui/icons.ts';
import { toast } from '../../../ui/toast.tsx';
import { registerHref } from '../../address.ts';
import { may } from '../../session.ts';
import { layerOf } from './layer-title.tsx';
import { putLayer } from './layers-state.ts';
import { ruleWords } from './rule-words.ts';
import { Score, Sparkline } from './score.tsx';

/** How good a layer is: its score, how that went, and each rule that is broken, the heaviest first. */
export function Quality({ layer }: { layer: RegisterLayer }): JSX.Element {
	const loss = ({ weight, bad, of }: RuleCount): number => (of === 0 ? 0 : (weight * bad) / of);
	const broken = layer.rules.filter((it) => it.bad > 0).sort((one, other) => loss(other) - loss(one));
	const kept = layer.rules.filter((it) => it.bad === 0 && it.of > 0);
	return (
		<section class="stack close" aria-labelledby="quality-title">
			<div class="cluster between">
				<h2 class="register-heading cluster" id="quality-title">
					{t('layers.quality')} <Score score={layer.score} />
				</h2>
				<Sparkline trend={layer.trend} />
			</div>
			<p class="quiet small">{t('layers.scoreMeaning')}</p>
			<Measure layer={layer} />
			{layer.measuredAt && broken.length === 0 && (
				<EmptyState icon={check} title={t('layers.nothingBroken')}>
					{t('layers.nothingBrokenHint')}
				</EmptyState>
			)}
			<ul class="bare-list rule-list">
				{broken.map((it) => (
					<Rule key={it.rule} id={layer.class} it={it} />
				))}
			</ul>
			{kept.length > 0 && (
				<details>
					<summary>{t('layers.keptRules', { count: kept.length })}</summary>
					<ul class="kept-rules small">
						{kept.map((it) => (
							<li key={it.rule}>{ruleWords(it, layerOf(layer.class))}</li>
						))}
					</ul>
				</details>
			)}
		</section>
	);
}

function Rule({ id, it }: { id: string; it: RuleCount }): JSX.Element {
	return (
		<li>
			<a class="rule-row" href={registerHref('layers', { layer: id, rule: it.rule })}>
				<span class="grow">{ruleWords(it, layerOf(id))}</span>
				<span class="rule-bar" aria-hidden="true">
					<span style={{ width: `${Math.max(2, (100 * it.bad) / it.of)}%` }} />
				</span>
				<span class="figures rule-count">{t('layers.badOf', { bad: number(it.bad), of: number(it.of) })}</span>
				<Icon path={chevronRight} size={16} />
			</a>
		</li>
	);
}

function Measure({ layer }: { layer: RegisterLayer }): JSX.Element {
	const busy = useSignal(false);
	const measure = async (): Promise<void> => {
		busy.value = true;
		try {
			putLayer((await call(measureLayer, { class: layer.class }, { timeout: 120 })).layer);
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		} finally {
			busy.value = false;
		}
	};
	return (
		<div class="cluster between small">
			<span class="quiet">{layer.measuredAt ? t('layers.measuredAt', { at: dateTime(layer.measuredAt) }) : t('layers.notMeasuredYet')}</span>
			{may('asset.edit') && (
				<Button icon={refresh} busy={busy.value} onClick={() => void measure()}>
					{t('layers.measure')}
				</Button>
			)}
		</div>
	);
}
