import { TextDecoder } from 'node:util';

/** The upper half of what DOS wrote in western Europe and in America, which no decoder of today knows. */
const dos: Readonly<Record<string, string>> = {
	'850': 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
	'437': 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
};

/** Numbers in the head of a table that name its encoding, where they are in use. */
const byDriver: Readonly<Record<number, string>> = {
	1: '437',
	2: '850',
	3: '1252',
	87: '1252',
	88: '1252',
	89: '1252',
	200: '1250',
	201: '1251',
	203: '1253',
	202: '1254',
};

export type Decode = (bytes: Buffer) => string;

const decoderOf = (label: string): Decode | undefined => {
	try {
		const decoder = new TextDecoder(label);
		return (bytes) => decoder.decode(bytes);
	} catch {
		return undefined;
	}
};

const decodeDos =
	(upper: string): Decode =>
	(bytes) =>
		Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : upper[byte - 128])).join('');

/** UTF-8 where it is that, else what Windows writes in western Europe: each text for itself, for no file says what it does not know. */
function guess(): Decode {
	const [strict, windows] = [new TextDecoder('utf-8', { fatal: true }), new TextDecoder('windows-1252')];
	return (bytes) => {
		try {
			return strict.decode(bytes);
		} catch {
			return windows.decode(bytes);
		}
	};
}

/** The decoder for an encoding as it is written beside or inside a table: `UTF-8`, `1252`, `ISO 8859-1`, `ANSI 1252`, `88591`; undefined for any other. */
function named(text: string): Decode | undefined {
	const word = text.trim().toLowerCase();
	const number = /(\d+)$/.exec(word.replaceAll(/[\s_-]/g, ''))?.[1] ?? '';
	if (word === '' || word === 'ascii') return undefined;
	if (/utf-?8|65001/.test(word)) return decoderOf('utf-8');
	if (dos[number]) return decodeDos(dos[number]);
	const latin = /^8859(\d{1,2})$/.exec(number)?.[1];
	if (latin) return decoderOf(`iso-8859-${latin}`);
	return decoderOf(/^(125\d|874)$/.test(number) ? `windows-${number}` : word);
}

/** How the text of a table is read: as the file beside it says, else as its head says, else as it looks. */
export const tableDecoder = (beside: string | undefined, driver: number): Decode => named(beside ?? '') ?? named(byDriver[driver] ?? '') ?? guess();
