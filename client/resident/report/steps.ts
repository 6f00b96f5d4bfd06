import type { Draft } from './draft.ts';

/** The screens of a report, in their order. */
export const steps = ['/report', '/report/where', '/report/details', '/report/send'] as const;

/** The farthest question that can be asked now: each needs the answers to those before. */
export const reachable = ({ mode, place }: Pick<Draft, 'mode' | 'place'>): number => (mode === null ? 0 : place === null ? 1 : 3);
