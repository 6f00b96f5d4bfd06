import type { JSX } from 'preact';
import type { Finding, RegisterLayer, RuleCount } from '../../../../server/assets/layers/contract.ts';
import { t } from '../../../i18n/console.ts';
import { number } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { check } from '../../../ui/icons.ts';
import { ProblemNotice } from '../../../ui/notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { registerHref } from '../../address.ts';
import { layerOf } from './layer-title.tsx';
import { findings, findingsProblem, loadFindings, pointedFinding } from './layers-state.ts';
import { ruleHint, ruleWords } from './rule-words.ts';

const columns = (): Column<Finding>[] => [
	{
		key: 'asset',
		title: t('findings.asset'),
		heading: true,
		cell: (it) => (
			<a class="code" href={registerHref('edit', { asset: it.reference })} onFocus={() => (pointedFinding.value = it.id)}>
				{it.reference}
			</a>
		),
	},
	{ key: 'street', title: t('findings.street'), cell: (it) => it.street ?? <span class="quiet">–</span> },
	{ key: 'value', title: t('findings.value'), cell: (it) => it.value ?? <span class="quiet">{t('findings.nothing')}</span> },
];

/** The assets that break a rule: the same as the marks on the map, each a link to where it is mended. */
export function FindingList({ layer, broken }: { layer: RegisterLayer; broken: RuleCount }): JSX.Element {
	const it = findings.value;
	return (
		<section class="stack close" aria-labelledby="findings-title">
			<h2 class="register-heading" id="findings-title">
				{ruleWords(broken, layerOf(layer.class))}
			</h2>
			<p class="quiet">{ruleHint(broken)}</p>
			<p class="figures">{t('layers.badOf', { bad: number(broken.bad), of: number(broken.of) })}</p>
			{findingsProblem.value && <ProblemNotice problem={findingsProblem.value} onRetry={() => void loadFindings()} />}
			{!it && !findingsProblem.value && <Skeleton kind="rows" count={8} />}
			{it && it.findings.length === 0 && (
				<EmptyState icon={check} title={t('findings.none')}>
					{t('findings.noneHint')}
				</EmptyState>
			)}
			{it && it.findings.length > 0 && (
				<Table
					caption={ruleWords(broken, layerOf(layer.class))}
					columns={columns()}
					rows={it.findings}
					keyOf={({ id }) => id}
					current={pointedFinding.value}
					onPoint={(row) => (pointedFinding.value = row?.id ?? null)}
				/>
			)}
			{it?.next != null && <Button onClick={() => void loadFindings(true)}>{t('queue.more')}</Button>}
		</section>
	);
}
