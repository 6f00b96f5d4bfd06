import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as a program hears it that takes Standard Webhooks. */
export interface HeardMessage {
	id: string;
	body: string;
	/** Signed with one of these secrets of the program. */
	signedBy: string[];
}

/** Another program that is told what happens; `answer` says how it answers the next one. */
export interface Hearer {
	url: string;
	heard: HeardMessage[];
	secrets: string[];
	answer: (message: HeardMessage) => number | 'lost';
	close: () => void;
}

/** Starts one. */
export async function hearer(): Promise<Hearer> {
	const it: Hearer = { url: '', heard: [], secrets: [], answer: () => 204, close: () => undefined };
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += chunk;
		const id = String(request.headers['webhook-id']);
		const content = `${id}.${request.headers['webhook-timestamp']}.${body}`;
		const given = String(request.headers['webhook-signature']).split(' ');
		const mark = (secret: string): string =>
			`v1,${createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
				.update(content)
				.digest('base64')}`;
		const message = { id, body, signedBy: it.secrets.filter((secret) => given.includes(mark(secret))) };
		it.heard.push(message);
		const answer = it.answer(message);
		if (answer === 'lost') response.destroy();
		else response.writeHead(answer, answer >= 300 && answer < 400 ? { location: '/elsewhere' } : {}).end();
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	it.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hear`;
	it.close = () => {
		server.closeAllConnections();
		server.close();
	};
	return it;
}
