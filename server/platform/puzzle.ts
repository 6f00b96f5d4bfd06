import { createHash, timingSafeEqual } from 'node:crypto';
import { leadingZeroBits } from '../maths/zero-bits.ts';

/** Work to be done before something is taken: a number for which SHA-256 of `challenge:number` begins with so many zero bits. */
export interface Puzzle {
	challenge: string;
	bits: number;
}

export interface Posing {
	/** A keyed hash that only this server makes. */
	sealed: (text: string) => string;
	/** What the puzzle belongs to: nobody else's submission, and no other of the same sender, is let through by its solution. */
	about: string;
	now: Date;
}

/** As long a puzzle is good, ms: a report may wait for a connection in between, and then gets another. */
const goodFor = 10 * 60_000;

const mark = ({ sealed, about }: Posing, ends: number, bits: number): string => sealed(`puzzle ${ends} ${bits} ${about}`);

/** Makes a puzzle; nothing of it is kept. */
export function pose(posing: Posing, bits: number): Puzzle {
	const ends = posing.now.getTime() + goodFor;
	return { challenge: `${ends}.${bits}.${mark(posing, ends, bits)}`, bits };
}

const same = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** How many zero bits were worked for by `challenge:number`: 0 where it is no puzzle of ours, another's, or too old. */
export function workOf(posing: Posing, proof: string): number {
	const [, ends = '', bits = '', given = ''] = /^(\d{13})\.(\d{1,2})\.([\w-]{20,64}):\d{1,15}$/.exec(proof) ?? [];
	if (!ends || Number(ends) < posing.now.getTime() || !same(given, mark(posing, Number(ends), Number(bits)))) return 0;
	return leadingZeroBits(createHash('sha256').update(proof).digest()) >= Number(bits) ? Number(bits) : 0;
}
