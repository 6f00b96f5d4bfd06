import type { JSX } from 'preact';
import { orderKinds, orderStates } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/console.ts';
import { quantity } from '../../i18n/format.ts';
import { money } from '../../i18n/money.ts';
import { Icon } from '../../ui/icon.tsx';
import { wrench } from '../../ui/staff-icons.ts';
import { Timeline } from '../../ui/timeline.tsx';
import { orderHref } from '../address.ts';

interface WorkLine {
	code: string;
	kind: string;
	state: string;
	at: string;
	outcome: string | null;
	cost: number | null;
	crew?: string | null;
	hours?: number | null;
}

const kindWords = (kind: string): string => {
	const known = orderKinds.find((it) => it === kind);
	return known ? t(`orders.kind.${known}`) : kind;
};

/** How it stands, as long as it has not ended. */
const stateWords = (state: string): string | null => {
	const known = orderStates.find((it) => it === state);
	return known && known !== 'done' ? t(`orders.state.${known}`) : null;
};

const details = ({ state, outcome, cost, crew, hours }: WorkLine): string =>
	[stateWords(state), outcome, crew, typeof hours === 'number' && quantity(hours, 'h', 1), cost !== null && money(cost)].filter(Boolean).join(' · ');

/** Work done or planned, newest first. */
export function Work({ title, work }: { title: string; work: readonly WorkLine[] }): JSX.Element | null {
	if (work.length === 0) return null;
	return (
		<section class="stack close">
			<h3>{title}</h3>
			<Timeline
				label={title}
				entries={work.map((it) => ({
					key: it.code,
					at: it.at,
					dayOnly: true,
					mark: <Icon path={wrench} size={16} />,
					what: (
						<>
							{kindWords(it.kind)}{' '}
							<a class="code" href={orderHref(it.code)}>
								{it.code}
							</a>
						</>
					),
					why: details(it) && <span class="small quiet">{details(it)}</span>,
				}))}
			/>
		</section>
	);
}
