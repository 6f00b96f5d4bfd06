import { colourOf, greys, type Step, stepsFrom, stepsOf, stepWords } from '../../../maths/colour-steps.ts';
import type { Geography, Shapes } from '../../contract.ts';
import type { Text } from '../../reports/index.ts';
import { words } from '../words.ts';
import { type Document, mm, type Sheet } from './sheet.ts';

type Position = readonly [number, number, ...number[]];
type Place = (position: Position) => [number, number];
type Say = (text: Text) => string;

interface Frame {
	x: number;
	y: number;
	width: number;
	height: number;
}

interface Geometry {
	type: string;
	coordinates: unknown;
}

/** All lists of positions of a geometry: points as one list, lines, rings. */
function listsOf({ type, coordinates }: Geometry): Position[][] {
	if (type === 'Point') return [[coordinates as Position]];
	if (type === 'MultiPoint' || type === 'LineString') return [coordinates as Position[]];
	if (type === 'Polygon' || type === 'MultiLineString') return coordinates as Position[][];
	return type === 'MultiPolygon' ? (coordinates as Position[][][]).flat() : [];
}

interface Fitted {
	place: Place;
	/** Points of paper for a metre of ground. */
	scale: number;
}

const metresPerDegree = 111_195;

/** Fits longitudes and latitudes into a frame, true to angles at the middle of the town. */
function fitted(lists: readonly Position[][], { x, y, width, height }: Frame): Fitted {
	let [west, south, east, north] = [180, 90, -180, -90];
	for (const list of lists) {
		for (const [lon, lat] of list) {
			[west, east] = [Math.min(west, lon), Math.max(east, lon)];
			[south, north] = [Math.min(south, lat), Math.max(north, lat)];
		}
	}
	const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
	const wide = Math.max(1e-6, (east - west) * squeeze);
	const high = Math.max(1e-6, north - south);
	const perDegree = Math.min(width / wide, height / high);
	const [dx, dy] = [x + (width - wide * perDegree) / 2, y + (height - high * perDegree) / 2];
	return { place: ([lon, lat]) => [dx + (lon - west) * squeeze * perDegree, dy + (north - lat) * perDegree], scale: perDegree / metresPerDegree };
}

function trace(document: Document, list: readonly Position[], place: Place): void {
	for (const [at, position] of list.entries()) {
		const [x, y] = place(position);
		if (at === 0) document.moveTo(x, y);
		else document.lineTo(x, y);
	}
}

interface Look {
	colour: string;
	faint: boolean;
}

function drawShape(document: Document, geometry: Geometry, { look, place }: { look: Look; place: Place }): void {
	const lists = listsOf(geometry);
	if (geometry.type.includes('Point')) {
		for (const position of lists.flat()) document.circle(...place(position), 2.2).fill(look.colour);
		return;
	}
	for (const list of lists) trace(document, list, place);
	if (geometry.type.includes('Polygon')) document.lineWidth(0.8).fillAndStroke(look.colour, '#ffffff');
	else document.lineWidth(look.faint ? 0.5 : 1.1).stroke(look.colour);
}

/** Every piece of a network, thin, in the colour of its step: what stands out lies over it. */
function drawGraded(document: Document, graded: NonNullable<Geography['graded']>, { steps, place }: { steps: readonly Step[]; place: Place }): void {
	for (const [step, { lines }] of graded.entries()) {
		if (lines.length === 0) continue;
		for (const line of lines) trace(document, line, place);
		document.lineWidth(0.5).stroke(steps[step]?.colour ?? greys.light.none);
	}
}

/** The longest of 1, 2 or 5 times a power of ten metres that is no wider than this on paper. */
function barLength(scale: number, widest: number): number {
	const metres = widest / scale;
	const power = 10 ** Math.floor(Math.log10(metres));
	return [5, 2, 1].map((it) => it * power).find((it) => it <= metres) ?? power;
}

function drawScale(sheet: Sheet, { x, y, height }: Frame, { scale, number }: { scale: number; number: (it: number) => string }): void {
	const metres = barLength(scale, 40 * mm);
	const [from, base] = [x + 4 * mm, y + height - 4 * mm];
	const title = metres >= 1000 ? `${number(metres / 1000)} km` : `${number(metres)} m`;
	const { document } = sheet;
	document.rect(from, base - 1.2 * mm, (metres * scale) / 2, 1.2 * mm).fill('#000000');
	document
		.rect(from, base - 1.2 * mm, metres * scale, 1.2 * mm)
		.lineWidth(0.5)
		.stroke('#000000');
	sheet.line(title, { x: from + metres * scale + 1.5 * mm, y: base - 2.6 * mm, width: 30 * mm }, { size: 8 });
}

