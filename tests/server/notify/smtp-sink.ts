import { type AddressInfo, createServer, type Socket } from 'node:net';

interface Behaviour {
	/** What is said to RCPT TO; default: welcome. */
	recipient?: string;
	/** What is said once the whole mail has come; `hang` says nothing at all, `drop` hangs up. */
	data?: string;
}

const endOf = (inData: boolean): string => (inData ? '\r\n.\r\n' : '\r\n');

/** A mail server that takes mail for nobody: it counts what it was given, and can be told to misbehave. */
export async function openSink() {
	const mails: string[] = [];
	const sockets = new Set<Socket>();
	const behaviour: Behaviour = {};
	let took: () => void = () => undefined;

	const finish = (socket: Socket, text: string): void => {
		mails.push(text);
		took();
		if (behaviour.data === 'drop') socket.destroy();
		else if (behaviour.data !== 'hang') socket.write(behaviour.data ?? '250 kept\r\n');
	};
	const reply = (line: string): string => {
		if (/^RCPT/i.test(line)) return behaviour.recipient ?? '250 welcome\r\n';
		if (/^DATA/i.test(line)) return '354 go on\r\n';
		return /^QUIT/i.test(line) ? '221 bye\r\n' : '250 yes\r\n';
	};
	/** Takes what a client says piece by piece: lines, and after DATA all up to a lone dot. */
	const listener = (socket: Socket) => {
		let pending = '';
		let inData = false;
		const hear = (part: string): void => {
			if (inData) finish(socket, part);
			else socket.write(reply(part));
			inData = !inData && /^DATA/i.test(part);
		};
		return (chunk: Buffer): void => {
			pending += chunk.toString();
			for (let at = pending.indexOf(endOf(inData)); at >= 0; at = pending.indexOf(endOf(inData))) {
				const part = pending.slice(0, at);
				pending = pending.slice(at + endOf(inData).length);
				hear(part);
			}
		};
	};
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('data', listener(socket));
		socket.write('220 sink\r\n');
	});
	server.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	return {
		mails,
		behaviour,
		url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** Resolves when the next whole mail has come. */
		next: () => new Promise<void>((resolve) => (took = resolve)),
		close: () => {
			for (const socket of sockets) socket.destroy();
			return new Promise((resolve) => server.close(resolve));
		},
	};
}
