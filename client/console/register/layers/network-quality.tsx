import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Quality } from '../../../../server/network/contract.ts';
import { t } from '../../../i18n/console.ts';
import { dateTime, distance, number } from '../../../i18n/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { chevronRight } from '../../../ui/icons.ts';
import { registerHref } from '../../address.ts';
import { issueRule, loadNetworks, networkQualities } from './network-state.ts';

type Network = Quality['networks'][number];

const told = ({ valves, segments, largest, stuck, unknown, unfedM }: Network): string[] => [
	...(valves > 0 ? [t('quality.cut', { segments: number(segments), lines: largest })] : []),
	...(valves > 0 ? [t('quality.turning', { stuck: number(stuck), valves: number(valves), unknown: number(unknown) })] : []),
	...(unfedM > 0 ? [t('quality.unfed', { length: distance(unfedM) })] : []),
];

/** How sound a network the lines of a layer make; nothing where they make none. */
export function NetworkQuality({ layer }: { layer: string }): JSX.Element | null {
	useEffect(() => void loadNetworks().catch(() => undefined), [layer]);
	const network = networkQualities.value?.find(({ line }) => line === layer);
	if (!network) return null;
	return (
		<section class="stack close" aria-labelledby="network-title">
			<h2 class="register-heading" id="network-title">
				{t('quality.title')}
			</h2>
			{told(network).map((words) => (
				<p key={words}>{words}</p>
			))}
			{network.issues.length === 0 ? (
				<p>{t('quality.sound')}</p>
			) : (
				<ul class="bare-list rule-list">
					{network.issues.map(({ kind, count }) => (
						<li key={kind}>
							<a class="rule-row" href={registerHref('layers', { layer, rule: issueRule(kind) })}>
								<span class="grow">{t(`issue.${kind}`)}</span>
								<span class="figures rule-count">{number(count)}</span>
								<Icon path={chevronRight} size={16} />
							</a>
						</li>
					))}
				</ul>
			)}
			<p class="quiet small">{t('quality.builtAt', { at: dateTime(network.builtAt) })}</p>
		</section>
	);
}
