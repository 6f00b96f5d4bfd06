import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Somebody who can be asked. */
export interface Terminal {
	/** The answer, or `otherwise` when there is none. Of a secret nothing is shown. */
	ask: (question: string, options?: { otherwise?: string | undefined; secret?: boolean | undefined }) => Promise<string>;
	close: () => void;
}

/** The person at the terminal; undefined where there is none (a pipe, a script). */
export function terminal(): Terminal | undefined {
	if (!process.stdin.isTTY) return undefined;
	let hidden = false;
	const output = new Writable({
		write: (chunk, _encoding, written) => {
			if (!hidden) process.stdout.write(chunk);
			written();
		},
	});
	const lines = createInterface({ input: process.stdin, output, terminal: true });
	let done = false;
	// Ctrl-C, or Ctrl-D: whoever leaves in the middle of the questions has changed nothing yet.
	lines.once('SIGINT', () => lines.close());
	lines.once('close', () => done || process.exit(130));
	return {
		ask: async (question, { otherwise, secret = false } = {}) => {
			const answering = lines.question(`${question}${otherwise === undefined ? '' : ` [${otherwise}]`}: `);
			hidden = secret;
			const answer = await answering;
			hidden = false;
			if (secret) process.stdout.write('\n');
			return answer.trim() || (otherwise ?? '');
		},
		close: () => {
			done = true;
			lines.close();
		},
	};
}
