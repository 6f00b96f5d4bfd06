/** How many bits of a digest are zero before the first one that is not: each more halves the chance to find it. */
export function leadingZeroBits(digest: Uint8Array): number {
	const at = digest.findIndex((byte) => byte !== 0);
	return at === -1 ? digest.length * 8 : at * 8 + Math.clz32(digest[at] ?? 0) - 24;
}
