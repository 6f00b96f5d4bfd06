import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { readTrace, type Trace as Traced } from '../../../../server/network/contract.ts';
import { useCall } from '../../../api/use-call.ts';
import { t } from '../../../i18n/console.ts';
import { distance } from '../../../i18n/format.ts';
import { language } from '../../../i18n/language.ts';
import { Card } from '../../../ui/card.tsx';
import { Chips } from '../../../ui/chips.tsx';
import { lazy } from '../../../ui/lazy.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { AssetLink, Counted, Critical } from './affected.tsx';
import './network.css';
import { Refused } from './refused.tsx';

type Direction = 'upstream' | 'downstream';

const NetworkMap = lazy(async () => (await import('./network-map.tsx')).NetworkMap);
/** So many lines are named. */
const named = 8;

/** What lies upstream and downstream of a line, of what hangs on it, and of what feeds it. */
export function Trace({ reference }: { reference: string }): JSX.Element {
	const direction = useSignal<Direction>('downstream');
	const read = useCall(readTrace, () => ({ reference, direction: direction.value, language: language.value }));
	const pointed = useSignal(null);
	const drawing = useComputed(() => ({ shut: null, dry: null, traced: read.data.value?.lines.shape ?? null, numbered: [], first: 0, stuck: [] }));
	const it = read.data.value;
	return (
		<Card title={t('trace.title')}>
			<div class="stack">
				<Chips
					label={t('trace.direction')}
					single
					chips={(['downstream', 'upstream'] as const).map((value) => ({ value, label: t(`trace.${value}`) }))}
					chosen={[direction.value]}
					onChange={([chosen]) => (direction.value = chosen ?? direction.value)}
				/>
				<Refused read={read} />
				{!it && !read.error.value && <Skeleton kind="rows" count={3} />}
				{it && <Met it={it} reference={reference} />}
				{it?.lines.shape && (
					<div class="network-map">
						<NetworkMap around={it.around} drawing={drawing} pointed={pointed} />
					</div>
				)}
			</div>
		</Card>
	);
}

function Met({ it: { lines, taps, sources }, reference }: { it: Traced; reference: string }): JSX.Element {
	const fedBy = sources.filter((one) => one.reference !== reference);
	return (
		<div class="stack close">
			<p class="network-sum">{[t('trace.lines', { count: lines.count }), lines.count > 0 && distance(lines.lengthM)].filter(Boolean).join(', ')}</p>
			{fedBy.length > 0 && (
				<p>
					{t('trace.fedBy')}{' '}
					{fedBy.map((one) => (
						<AssetLink key={one.reference} it={one} />
					))}
				</p>
			)}
			<Counted taps={taps} />
			<Critical taps={taps} />
			{lines.some.length > 1 && (
				<details>
					<summary>{t('trace.some')}</summary>
					<ul class="bare-list network-list">
						{lines.some.slice(0, named).map((line) => (
							<li key={line.reference}>
								<AssetLink it={line} /> {[line.street, distance(line.lengthM)].filter(Boolean).join(' · ')}
							</li>
						))}
					</ul>
				</details>
			)}
		</div>
	);
}
