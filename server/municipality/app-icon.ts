import sharp from 'sharp';

/** Letters as strokes on a grid of 4 by 6: an icon needs no font, which servers often lack. */
const letters: Readonly<Record<string, string>> = {
	A: 'M0 6 2 0 4 6M.7 4h2.6',
	B: 'M0 0v6h2.4a1.5 1.5 0 0 0 0-3H0h2a1.5 1.5 0 0 0 0-3Z',
	C: 'M4 1.2A2.6 2.6 0 0 0 2.2 0C.8 0 0 1.4 0 3s.8 3 2.2 3A2.6 2.6 0 0 0 4 4.8',
	D: 'M0 0v6h1.6C3.2 6 4 4.8 4 3S3.2 0 1.6 0Z',
	E: 'M3.6 0H0v6h3.6M0 3h3',
	F: 'M3.6 0H0v6M0 3h3',
	G: 'M4 1.2A2.6 2.6 0 0 0 2.2 0C.8 0 0 1.4 0 3s.8 3 2.2 3C3.4 6 4 5 4 3.4H2.4',
	H: 'M0 0v6M4 0v6M0 3h4',
	I: 'M2 0v6',
	J: 'M3 0v4.4A1.5 1.5 0 0 1 0 4.4',
	K: 'M0 0v6M4 0 0 3.4M1.4 2.4 4 6',
	L: 'M0 0v6h3.6',
	M: 'M0 6V0l2 3.6L4 0v6',
	N: 'M0 6V0l4 6V0',
	O: 'M2 0C.8 0 0 1.3 0 3s.8 3 2 3 2-1.3 2-3-.8-3-2-3Z',
	P: 'M0 6V0h2.3a1.7 1.7 0 0 1 0 3.4H0',
	Q: 'M2 0C.8 0 0 1.3 0 3s.8 3 2 3 2-1.3 2-3-.8-3-2-3ZM2.6 4.4 4 6',
	R: 'M0 6V0h2.3a1.7 1.7 0 0 1 0 3.4H0M2 3.4 4 6',
	S: 'M3.8 1A2.4 2.4 0 0 0 2 0C.9 0 .2.6.2 1.5 0 3.4 4 2.5 4 4.5 4 5.4 3.2 6 2 6A2.6 2.6 0 0 1 0 4.9',
	T: 'M0 0h4M2 0v6',
	U: 'M0 0v4a2 2 0 0 0 4 0V0',
	V: 'm0 0 2 6 2-6',
	W: 'm0 0 1 6 1-4 1 4 1-6',
	X: 'm0 0 4 6M4 0 0 6',
	Y: 'm0 0 2 3 2-3M2 3v3',
	Z: 'M0 0h4L0 6h4',
};

/** What stands for a name that has no such letters: the line of the product. */
const line = 'M-1.6 4h2l.9-3.2 1.2 4.5.9-2.500h2.1';

/** The first letters of the first two words of a name, without what stands in brackets. */
export function initials(name: string): string {
	const plain = name.normalize('NFD').replace(/\([^)]*\)|\p{M}/gu, '');
	return plain
		.split(/[^\p{L}]+/u)
		.filter(Boolean)
		.map((word) => word.slice(0, 1).toUpperCase())
		.filter((letter) => letter in letters)
		.slice(0, 2)
		.join('');
}

/** The icon of a municipality in its colour; `maskable` leaves room for devices that cut corners off. */
export function iconSvg({ name, colour, ink, maskable }: { name: string; colour: string; ink: string; maskable: boolean }): string {
	const drawn = [...initials(name)];
	const scale = (maskable ? 5.4 : 6.8) * (drawn.length > 1 ? 1 : 1.2);
	const width = Math.max(1, drawn.length) * 4 + Math.max(0, drawn.length - 1) * 1.8;
	const paths = drawn.length === 0 ? `<path d="${line}"/>` : drawn.map((it, at) => `<path transform="translate(${at * 5.8} 0)" d="${letters[it]}"/>`).join('');
	const place = `translate(${50 - (width * scale) / 2} ${50 - 3 * scale}) scale(${scale})`;
	const ground = maskable ? `<path fill="${colour}" d="M0 0h100v100H0z"/>` : `<rect width="100" height="100" rx="22" fill="${colour}"/>`;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="512" height="512">${ground}<g transform="${place}" fill="none" stroke="${ink}" stroke-width="1.1" stroke-linecap="round" stroke-linejoin="round">${paths}</g></svg>`;
}

const isPicture = /^data:image\/(png|jpeg|webp|svg\+xml);base64,([A-Za-z0-9+/=]+)$/;

interface Icon {
	name: string;
	colour: string;
	ink: string;
	logo: string | null;
	size: number;
	maskable: boolean;
}

/** The icon as a PNG: the municipality's logo where its data hold the picture itself, else its initials. */
export async function iconPng({ name, colour, ink, logo, size, maskable }: Icon): Promise<Buffer> {
	const picture = isPicture.exec(logo ?? '')?.[2];
	if (picture === undefined)
		return sharp(Buffer.from(iconSvg({ name, colour, ink, maskable })))
			.resize(size, size)
			.png()
			.toBuffer();
	const inner = Math.round(size * (maskable ? 0.6 : 0.8));
	const drawn = await sharp(Buffer.from(picture, 'base64')).resize(inner, inner, { fit: 'inside' }).png().toBuffer();
	return sharp({ create: { width: size, height: size, channels: 4, background: '#ffffff' } })
		.composite([{ input: drawn, gravity: 'centre' }])
		.png()
		.toBuffer();
}
