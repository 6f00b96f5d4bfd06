/** Besides Latin-1, what the fonts that every reader of PDF has can write. */
const further = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

/** Text as the fonts of every PDF reader can write it: other letters lose their marks, and where that does not help become question marks. */
export const printable = (text: string): string =>
	[...text]
		.map((it) => {
			const plain = it.normalize('NFD').replace(/\p{M}/gu, '');
			return [it, plain].find((one) => one !== '' && [...one].every((sign) => (sign >= ' ' && sign <= 'ÿ') || further.includes(sign))) ?? '?';
		})
		.join('');