function drawNorth(sheet: Sheet, { x, y, width }: Frame, title: string): void {
	const [middle, top] = [x + width - 7 * mm, y + 4 * mm];
	sheet.document.polygon([middle, top], [middle - 1.8 * mm, top + 6 * mm], [middle, top + 4.6 * mm], [middle + 1.8 * mm, top + 6 * mm]).fill('#000000');
	sheet.line(title, { x: middle - 1.1 * mm, y: top + 6.6 * mm, width: 6 * mm }, { size: 8, strong: true });
}

interface Painted {
	steps: readonly Step[];
	look: (key: string) => Look;
	few: boolean;
	none: boolean;
}

/** The same colours as on the screen: steps of about as many places each; what is uncertain is grey. */
function paint({ places, graded }: Geography): Painted {
	const sure = places.flatMap(({ value, faint }) => (value === null || faint !== null ? [] : [value]));
	const steps = graded
		? stepsFrom(
				graded.map(({ from }) => from),
				'light',
			)
		: stepsOf(sure, 'light');
	const known = new Map(places.map((it) => [it.key, it]));
	const look = (key: string): Look => {
		const it = known.get(key);
		if (!it || it.value === null) return { colour: greys.light.none, faint: true };
		return it.faint === null ? { colour: colourOf(it.value, steps) ?? greys.light.none, faint: false } : { colour: greys.light.few, faint: true };
	};
	return { steps, look, few: places.some(({ value, faint }) => value !== null && faint !== null), none: places.some(({ value }) => value === null) };
}

function drawLegend(sheet: Sheet, { steps, few, none }: Painted, { say, figure }: { say: Say; figure: (it: number) => string }): void {
	const entries: [string, string][] = [
		...steps.map((step): [string, string] => [step.colour, stepWords(step, figure)]),
		...(few ? [[greys.light.few, say(words.few)] as [string, string]] : []),
		...(none ? [[greys.light.none, say(words.none)] as [string, string]] : []),
	];
	let x = sheet.left;
	for (const [colour, title] of entries) {
		const width = 7 * mm + sheet.font({ size: 8 }).widthOfString(title) + 5 * mm;
		if (x + width > sheet.left + sheet.width) {
			x = sheet.left;
			sheet.y += 5 * mm;
		}
		sheet.document.rect(x, sheet.y, 5 * mm, 3 * mm).fill(colour);
		sheet.line(title, { x: x + 6.5 * mm, y: sheet.y + 0.4, width: width - 6.5 * mm }, { size: 8 });
		x += width;
	}
	sheet.y += 6 * mm;
}

function drawTitles(sheet: Sheet, shapes: Shapes, place: Place): void {
	for (const { properties, geometry } of shapes.features) {
		const ring = listsOf(geometry).reduce<Position[]>((longest, it) => (it.length > longest.length ? it : longest), []);
		const [x, y] = ring.map(place).reduce(([sx, sy], [px, py]) => [sx + px / ring.length, sy + py / ring.length], [0, 0]);
		const width = sheet.font({ size: 7.5, strong: true }).widthOfString(properties.title);
		sheet.line(properties.title, { x: x - width / 2, y: y - 4, width: width + 1 }, { size: 7.5, strong: true });
	}
}

interface MapWords {
	say: Say;
	number: (it: number) => string;
	figure: (it: number) => string;
}

/** Draws the map of an answer as vectors, with its legend, its scale and north. */
export function drawMap(sheet: Sheet, { geography, shapes }: { geography: Geography; shapes: Shapes }, { say, number, figure }: MapWords): void {
	const frame = { x: sheet.left, y: sheet.y, width: sheet.width, height: 84 * mm };
	const inner = { x: frame.x + 3 * mm, y: frame.y + 3 * mm, width: frame.width - 6 * mm, height: frame.height - 6 * mm };
	const { document } = sheet;
	const graded = geography.graded ?? [];
	const { place, scale } = fitted([...shapes.features.flatMap(({ geometry }) => listsOf(geometry)), ...graded.flatMap(({ lines }) => lines)], inner);
	const painted = paint(geography);
	document.rect(frame.x, frame.y, frame.width, frame.height).fill('#f4f4f1');
	drawGraded(document, graded, { steps: painted.steps, place });
	for (const { properties, geometry } of shapes.features) drawShape(document, geometry, { look: painted.look(properties.key), place });
	if (geography.by === 'ward') drawTitles(sheet, shapes, place);
	document.rect(frame.x, frame.y, frame.width, frame.height).lineWidth(0.5).stroke('#888888');
	drawScale(sheet, frame, { scale, number });
	drawNorth(sheet, frame, say(words.north));
	sheet.y = frame.y + frame.height + 2.5 * mm;
	sheet.text(geography.title, { size: 9, strong: true });
	drawLegend(sheet, painted, { say, figure });
}
