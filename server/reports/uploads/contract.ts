import * as z from 'zod/mini';
import { count, endpoint } from '../../platform/contract.ts';

/** The largest file, and the largest piece of it, in bytes. */
const largest = 50 * 1024 * 1024;
export const pieceBytes = 512 * 1024;

/** Made up by the sender, never guessed by another: 32 hexadecimal digits. */
export const uploadId = z.string().check(z.regex(/^[0-9a-f]{32}$/, '32 hexadecimal digits, made at random'));

export const sendPiece = endpoint({
	method: 'put',
	path: '/api/uploads/:id',
	access: 'anyone',
	part: pieceBytes,
	summary:
		'A piece of a photo or video (multipart/form-data, part `content`, at most 512 kB) from the byte `offset` on; go on from `received`. The same piece again changes nothing. When it is whole it is cleaned and `ready`: a report may name it in `media`.',
	input: z.object({
		id: uploadId,
		size: count(1, largest),
		offset: count(0, largest),
		/** Of the whole file; what arrives otherwise begins again. */
		sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
	}),
	output: z.object({ received: z.number(), ready: z.boolean() }),
	problems: ['conflict', 'too-large', 'too-many', 'blocked', 'bad-photo', 'bad-video'],
});
