import { chmod } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { Framer } from './framer.ts';
import type { Peer, Session } from './session.ts';
import { UnitReader } from './units.ts';
import { backendKey, problem, ready } from './wire.ts';

const sslRequest = 80877103;
const gssRequest = 80877104;
const mostPeers = 200;

/** What every client is told when it comes: the session's parameters, its own number, that it may speak. */
const welcome = (parameters: Buffer, id: number): Buffer => Buffer.concat([parameters, backendKey(id), ready('I')]);

/** Makes a socket a client of the session. */
const attach = (socket: Socket, session: Session, greeting: { id: number; parameters: Buffer }): void => {
	const send = (bytes: Buffer): void => {
		if (!peer.closed && bytes.length > 0) socket.write(bytes);
	};
	const leave = (): void => {
		if (peer.closed) return;
		peer.closed = true;
		session.leave(peer);
	};
	const units = new UnitReader(`c${greeting.id}_`, { unit: (unit) => session.submit(peer, unit), reply: send, end: () => socket.destroy() });
	const peer: Peer = {
		channels: new Set(),
		closed: false,
		send,
		end: (last) => {
			socket.end(last);
			leave();
		},
		farewell: () => units.farewell(),
	};
	const startup = (code: number): boolean => {
		const another = code === sslRequest || code === gssRequest;
		send(another ? Buffer.from('N') : welcome(greeting.parameters, greeting.id));
		return !another;
	};
	const frames = new Framer({ startup, message: (bytes) => peer.closed || units.read(bytes) });
	session.peers.add(peer);
	socket.on('data', (chunk: Buffer) => {
		session.alive(peer);
		try {
			frames.push(chunk);
		} catch {
			socket.destroy();
		}
	});
	socket.on('error', leave);
	socket.on('close', leave);
};

/** Listens at the path and speaks PostgreSQL's wire protocol to any number of clients, for the one session. */
export const openFront = async (session: Session, parameters: Buffer, path: string): Promise<Server> => {
	let id = 0;
	const server = createServer((socket) => {
		id += 1;
		if (session.peers.size >= mostPeers) socket.end(problem('FATAL', '53300', 'sorry, too many clients already'));
		else attach(socket, session, { id, parameters });
	});
	await new Promise<void>((listening, reject) => {
		server.once('error', reject);
		server.listen(path, listening);
	});
	if (process.platform !== 'win32') await chmod(path, 0o600);
	return server;
};
