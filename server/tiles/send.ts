import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Request, Response } from 'express';
import type { View } from './layers.ts';
import type { Tile } from './store.ts';

const mediaType = 'application/vnd.mapbox-vector-tile';
const unzip = promisify(gunzip);

/** Whether a compressed answer is welcome; what nearly all browsers say is known by heart. */
function takesGzip(request: Request): boolean {
	const accepted = request.headers['accept-encoding'] ?? '';
	if (accepted.includes('gzip') && !accepted.includes(';')) return true;
	return request.acceptsEncodings('gzip', 'identity') === 'gzip';
}

const common = (etag: string, staff: boolean): string[] => [
	'etag',
	etag,
	'vary',
	'accept-encoding, cookie, authorization',
	'cache-control',
	staff ? 'private, no-cache' : 'public, no-cache',
	'x-content-type-options',
	'nosniff',
];

/** What stands over a compressed tile: the same each time it is sent. */
function headOf(tile: Tile, body: Buffer, staff: boolean): string[] {
	const who = staff ? 'staff' : 'others';
	tile.heads ??= {};
	tile.heads[who] ??= [...common(`"${tile.hash}"`, staff), 'content-type', mediaType, 'content-encoding', 'gzip', 'content-length', String(body.length)];
	return tile.heads[who];
}

/** Sends a tile, or that it is still the one, or (204, which OpenLayers reads as a tile without features) that there is nothing in it. */
export function sendTile(request: Request, response: Response, { tile, view }: { tile: Tile; view: View }): Promise<void> | void {
	const { body, hash } = tile;
	const staff = view === 'staff';
	const zipped = takesGzip(request);
	const etag = zipped ? `"${hash}"` : `"${hash}-plain"`;
	if (request.headers['if-none-match'] !== undefined && isFresh(request, etag)) response.writeHead(304, common(etag, staff)).end();
	else if (!body) response.writeHead(204, common(etag, staff)).end();
	else if (zipped) response.writeHead(200, headOf(tile, body, staff)).end(body);
	else return sendPlain(response, body, common(etag, staff));
}

async function sendPlain(response: Response, body: Buffer, head: string[]): Promise<void> {
	const bytes = await unzip(body);
	response.writeHead(200, [...head, 'content-type', mediaType, 'content-length', String(bytes.length)]).end(bytes);
}

function isFresh({ headers }: Request, etag: string): boolean {
	const known = headers['if-none-match'];
	if (known === undefined) return false;
	return known === '*' || known.split(',').some((it) => it.trim().replace(/^W\//, '') === etag);
}
