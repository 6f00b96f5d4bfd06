import { words as af } from './af.ts';
import { words as en } from './en.ts';
import type { ProposalWords } from './words.ts';
import { words as xh } from './xh.ts';

export const proposalWords: Readonly<Record<string, ProposalWords>> = { en, af, xh };
