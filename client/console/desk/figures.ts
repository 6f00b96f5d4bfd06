import type { DeskFault } from '../../../server/faults/contract.ts';
import { t } from '../../i18n/console.ts';
import { percent } from '../../i18n/format.ts';

/** A probability as a figure that never claims to be certain: neither 0 nor 100 %. */
export function share(probability: number): string {
	if (probability > 0 && probability < 0.005) return `< ${percent(0.01)}`;
	if (probability < 1 && probability >= 0.995) return `> ${percent(0.99)}`;
	return percent(probability);
}

/** How many told of a fault: those who reported, and those who see it too. */
export const saidBy = ({ reports, meToos }: Pick<DeskFault, 'reports' | 'meToos'>): string =>
	[t('fault.reports', { count: reports }), meToos > 0 && t('fault.meToos', { count: meToos })].filter(Boolean).join(', ');
