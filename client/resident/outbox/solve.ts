import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { leadingZeroBits } from '../../../server/maths/zero-bits.ts';

/** A number is wanted for which SHA-256 of `challenge:number` begins with so many zero bits. */
export interface Puzzle {
	challenge: string;
	bits: number;
}

/** As long the page does nothing else, ms: it must stay answerable while an old phone works. */
const slice = 40;

const breath = (): Promise<void> => new Promise((go) => setTimeout(go, 0));

/** Finds a number for which SHA-256 of `challenge:number` begins with so many zero bits; answers both, as the server wants them. */
export async function solve({ challenge, bits }: Puzzle): Promise<string> {
	let until = performance.now() + slice;
	for (let number = 0; ; number += 1) {
		const proof = `${challenge}:${number}`;
		if (leadingZeroBits(sha256(utf8ToBytes(proof))) >= bits) return proof;
		if (number % 64 === 0 && performance.now() > until) {
			await breath();
			until = performance.now() + slice;
		}
	}
}
