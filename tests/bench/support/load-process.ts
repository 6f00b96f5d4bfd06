// Sends requests over keep-alive connections as fast as they are answered, and says how many were. As lean as it can be: it shares the cores with what it measures.
import { connect, type Socket } from 'node:net';

/** What to send: bodies in turn to one path, or questions for paths in turn, over so many connections, for so many seconds. */
export interface Load {
	readonly port: number;
	readonly path: string;
	readonly connections: number;
	readonly seconds: number;
	readonly bodies: readonly string[];
	/** Asked for instead, as a browser does. */
	readonly paths?: readonly string[];
	/** Gives each request an Idempotency-Key that begins so. */
	readonly keys?: string;
}

/** What came of it; latencies in milliseconds. */
export interface Loaded {
	readonly answered: number;
	readonly refused: number;
	readonly perSecond: number;
	readonly p50: number;
	readonly p99: number;
	/** The first answer that was not 200, if there was one. */
	readonly firstRefusal: string | undefined;
}

const headEnd = Buffer.from('\r\n\r\n');

/** The whole length of the answer at the start of the buffer, or undefined while its head or body is incomplete. */
function lengthOf(buffer: Buffer): number | undefined {
	const end = buffer.indexOf(headEnd);
	if (end < 0) return undefined;
	const length = /content-length: (\d+)/i.exec(buffer.toString('latin1', 0, end))?.[1];
	if (length === undefined) throw new Error('an answer without a length');
	const whole = end + 4 + Number(length);
	return buffer.length < whole ? undefined : whole;
}

function run(load: Load): Promise<Loaded> {
	const { port, path, connections, seconds, bodies, keys, paths } = load;
	const questions = paths?.map((it) => `GET ${it} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-encoding: gzip\r\n\r\n`);
	const began = performance.now();
	const until = began + seconds * 1000;
	const took: number[] = [];
	let sent = 0;
	let refused = 0;
	let firstRefusal: string | undefined;
	const next = (): string => {
		const body = bodies[sent % bodies.length] ?? '{}';
		sent += 1;
		if (questions) return questions[sent % questions.length] ?? '';
		const key = keys === undefined ? '' : `idempotency-key: ${keys}-${sent}\r\n`;
		return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${key}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
	};
	const converse = (socket: Socket, done: () => void): void => {
		let asked = 0;
		let heard = Buffer.alloc(0);
		const ask = (): void => {
			asked = performance.now();
			if (asked >= until) socket.end(done);
			else socket.write(next());
		};
		socket.on('data', (piece) => {
			heard = heard.length ? Buffer.concat([heard, piece]) : piece;
			const whole = lengthOf(heard);
			if (whole === undefined) return;
			if (heard.toString('latin1', 9, 12) === '200') took.push(performance.now() - asked);
			else {
				refused += 1;
				firstRefusal ??= heard.toString('utf8', 0, whole);
			}
			heard = heard.subarray(whole);
			ask();
		});
		socket.on('connect', ask);
	};
	const all = Array.from(
		{ length: connections },
		() => new Promise<void>((resolve, reject) => converse(connect(port, '127.0.0.1').setNoDelay(true).on('error', reject), resolve)),
	);
	return Promise.all(all).then(() => {
		const lasted = (performance.now() - began) / 1000;
		const sorted = took.sort((a, b) => a - b);
		const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0;
		return { answered: took.length, refused, perSecond: took.length / lasted, p50: at(0.5), p99: at(0.99), firstRefusal };
	});
}

process.on('message', (load: Load) => {
	run(load).then(
		(loaded) => process.send?.(loaded),
		(error: Error) => {
			console.error(error);
			process.exit(1);
		},
	);
});
process.once('disconnect', () => process.exit(0));
