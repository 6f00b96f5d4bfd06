/** Red, green and blue, each 0–255. */
export type Rgb = readonly [number, number, number];

/** Reads `#rgb` or `#rrggbb`; null where it is neither. */
export function parseColour(text: string): Rgb | null {
	const hex = /^#(?:([\da-f]{3})|([\da-f]{6}))$/i.exec(text.trim());
	if (!hex) return null;
	const digits = hex[2] ?? [...(hex[1] ?? '')].map((digit) => digit + digit).join('');
	return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as unknown as Rgb;
}

const writeColour = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance, 0 black to 1 white (WCAG 2.2). */
export function luminance(rgb: Rgb): number {
	const [red, green, blue] = rgb.map((part) => {
		const share = part / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as unknown as Rgb;
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: Rgb, other: Rgb): number {
	const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
const mix = (from: Rgb, to: Rgb, share: number): Rgb => from.map((part, at) => part + ((to[at] ?? 0) - part) * share) as unknown as Rgb;

/** The colour moved towards `toward` only as far as it must be to be read on the ground. */
const readable = (rgb: Rgb, ground: Rgb, toward: Rgb): Rgb => {
	const steps = Array.from({ length: 21 }, (_, step) => mix(rgb, toward, step / 20));
	return steps.find((it) => contrast(it, ground) >= 4.6) ?? toward;
};

/** What follows from a municipality's one colour: text upon it, and the colour as text on light and on dark ground. Null: not a colour. */
export function brandColours(colour: string): Readonly<Record<'brand' | 'onBrand' | 'inkOnLight' | 'inkOnDark', string>> | null {
	const brand = parseColour(colour);
	if (!brand) return null;
	// One of the two always reaches 4.5: their contrasts multiply to 21.
	const onBrand = contrast(brand, white) >= 4.5 ? white : black;
	return {
		brand: writeColour(brand),
		onBrand: writeColour(onBrand),
		inkOnLight: writeColour(readable(brand, [236, 236, 232], black)),
		inkOnDark: writeColour(readable(brand, [43, 47, 53], white)),
	};
}
