import type { Ticket } from '../../../server/reports/contract.ts';
import type { Refusal } from '../../api/retrying.ts';
import type { Draft } from '../report/draft.ts';

/** A photo or video of the draft, with the picture that stands for a video. */
export interface KeptPhoto {
	id: string;
	file: File;
	poster?: { id: string; file: File };
}

/** A photo or video of a report that waits: its bytes are kept beside it, under the same id. */
export interface QueuedFile {
	id: string;
	size: number;
	/** How much of it the server has. */
	sent: number;
	ready: boolean;
	/** Id of the picture that stands for a video; that picture is a file of its own, before it. */
	poster?: string;
	/** It only stands for a video. */
	isPoster?: true;
}

/** A report that somebody has sent and that is kept on this device until the server has it. */
export interface Queued {
	/** Made when "send" was said: whoever sends it, however often, it is one report. */
	key: string;
	at: number;
	/** As it was written, so that it can be changed. */
	draft: Draft;
	/** As it is sent. */
	input: Readonly<Record<string, unknown>>;
	files: readonly QueuedFile[];
	state: 'waiting' | 'sending' | 'refused' | 'sent';
	attempts: number;
	/** When it is tried again. */
	again: number;
	problem?: Refusal;
	ticket?: Ticket;
}

/** How far its photos and videos have got, 0 to 1; 1 without any. */
export function progressOf({ files }: Pick<Queued, 'files'>): number {
	const all = files.reduce((sum, it) => sum + it.size, 0);
	return all === 0 ? 1 : files.reduce((sum, it) => sum + (it.ready ? it.size : it.sent), 0) / all;
}
