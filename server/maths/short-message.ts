/** The signs of a text message (3GPP TS 23.038, the default alphabet) that count once, and those that count twice. */
const once = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
const twice = new Set('^{}\\[~]|€\f');

const others: Readonly<Record<string, string>> = {
	'–': '-',
	'—': '-',
	'−': '-',
	'’': "'",
	'‘': "'",
	ŉ: "'n",
	'“': '"',
	'”': '"',
	'…': '...',
	'\u00a0': ' ',
	'•': '-',
	'×': 'x',
};

/** A letter without its accents, where the alphabet of text messages has it with none. */
const bare = (sign: string): string => sign.normalize('NFD').replace(/\p{Mark}/gu, '');

/** Writes a text in the alphabet of text messages: one sign outside of it would halve how much fits. What has no like there becomes a question mark. */
export function plainText(text: string): string {
	return [...text.normalize('NFC')]
		.map((sign) => (once.has(sign) || twice.has(sign) ? sign : (others[sign] ?? bare(sign))))
		.map((written) => [...written].map((sign) => (once.has(sign) || twice.has(sign) ? sign : '?')).join(''))
		.join('');
}

/** How many places a text of that alphabet takes; 160 go into one message. */
export const places = (text: string): number => [...text].reduce((sum, sign) => sum + (twice.has(sign) ? 2 : 1), 0);

export const onePart = 160;

/** A text and a link as one text message: where both do not fit, the text ends early and the link stands whole. */
export function shortMessage(text: string, link: string): string {
	const room = onePart - places(` ${link}`);
	const signs = [...plainText(text)];
	if (places(signs.join('')) <= room) return `${signs.join('')} ${link}`;
	while (signs.length > 0 && places(signs.join('')) > room - 3) signs.pop();
	return `${signs.join('').trimEnd()}... ${link}`;
}

/** The digits with everything before them that makes a number one of the world: `00` and the nought of the country become `+…`. */
function fromAnywhere(digits: string, country: string): string {
	if (digits.startsWith('+')) return digits;
	if (digits.startsWith('00')) return `+${digits.slice(2)}`;
	if (!digits.startsWith('0')) return `+${digits}`;
	return country ? `+${country}${digits.slice(1)}` : '';
}

/** A phone number as it is dialled from anywhere, `+27821234567`; null where it cannot be one. `country` is the calling code that local numbers leave out. */
export function dialled(phone: string, country: string): string | null {
	const whole = fromAnywhere(phone.replace(/[^\d+]/g, '').replace(/(?!^)\+/g, ''), country);
	return /^\+[1-9]\d{7,14}$/.test(whole) ? whole : null;
}
