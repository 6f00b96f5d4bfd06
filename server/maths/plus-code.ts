// Open Location Code ("plus codes"), written from its specification. Places are counted in whole steps from the south pole and the antimeridian,
// so that no digit is lost to rounding: the finest cell of 15 digits is 1/25,000,000 of a degree high and 1/8,192,000 wide.

const digits = '23456789CFGHJMPQRVWX';
const latSteps = 25_000_000;
const lonSteps = 8_192_000;
/** Steps in the cell of a ten-digit code; the digits after it divide the cell in five rows and four columns. */
const rows = 5 ** 5;
const columns = 4 ** 5;
const longest = 15;

/** A cell of the earth's surface, degrees. */
export interface Cell {
	readonly south: number;
	readonly west: number;
	readonly north: number;
	readonly east: number;
}

/** Whole steps; what is within a millionth of a step of the next is on it (0.1 + 0.2 is 0.3). */
const stepsOf = (degrees: number, each: number): number => Math.floor(Math.round(degrees * each * 1e6) / 1e6);

/** The code of a place: 10 digits are a cell of 14 m, 11 one of 3.5 m. Lengths are 2, 4, 6, 8 or 10 to 15. */
export function plusCode(lon: number, lat: number, length = 10): string {
	const wanted = Math.min(length, longest);
	const around = ((lon % 360) + 540) % 360;
	let y = Math.min(stepsOf(Math.min(Math.max(lat, -90), 90) + 90, latSteps), 180 * latSteps - 1);
	let x = Math.min(stepsOf(around, lonSteps), 360 * lonSteps - 1);
	let fine = '';
	for (let place = longest; place > 10; place -= 1) {
		fine = `${digits[(y % 5) * 4 + (x % 4)]}${fine}`;
		y = Math.floor(y / 5);
		x = Math.floor(x / 4);
	}
	let code = '';
	for (let pair = 0; pair < 5; pair += 1) {
		code = `${digits[y % 20]}${digits[x % 20]}${code}`;
		y = Math.floor(y / 20);
		x = Math.floor(x / 20);
	}
	if (wanted < 8) return `${code.slice(0, wanted).padEnd(8, '0')}+`;
	return `${code.slice(0, 8)}+${`${code.slice(8)}${fine}`.slice(0, wanted - 8)}`;
}

const full = /^[23456789C][23456789CFGHJMPQRV](?:0{6}|[23456789CFGHJMPQRVWX]{2}0{4}|[23456789CFGHJMPQRVWX]{4}00|[23456789CFGHJMPQRVWX]{6})\+$/;
const fullFine = /^[23456789C][23456789CFGHJMPQRV][23456789CFGHJMPQRVWX]{6}\+[23456789CFGHJMPQRVWX]{2,}$/;
const short = /^(?:[23456789CFGHJMPQRVWX]{2}){0,3}\+(?:[23456789CFGHJMPQRVWX]{2,})?$/;

/** Whether this is a code that says a place by itself. */
export const isFullPlusCode = (code: string): boolean => full.test(code.toUpperCase()) || fullFine.test(code.toUpperCase());

/** Whether this is the end of a code, which says a place only beside another. */
export const isShortPlusCode = (code: string): boolean => code.length > 1 && short.test(code.toUpperCase());

/** The pairs of a code one after the other, then the digits that divide their cell: where in its cell each digit lies, and how many cells there are. */
function* partsOf(code: string): Generator<{ y: number; x: number; rows: number; columns: number }> {
	for (let at = 0; at < Math.min(code.length, 10); at += 2) {
		yield { y: digits.indexOf(code[at] ?? ''), x: digits.indexOf(code[at + 1] ?? ''), rows: 20, columns: 20 };
	}
	for (const digit of code.slice(10)) {
		const value = digits.indexOf(digit);
		yield { y: Math.floor(value / 4), x: value % 4, rows: 5, columns: 4 };
	}
}

/** The cell of a full code. Digits after the fifteenth say nothing any more. */
export function cellOf(code: string): Cell {
	let [y, x] = [0, 0];
	let [high, wide] = [20 ** 5 * rows, 20 ** 5 * columns];
	for (const part of partsOf(code.toUpperCase().replace('+', '').replace(/0+$/, '').slice(0, longest))) {
		high /= part.rows;
		wide /= part.columns;
		y += part.y * high;
		x += part.x * wide;
	}
	return { south: y / latSteps - 90, west: x / lonSteps - 180, north: (y + high) / latSteps - 90, east: (x + wide) / lonSteps - 180 };
}

/** The middle of a cell. */
export const middleOf = ({ south, west, north, east }: Cell): { lon: number; lat: number } => ({ lon: (west + east) / 2, lat: (south + north) / 2 });

/** The nearest full code to a place that ends as a short one does. */
export function nearestPlusCode(code: string, { lon, lat }: { lon: number; lat: number }): string {
	const missing = 8 - code.indexOf('+');
	const size = 20 ** (2 - missing / 2);
	const start = plusCode(lon, lat).slice(0, missing);
	const middle = middleOf(cellOf(`${start}${code.toUpperCase()}`));
	const half = size / 2;
	if (lat + half < middle.lat && middle.lat - size >= -90) middle.lat -= size;
	else if (lat - half > middle.lat && middle.lat + size <= 90) middle.lat += size;
	if (lon + half < middle.lon) middle.lon -= size;
	else if (lon - half > middle.lon) middle.lon += size;
	return plusCode(middle.lon, middle.lat, Math.max(code.length - 1 + missing, 8));
}
