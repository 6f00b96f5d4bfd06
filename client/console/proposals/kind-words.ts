import type { ProposalRow } from '../../../server/assets/proposals/contract.ts';
import { t } from '../../i18n/console.ts';

/** The kind of a proposal in a word. */
export const kindWords = (kind: ProposalRow['kind']): string => t(`care.kind.${kind}`);
