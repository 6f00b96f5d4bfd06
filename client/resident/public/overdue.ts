import type { PublicFault } from '../../../server/faults/contract.ts';
import { theTown } from '../../api/town.ts';
import { isOver } from '../plain-state.ts';

/** Today where the municipality is, as 2026-11-28: a language that writes days so. */
export const localDay = (): string => new Date().toLocaleDateString('en-CA', { timeZone: theTown().zone });

/** Whether a fault should have been over before today. */
export const overdue = ({ due, state }: Pick<PublicFault, 'due' | 'state'>): boolean => due !== null && due < localDay() && !isOver(state);
