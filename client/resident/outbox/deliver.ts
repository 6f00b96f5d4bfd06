import { createReport, type Ticket } from '../../../server/reports/contract.ts';
import { sendPiece } from '../../../server/reports/uploads/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, Problem } from '../../api/problem.ts';
import type { Queued, QueuedFile } from './queued.ts';
import type { Puzzle } from './solve.ts';

const isPuzzle = (it: unknown): it is Puzzle => typeof it === 'object' && it !== null && 'challenge' in it && 'bits' in it;

/** Small enough to get through a poor network before it goes. */
const pieceBytes = 256 * 1024;

type Input<E extends { input: unknown }> = Parameters<typeof call<E['input'] & typeof sendPiece.input, typeof sendPiece.output>>[1];

/** What it takes to send a report: its bytes, and somebody who notes how far it is. */
export interface Means {
	bytesOf: (id: string) => Promise<Blob | undefined>;
	note: (it: Queued) => Promise<void>;
	/** Finds the number that a puzzle asks for. */
	solve: (puzzle: Puzzle) => Promise<string>;
}

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Only pages that came securely may compute it; without it the server checks by the file's own form. */
const checksum = async (file: Blob): Promise<string | undefined> =>
	globalThis.crypto.subtle ? hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())) : undefined;

async function sendOne({ id, size }: QueuedFile, { offset, file, sha256 }: { offset: number; file: Blob; sha256: string | undefined }) {
	const content = new File([file.slice(offset, offset + pieceBytes)], 'piece');
	// The piece is a part of the form, not of the contract's words.
	const input = { id, size, offset, content, ...(sha256 && { sha256 }) } as Input<typeof sendPiece>;
	try {
		return await call(sendPiece, input);
	} catch (thrown) {
		const problem = asProblem(thrown);
		const { received } = problem.extra;
		// The server has less than this device believed: it says from where to go on.
		if (problem.code === 'conflict' && typeof received === 'number') return { received, ready: false };
		throw problem;
	}
}

/** Sends a file in pieces from where it stopped; after each it is noted how far it is. */
export async function sendFile(file: QueuedFile, means: Pick<Means, 'bytesOf'>, note: (file: QueuedFile) => Promise<void>): Promise<void> {
	const bytes = await means.bytesOf(file.id);
	if (!bytes) throw new Problem({ code: 'bad-photo' });
	const sha256 = await checksum(bytes);
	let begunAgain = 0;
	for (let { sent, ready } = file; !ready; ) {
		const answer = await sendOne(file, { offset: Math.min(sent, Math.max(0, file.size - 1)), file: bytes, sha256 });
		begunAgain += answer.received <= sent && !answer.ready ? 1 : 0;
		if (begunAgain > 3) throw new Problem({ code: 'internal' });
		({ received: sent, ready } = answer);
		await note({ ...file, sent, ready });
	}
}

/** As often as a puzzle is worked at: each is good for minutes, and a device may sleep over it. */
const mostPuzzles = 3;

const posted = ({ key, input, files }: Queued, puzzle?: string): Promise<Ticket> => {
	const media = files.filter((it) => !it.isPoster).map(({ id, poster }) => ({ id, ...(poster && { poster }) }));
	return call(createReport, { ...input, media } as Parameters<typeof call<typeof createReport.input, typeof createReport.output>>[1], {
		idempotencyKey: key,
		...(puzzle && { puzzle }),
	});
};

/** Posts a report; where much came from its network lately, after some work. */
async function post(it: Queued, solve: Means['solve']): Promise<Ticket> {
	let answer: string | undefined;
	for (let tries = 0; ; tries += 1) {
		try {
			return await posted(it, answer);
		} catch (thrown) {
			const problem = asProblem(thrown);
			if (problem.code !== 'puzzle-wanted') throw problem;
			const { puzzle } = problem.extra;
			if (!isPuzzle(puzzle) || tries === mostPuzzles) throw new Problem({ code: 'too-many' });
			answer = await solve(puzzle);
		}
	}
}

/** Sends a report: first its photos and videos, then itself, under the key it has had since it was sent. Throws a `Problem`. */
export async function deliver(it: Queued, means: Means): Promise<Ticket> {
	let now = it;
	for (const file of it.files.filter(({ ready }) => !ready)) {
		await sendFile(file, means, async (further) => {
			now = { ...now, files: now.files.map((other) => (other.id === further.id ? further : other)) };
			await means.note(now);
		});
	}
	try {
		return await post(now, means.solve);
	} catch (thrown) {
		const problem = asProblem(thrown);
		const { missing } = problem.extra;
		// It waited so long that the server has given up its photos: they go again.
		if (problem.code === 'conflict' && Array.isArray(missing)) {
			await means.note({ ...now, files: now.files.map((file) => ({ ...file, sent: 0, ready: false })) });
			throw new Problem({ code: 'not-ready' });
		}
		throw problem;
	}
}
