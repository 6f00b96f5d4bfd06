import { badField } from '../../platform/problem.ts';

/** Where a walk has come to: the last key, how many features were given, and how many there were when it began. */
export interface Cursor {
	readonly after: number;
	readonly matched: number;
}

const whole = (it: unknown): it is number => typeof it === 'number' && Number.isSafeInteger(it) && it >= 0;

/** A cursor as it stands in an address. */
export const writeCursor = ({ after, matched }: Cursor): string => Buffer.from(JSON.stringify([after, matched])).toString('base64url');

/** Reads a cursor that we have written. */
export function readCursor(text: string): Cursor {
	try {
		const [after, matched, ...more] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
		if (text.length <= 80 && whole(after) && whole(matched) && more.length === 0) return { after, matched };
	} catch {
		// Not ours: told below.
	}
	throw badField('cursor', 'Not one of ours: follow the link `next` of a page.');
}
