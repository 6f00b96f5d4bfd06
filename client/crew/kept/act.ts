import type * as z from 'zod/mini';
import type { readRun, Stop } from '../../../server/work/field/contract.ts';
import type { Outcome } from '../../../server/work/orders/contract.ts';
import type { Refusal } from '../../api/retrying.ts';

/** The run as the server gave it. */
export type Run = z.output<typeof readRun.output>;

/** Where somebody stood, as the device said. */
export interface Stand {
	lon: number;
	lat: number;
	accuracy: number;
}

/** What somebody writes about an item. */
export interface Fields {
	cause: string;
	component: string;
	mode: string;
	condition: number;
	note: string;
}
export type FieldName = keyof Fields;

/** Fields as they are sent: what was seen before, and what is written now. */
export type Written = { [Name in FieldName]?: { base: Fields[Name] | null; value: Fields[Name] | null } };

/** A task as it was done: with its answer, or without. */
export interface TaskDone {
	id: number;
	answer: string | null;
	done: boolean;
}

/** What somebody does at a stop. */
export type Deed =
	| { kind: 'time'; act: 'start' | 'stop'; time: 'work' | 'travel' }
	| { kind: 'write'; fields: Written; tasks: readonly TaskDone[]; materials: readonly { code: string; used: number }[]; measured?: Stand }
	| { kind: 'photos'; moment: 'before' | 'after'; stand?: Stand }
	| { kind: 'end'; outcome: Outcome; stand?: Stand; reason?: string; until?: string }
	| { kind: 'reopen' };

/** What somebody has done, kept on this device until the server has it. */
export interface Act {
	/** Made when it was done: whoever sends it, however often, it is done once. */
	key: string;
	/** When it was done; no two of a device are the same, so it is their order too. */
	at: number;
	/** Whose it is: another who signs in on this device does not send it. */
	person: string;
	order: string;
	/** The language it was done in: the same words are sent again under the same key. */
	language: string;
	/** Null: of the whole order. */
	item: number | null;
	deed: Deed;
	/** Ids of the photos, whose bytes are kept beside it. */
	files: readonly string[];
	state: 'waiting' | 'sending' | 'refused';
	attempts: number;
	/** When it is tried again. */
	again: number;
	problem?: Refusal;
}

export type Line = Stop['lines'][number];
