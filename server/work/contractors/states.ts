import type { InstructionState } from './contract.ts';

/** The life of an instruction as data. */
export const instructionMoves: Readonly<Record<InstructionState, readonly InstructionState[]>> = {
	drafted: ['instructed', 'cancelled'],
	instructed: ['done', 'cancelled'],
	done: ['instructed'],
	cancelled: ['drafted'],
};
