// A bare Express handler in a process of its own: answers for each address the bytes it was given, and nothing else.
import type { AddressInfo } from 'node:net';
import express from 'express';

/** Bodies by address, as base64. */
export type Bodies = Readonly<Record<string, string>>;

process.once('message', (given: Bodies) => {
	const bodies = new Map(Object.entries(given).map(([path, body]) => [path, Buffer.from(body, 'base64')]));
	const app = express();
	app.get('/tiles/:layer/:z/:x/:file', (request, response) => {
		const body = bodies.get(request.path) ?? Buffer.alloc(0);
		response.set({ 'content-type': 'application/vnd.mapbox-vector-tile', 'content-encoding': 'gzip', 'content-length': String(body.length) }).end(body);
	});
	const http = app.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port }));
});
process.once('disconnect', () => process.exit(0));
