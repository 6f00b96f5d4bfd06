import { catalogue } from '../../municipality/index.ts';
import { printable } from '../../platform/printable.ts';
import { sketchShape } from './gather.ts';
import { type Paper, room } from './paper.ts';
import type { Drawn, Frame } from './queries.ts';

type Position = readonly [number, number];
type Place = (position: Position) => Position;

const road = catalogue.byId.get('roads')?.number;

/** A geometry as the lines it is drawn by; a point is a line of one position. */
function pathsOf({ type, coordinates }: Drawn['geometry']): Position[][] {
	if (type === 'Point') return [[coordinates as Position]];
	if (type === 'LineString' || type === 'MultiPoint')
		return type === 'LineString' ? [coordinates as Position[]] : (coordinates as Position[]).map((it) => [it]);
	if (type === 'Polygon' || type === 'MultiLineString') return coordinates as Position[][];
	if (type === 'MultiPolygon') return (coordinates as Position[][][]).flat();
	return [];
}

interface Pen {
	color: string;
	width: number;
	dot: number;
}

function pen({ what, class: number }: Drawn): Pen {
	if (what === 'asset') return { color: '#0b5cad', width: 3, dot: 4.5 };
	if (number === road) return { color: '#d0d4d8', width: 6, dot: 1 };
	return { color: '#a3a9af', width: 0.7, dot: 1.3 };
}

/** Roads lie below everything, and the asset on top. */
const turnOf = ({ what, class: number }: Drawn): number => (what === 'asset' ? 2 : Number(number !== road));

function drawPath({ document }: Paper, path: readonly Position[], { color, width, dot }: Pen): void {
	const [[x, y] = [0, 0], ...rest] = path;
	if (rest.length === 0) {
		document.circle(x, y, dot).fill(color);
		return;
	}
	document.lineWidth(width).strokeColor(color).lineCap('round').moveTo(x, y);
	for (const [toX, toY] of rest) document.lineTo(toX, toY);
	document.stroke();
}

/** A pin with its number, and the circle within which it probably is. */
function drawPin({ document }: Paper, [x, y]: Position, { name, radius }: { name: string | null; radius: number }): void {
	document.lineWidth(0.8).strokeColor('#b3541e').dash(2, { space: 2 }).circle(x, y, radius).stroke().undash();
	document.circle(x, y, 5.5).fill('#b3541e');
	document
		.font('Helvetica-Bold')
		.fontSize(6.5)
		.fillColor('#ffffff')
		.text(name ?? '', x - 8, y - 2.4, { width: 16, align: 'center', lineBreak: false });
}

function drawFault({ document }: Paper, [x, y]: Position): void {
	document.lineWidth(1.6).strokeColor('#c00000').circle(x, y, 8).stroke();
	document
		.moveTo(x - 12, y)
		.lineTo(x + 12, y)
		.moveTo(x, y - 12)
		.lineTo(x, y + 12)
		.stroke();
}

/** The longest piece of each street that has a name. */
function streetsOf(drawn: readonly Drawn[]): Map<string, Position[]> {
	const longest = new Map<string, Position[]>();
	const pieces = drawn
		.filter((it) => it.what === 'around' && it.class === road && it.name)
		.flatMap(({ name, geometry }) => pathsOf(geometry).map((path) => ({ name: name ?? '', path })));
	for (const { name, path } of pieces) if (path.length > (longest.get(name)?.length ?? 1)) longest.set(name, path);
	return longest;
}

/** Each street is named once, at the middle of its longest piece. */
function drawStreets({ document }: Paper, drawn: readonly Drawn[], place: Place): void {
	document.font('Helvetica').fontSize(7).fillColor('#444444');
	for (const [name, path] of streetsOf(drawn)) {
		const middle = (path.length - 1) / 2;
		const [from, to] = [path[Math.floor(middle)], path[Math.ceil(middle)]].map((it) => place(it ?? [0, 0])) as [Position, Position];
		const said = printable(name);
		document.text(said, (from[0] + to[0]) / 2 - document.widthOfString(said) / 2, (from[1] + to[1]) / 2 - 3, { lineBreak: false });
	}
}

/** The longest round length that takes at most a quarter of a width, in metres. */
export const barOf = (metres: number): number => [1000, 500, 200, 100, 50, 20, 10, 5].find((it) => it <= metres / 4) ?? 2;

function drawScale(
	{ document }: Paper,
	{ left, bottom, right, top, perMetre }: { left: number; bottom: number; right: number; top: number; perMetre: number },
): void {
	const metres = barOf((right - left) / perMetre);
	const long = metres * perMetre;
	document.rect(left + 8, bottom - 26, long + 12, 20).fill('#ffffff');
	document
		.lineWidth(1.5)
		.strokeColor('#000000')
		.moveTo(left + 14, bottom - 10)
		.lineTo(left + 14 + long, bottom - 10)
		.stroke();
	document
		.font('Helvetica')
		.fontSize(7)
		.fillColor('#000000')
		.text(`${metres} m`, left + 14, bottom - 21, { width: long, align: 'center', lineBreak: false });
	document
		.moveTo(right - 18, top + 10)
		.lineTo(right - 23, top + 26)
		.lineTo(right - 18, top + 22)
		.lineTo(right - 13, top + 26)
		.fill('#000000');
	document
		.font('Helvetica-Bold')
		.fontSize(8)
		.text('N', right - 21, top + 28, { lineBreak: false });
}

function drawThings(paper: Paper, sketch: readonly Drawn[], place: Place): void {
	const things = sketch.filter(({ what }) => what === 'asset' || what === 'around').sort((one, other) => turnOf(one) - turnOf(other));
	for (const it of things) for (const path of pathsOf(it.geometry)) drawPath(paper, path.map(place), pen(it));
}

function drawMarks(paper: Paper, sketch: readonly Drawn[], { place, perMetre }: { place: Place; perMetre: number }): void {
	for (const { what, name, radius, geometry } of sketch) {
		const [at] = pathsOf(geometry)[0] ?? [];
		if (at && what === 'pin') drawPin(paper, place(at), { name, radius: Math.max(6, (radius ?? 0) * perMetre) });
		if (at && what === 'fault') drawFault(paper, place(at));
	}
}

/** Draws where a fault is: its asset, what lies about it, its pins, a scale and where north is. North is up by the municipality's own metric system. */
export function drawSketch(paper: Paper, { frame, sketch }: { frame: Frame; sketch: readonly Drawn[] }): void {
	const { document, width } = paper;
	const height = width / sketchShape;
	room(paper, height + 30);
	const [left, top] = [document.page.margins.left, document.y];
	const perMetre = width / (frame.east - frame.west);
	const place: Place = ([x, y]) => [left + (x - frame.west) * perMetre, top + (frame.north - y) * perMetre];
	document.save().rect(left, top, width, height).clip();
	drawThings(paper, sketch, place);
	drawStreets(paper, sketch, place);
	drawMarks(paper, sketch, { place, perMetre });
	document.restore();
	drawScale(paper, { left, right: left + width, top, bottom: top + height, perMetre });
	document.lineWidth(0.7).strokeColor('#999999').rect(left, top, width, height).stroke();
	document.y = top + height + 6;
	document.x = left;
}
