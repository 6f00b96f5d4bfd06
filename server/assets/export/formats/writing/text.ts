import type { Shape } from './shape.ts';

const chunkLength = 64 * 1024;

/** Gathers short pieces of text into chunks that are worth sending. */
export async function* gathered(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
	let text = '';
	for await (const piece of pieces) {
		text += piece;
		if (text.length < chunkLength) continue;
		yield Buffer.from(text);
		text = '';
	}
	if (text !== '') yield Buffer.from(text);
}

const listed = (it: unknown[]): string =>
	`(${it.map((part) => (Array.isArray((part as unknown[])[0]) ? listed(part as unknown[]) : (part as number[]).join(' '))).join(', ')})`;

/** Well-known text of a shape. */
export function wktOf({ type, coordinates }: Shape): string {
	return `${type.toUpperCase()} ${type === 'Point' ? `(${coordinates.join(' ')})` : listed(coordinates)}`;
}
