import type { ShownStop } from './kept/apply.ts';

/** How a number on a pole or cover is compared: without gaps, strokes and zeros before it, as people type it. */
const plain = (it: string): string => it.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Where on the run an asset is: at stops that are about it, or that want it closed. The whole number first, then numbers that end so. */
export function stopsWith(stops: readonly ShownStop[], typed: string): ShownStop[] {
	const wanted = plain(typed);
	if (wanted.length < 2) return [];
	const numbers = ({ assets, lines, isolation }: ShownStop): string[] =>
		[...assets, ...lines.flatMap(({ asset }) => (asset ? [asset] : [])), ...(isolation?.close ?? [])].map(({ reference }) => plain(reference));
	const whole = stops.filter((it) => numbers(it).includes(wanted));
	return whole.length > 0 ? whole : stops.filter((it) => numbers(it).some((number) => number.endsWith(wanted)));
}
