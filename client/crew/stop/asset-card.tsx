import type { JSX } from 'preact';
import { t } from '../../i18n/crew.ts';
import { date } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import type { ShownStop } from '../kept/apply.ts';

/** An asset as the register knows it: what it is, how it is, and what was done to it. */
export function AssetCard({ asset }: { asset: ShownStop['assets'][number] }): JSX.Element {
	const { title, reference, condition, attributes, before } = asset;
	return (
		<Card title={title}>
			<div class="stack close">
				<div class="cluster">
					<span class="code">{reference}</span>
					{condition !== null && <Badge tone={condition >= 4 ? 'bad' : 'plain'}>{t('asset.condition', { grade: condition })}</Badge>}
				</div>
				{attributes.length > 0 && (
					<details>
						<summary>{t('asset.attributes')}</summary>
						<dl class="asset-facts">
							{attributes.map((it) => (
								<div key={it.title}>
									<dt>{it.title}</dt>
									<dd>{it.value}</dd>
								</div>
							))}
						</dl>
					</details>
				)}
				<h3>{t('asset.before')}</h3>
				{before.length === 0 && <p class="quiet">{t('asset.beforeNone')}</p>}
				<ul class="bare-list stack tight">
					{before.map((it) => (
						<li key={`${it.on} ${it.title}`}>
							<span class="figures">{date(it.on)}</span> {[it.title, it.cause ?? ''].filter(Boolean).join(' – ')}
						</li>
					))}
				</ul>
			</div>
		</Card>
	);
}
