import type { ComponentChildren, JSX } from 'preact';
import type { Isolation } from '../../../../server/network/contract.ts';
import { t } from '../../../i18n/console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { AssetLink } from './affected.tsx';

export type Valve = Isolation['close'][number];

interface ValveListProps {
	title: string;
	valves: readonly Valve[];
	/** The number of the first; without, they bear none. */
	from?: number;
	/** The colour of the numbers, the same as on the map. */
	kind?: 'close' | 'drain';
	onPoint: (valve: Valve | null) => void;
	/** What stands at the end of a row. */
	after?: (valve: Valve) => ComponentChildren;
}

/** Valves in the order in which they are closed, each with where it is and what is known of it. */
export function ValveList({ title, valves, from, kind = 'drain', onPoint, after }: ValveListProps): JSX.Element | null {
	if (valves.length === 0) return null;
	return (
		<div class="stack tight">
			<h3 class="network-heading">{title}</h3>
			<ol class="bare-list network-list" onPointerLeave={() => onPoint(null)}>
				{valves.map((valve, i) => (
					<li key={valve.reference} class="valve-row" onPointerEnter={() => onPoint(valve)} onFocusCapture={() => onPoint(valve)}>
						<span class={`valve-number ${from === undefined ? 'none' : kind}`}>{from === undefined ? <span aria-hidden="true">✕</span> : from + i}</span>
						<span class="grow">
							<AssetLink it={valve} /> {[valve.street, valve.diameter].filter(Boolean).join(' · ')}{' '}
							{valve.turns === null && <Badge tone="warn">{t('close.unknown')}</Badge>}
						</span>
						{after && <span class="no-print">{after(valve)}</span>}
					</li>
				))}
			</ol>
		</div>
	);
}
