import qrcode from 'qrcode-generator';

/** The QR code of a text as the path of an SVG: one stroke-free square a dark module. */
export function qrOf(text: string): { size: number; path: string } {
	const code = qrcode(0, 'M');
	code.addData(text);
	code.make();
	const size = code.getModuleCount();
	const places = Array.from({ length: size * size }, (_, at) => ({ x: at % size, y: Math.floor(at / size) }));
	const path = places
		.filter(({ x, y }) => code.isDark(y, x))
		.map(({ x, y }) => `M${x} ${y}h1v1h-1z`)
		.join('');
	return { size, path };
}
