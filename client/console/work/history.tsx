import type { JSX } from 'preact';
import type { Order } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/console.ts';
import { Timeline } from '../../ui/timeline.tsx';

const kinds = ['opened', 'changed', 'moved', 'extended', 'shortened', 'closed', 'settled', 'timed', 'counted', 'planned', 'unplanned'] as const;

const outcomeKeys = ['fixed', 'made-safe', 'no-fault-found', 'not-ours', 'cannot-now'] as const;
const stateKeys = ['open', 'assigned', 'started', 'waiting', 'done', 'cancelled'] as const;

/** What happened, in words; what nobody has words for by its name. */
const kindWords = (kind: string): string => {
	const known = kinds.find((it) => `work-order.${it}` === kind);
	return known ? t(`orders.log.${known}`) : kind.replace(/^.*\./, '').replaceAll('-', ' ');
};

const said = (value: unknown): string => {
	const outcome = outcomeKeys.find((it) => it === value);
	if (outcome) return t(`orders.outcome.${outcome}`);
	const state = stateKeys.find((it) => it === value);
	return state ? t(`orders.state.${state}`) : String(value);
};

/** What is worth saying of the details: whatever is one word or number. */
const detailWords = (details: Readonly<Record<string, unknown>>): string =>
	['to', 'outcome', 'crew', 'state', 'proof']
		.map((name) => details[name])
		.filter((it) => typeof it === 'string' || typeof it === 'number')
		.map(said)
		.join(' · ');

/** What happened to an order, newest first. */
export function OrderHistory({ it }: { it: Order }): JSX.Element {
	return (
		<Timeline
			label={t('orders.section.log')}
			entries={[...it.history].reverse().map(({ at, kind, by, details }, index) => ({
				key: `${at}-${index}`,
				at,
				who: by,
				what: kindWords(kind),
				why: detailWords(details),
			}))}
		/>
	);
}
