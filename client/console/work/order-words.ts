import type { OrderBrief } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/console.ts';
import { date, dateTime, quantity, time } from '../../i18n/format.ts';
import { money } from '../../i18n/money.ts';

/** What an order is called: its title, else what kind of work it is and where. */
export const nameOfOrder = ({ title, kind, street }: Pick<OrderBrief, 'title' | 'kind' | 'street'>): string =>
	title || [t(`orders.kind.${kind}`), street].filter(Boolean).join(' · ');

/** "29 Nov 2026, 07:30–09:00": when it is planned; null where it is not. */
export function plannedWords({ plannedFrom, plannedUntil }: Pick<OrderBrief, 'plannedFrom' | 'plannedUntil'>): string | null {
	if (plannedFrom === null) return null;
	if (plannedUntil === null) return dateTime(plannedFrom);
	return date(plannedFrom) === date(plannedUntil) ? `${dateTime(plannedFrom)}–${time(plannedUntil)}` : `${dateTime(plannedFrom)} – ${dateTime(plannedUntil)}`;
}

/** Hours as they are written: "1.5 h"; a dash where nobody knows. */
export const hoursWords = (hours: number | null): string => (hours === null ? '–' : quantity(hours, 'h', 1));

/** Money as it is written; a dash where nobody knows. */
export const moneyWords = (amount: number | null): string => (amount === null ? '–' : money(amount));
