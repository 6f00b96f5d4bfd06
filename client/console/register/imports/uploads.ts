import { signal } from '@preact/signals';
import { beginImport, type ImportRequest, partBytes, sendContent } from '../../../../server/assets/import/contract.ts';
import { call } from '../../../api/call.ts';
import { asProblem, type Problem } from '../../../api/problem.ts';

/** A file on its way to the server: how much of it is there, and why it stands still. */
export interface Upload {
	sent: number;
	size: number;
	running: boolean;
	problem: Problem | null;
}

/** What is being sent, by the code of its import. Goes on while one looks at something else. */
export const uploads = signal<Readonly<Record<string, Upload>>>({});

const note = (code: string, upload: Upload): void => {
	uploads.value = { ...uploads.peek(), [code]: upload };
};

/** Smaller than what the server takes: a lost connection then costs little. */
const piece = Math.min(partBytes, 2 * 1024 * 1024);
/** Seconds to wait before each new try; after the last, somebody is asked. */
const patience = [1, 2, 4, 8, 15, 30, 30, 30];

const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Lost on the way, or the server is away for a moment: the same piece may be sent again. */
const passes = ({ code }: Problem): boolean => ['network', 'timeout', 'not-ready', 'aborted'].includes(code);

/** How much is there after all, as the server says that refused a piece; null where it says something else. */
const receivedBy = ({ code, extra }: Problem): number | null => (code === 'conflict' && typeof extra['received'] === 'number' ? extra['received'] : null);

/** Sends the next piece, again and again while it is lost on the way; answers how much is there then. The server knows better than we do how much that was. */
async function sendPiece(code: string, file: File, offset: number): Promise<number> {
	for (let tries = 0; ; tries += 1) {
		try {
			const input = { code, offset, content: file.slice(offset, offset + piece) };
			return (await call(sendContent, input, { timeout: 120 })).received;
		} catch (thrown) {
			const problem = asProblem(thrown);
			const received = receivedBy(problem);
			if (received !== null) return received;
			const seconds = patience[tries];
			if (seconds === undefined || !passes(problem)) throw problem;
			await pause(seconds);
		}
	}
}

/** Sends a file from where it stopped; resolves when all of it is there, or somebody has to look. */
export async function sendFile(code: string, file: File, from: number): Promise<boolean> {
	let sent = from;
	note(code, { sent, size: file.size, running: true, problem: null });
	try {
		while (sent < file.size) {
			sent = await sendPiece(code, file, sent);
			note(code, { sent, size: file.size, running: true, problem: null });
		}
		note(code, { sent, size: file.size, running: false, problem: null });
		return true;
	} catch (thrown) {
		note(code, { sent, size: file.size, running: false, problem: asProblem(thrown) });
		return false;
	}
}

/** Begins an import of a file; the file follows by itself. */
export async function beginFile(file: File, more: { source?: string; class?: string } = {}): Promise<ImportRequest> {
	const begun = await call(beginImport, { name: file.name, size: file.size, ...more });
	note(begun.code, { sent: 0, size: file.size, running: true, problem: null });
	void sendFile(begun.code, file, 0);
	return begun;
}

/** Whether this is the file whose first part is already there. */
export const isSameFile = ({ file }: Pick<ImportRequest, 'file'>, chosen: Pick<File, 'name' | 'size'>): boolean =>
	file !== null && file.size === chosen.size && plain(file.name) === plain(chosen.name);

/** The server takes out of a name what file systems would take amiss. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}.]/gu, '');
