/** A cell of the hexagon grid in axial coordinates. */
export interface Hex {
	readonly q: number;
	readonly r: number;
}

const ROOT3 = Math.sqrt(3);

/**
 * The hexagon that holds a point of metric coordinates. Pointy top; `size` is the distance between the centres of neighbours (their flat-to-flat
 * width, 250 for the 250 m grid), so a side is s = size / √3. The same in SQL, with half-way values rounded up (`floor(v + 0.5)`):
 *
 *   fq = x / size - y / (size * sqrt(3));   fr = 2 * y / (size * sqrt(3));   fs = -fq - fr
 *   q = floor(fq + 0.5);   r = floor(fr + 0.5);   s = floor(fs + 0.5)
 *   dq = abs(q - fq);   dr = abs(r - fr);   ds = abs(s - fs)
 *   when dq > dr and dq > ds then q = -r - s;   when not that and dr > ds then r = -q - s
 *
 * The centre is (size * (q + r / 2), size * sqrt(3) / 2 * r).
 */
export function hexOf(x: number, y: number, size: number): Hex {
	const fq = x / size - y / (size * ROOT3);
	const fr = (2 * y) / (size * ROOT3);
	const fs = -fq - fr;
	const q = Math.floor(fq + 0.5);
	const r = Math.floor(fr + 0.5);
	const s = Math.floor(fs + 0.5);
	const dq = Math.abs(q - fq);
	const dr = Math.abs(r - fr);
	const ds = Math.abs(s - fs);
	if (dq > dr && dq > ds) {
		return { q: -r - s, r };
	}
	// `+ 0` turns -0 into 0, so that cells compare and print alike
	return { q: q + 0, r: dr > ds ? -q - s : r + 0 };
}

/** The centre of a hexagon in metric coordinates. */
export function hexCentre({ q, r }: Hex, size: number): [number, number] {
	return [size * (q + r / 2), ((size * ROOT3) / 2) * r];
}

/** The closed ring of a hexagon in metric coordinates, anticlockwise from its lower right corner. */
export function hexOutline(hex: Hex, size: number): [number, number][] {
	const [x, y] = hexCentre(hex, size);
	const side = size / ROOT3;
	const corners = [-30, 30, 90, 150, 210, 270].map((degrees): [number, number] => {
		const angle = (degrees * Math.PI) / 180;
		return [x + side * Math.cos(angle), y + side * Math.sin(angle)];
	});
	return [...corners, corners[0] ?? [x, y]];
}

const PLACES = 4_294_967_296;

/** A hexagon as one number, as it is stored: q · 2³² + r. Exact for every place on Earth in cells of 250 m. */
export const hexNumber = ({ q, r }: Hex): number => q * PLACES + r;

/** The hexagon of a number. */
export function hexOfNumber(cell: number): Hex {
	const q = Math.round(cell / PLACES);
	return { q: q + 0, r: cell - q * PLACES };
}
