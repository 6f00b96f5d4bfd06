import type { CauseBrief } from '../../../server/faults/causes/contract.ts';
import { t } from '../../i18n/console.ts';
import { number, percent } from '../../i18n/format.ts';

type Device = CauseBrief['device'];

const phases = { R: 'cause.phaseR', W: 'cause.phaseW', B: 'cause.phaseB' } as const;

const phaseName = (phase: string): string => (phase in phases ? t(phases[phase as keyof typeof phases]) : phase);

/** What probably failed, in words: the device, and which of its phases. */
export function deviceWords({ kind, title, phase }: Device): string {
	const device = t(`cause.${kind}`, { device: title });
	return phase ? `${device}, ${t('cause.phase', { phase: phaseName(phase) })}` : device;
}

const kinds = { water: 'cause.houses', sewer: 'cause.sewers', stormwater: 'cause.drains' } as const;

/** Whether what is affected stands full; else it goes without. */
export const backsUp = ({ utility }: Pick<CauseBrief, 'utility'>): boolean => utility === 'sewer' || utility === 'stormwater';

/** So many decimals that a small figure is not said to be none. */
const places = (it: number): number => Math.min(6, Math.max(1, Math.ceil(-Math.log10(it))));

/** Why it is believed: how many of those it would affect are reported, and how many would be by chance. */
export function reasonWords({ utility, device, reported, affected, expected, hours }: CauseBrief): string {
	const figures = { reported, affected, expected: number(expected, places(expected)), hours };
	if (utility !== 'electricity') return t(kinds[utility], figures);
	return device.phase ? t('cause.phaseLamps', { ...figures, phase: phaseName(device.phase) }) : t('cause.lamps', figures);
}

/** A chance in words: never certain, as a model never is. */
export const chanceWords = (chance: number): string => (chance > 0.99 ? `> ${percent(0.99)}` : percent(chance));
