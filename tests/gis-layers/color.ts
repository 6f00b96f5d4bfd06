type Rgb = readonly [number, number, number];

/** Linear light of a `#rrggbb` colour (alpha is left out). */
const linear = (hex: string): Rgb => {
	const channel = (at: number): number => {
		const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return [channel(1), channel(3), channel(5)];
};

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** WCAG 2 contrast ratio of two colours. */
export const contrast = (a: string, b: string): number => {
	const [one, other] = [luminance(linear(a)), luminance(linear(b))];
	return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
};

/** How the eyes without red cones, without green cones, and with all of them see linear light (Viénot, Brettel & Mollon 1999). */
const eyes: readonly ((rgb: Rgb) => Rgb)[] = [
	(rgb) => rgb,
	([r, g, b]) => [0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g, 0.00401 * r - 0.00401 * g + b],
	([r, g, b]) => [0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b],
];

/** Linear light in Oklab (Ottosson 2020), in which equal distances look about equally different. */
const oklab = ([r, g, b]: Rgb): Rgb => {
	const l = Math.cbrt(Math.max(0, 0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b));
	const m = Math.cbrt(Math.max(0, 0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b));
	const s = Math.cbrt(Math.max(0, 0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b));
	return [
		0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
	];
};

/** How different two colours look (distance in Oklab) to whoever sees the least difference, the colour-blind included. */
export const leastDifference = (a: string, b: string): number =>
	Math.min(
		...eyes.map((see) => {
			const [one, other] = [oklab(see(linear(a))), oklab(see(linear(b)))];
			return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
		}),
	);
