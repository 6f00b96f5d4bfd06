import type { Cql2, End, Geometry, Operation, Position } from './ast.ts';
import { arithmetic, comparisons, reserved } from './operators.ts';
import { quotedText } from './tokens.ts';

/** An expression as CQL2 JSON. */
export function toJson(it: Cql2): unknown {
	switch (it.kind) {
		case 'operation':
			return { op: it.op, args: it.args.map(toJson) };
		case 'property':
			return { property: it.name };
		case 'literal':
			return it.value;
		case 'date':
		case 'timestamp':
			return { [it.kind]: it.value };
		case 'interval':
			return { interval: it.ends.map(endJson) };
		case 'bbox':
			return { bbox: it.numbers };
		case 'geometry':
			return it.geometry;
		case 'array':
			return it.items.map(toJson);
	}
}

const endJson = (it: End): unknown => (it.kind === 'open' ? '..' : it.kind === 'date' || it.kind === 'timestamp' ? it.value : toJson(it));
const endText = (it: End): string => (it.kind === 'open' ? "'..'" : it.kind === 'date' || it.kind === 'timestamp' ? quotedText(it.value) : toText(it));

const plainName = /^[\p{L}_:][\p{L}\p{M}\p{N}_:.]*$/u;
const name = (it: string): string => (plainName.test(it) && !reserved.has(it.toUpperCase()) ? it : `"${it.replaceAll('"', '""')}"`);
const listed = (items: readonly string[]): string => `(${items.join(', ')})`;

/** An expression as CQL2 text; what has operators inside stands in brackets. */
export function toText(it: Cql2): string {
	switch (it.kind) {
		case 'operation':
			return operationText(it);
		case 'property':
			return name(it.name);
		case 'literal':
			return typeof it.value === 'string' ? quotedText(it.value) : String(it.value).toUpperCase();
		case 'date':
		case 'timestamp':
			return `${it.kind.toUpperCase()}(${quotedText(it.value)})`;
		case 'interval':
			return `INTERVAL${listed(it.ends.map(endText))}`;
		case 'bbox':
			return `BBOX${listed(it.numbers.map(String))}`;
		case 'geometry':
			return wkt(it.geometry);
		case 'array':
			return listed(it.items.map(toText));
	}
}

const infix = (op: string): boolean => comparisons.has(op) || arithmetic.has(op) || op === 'and' || op === 'or';
const worded = new Set(['not', 'like', 'in', 'between', 'isNull']);

/** An operand: what could be read otherwise stands in brackets. */
const operand = (it: Cql2 | undefined): string => {
	if (!it) return '';
	return it.kind === 'operation' && (infix(it.op) || worded.has(it.op)) ? `(${toText(it)})` : toText(it);
};

function operationText({ op, args }: Operation): string {
	const [a, b, c] = args;
	if (infix(op)) return args.map(operand).join(` ${op.toUpperCase()} `);
	switch (op) {
		case 'not':
			return `NOT ${operand(a)}`;
		case 'isNull':
			return `${operand(a)} IS NULL`;
		case 'like':
			return `${operand(a)} LIKE ${operand(b)}`;
		case 'in':
			return `${operand(a)} IN ${operand(b)}`;
		case 'between':
			return `${operand(a)} BETWEEN ${operand(b)} AND ${operand(c)}`;
		default:
			return `${op}${listed(args.map(toText))}`;
	}
}

const position = (it: Position): string => it.join(' ');
const line = (it: readonly Position[]): string => listed(it.map(position));
const polygon = (it: readonly (readonly Position[])[]): string => listed(it.map(line));

const heights = (it: unknown): boolean => Array.isArray(it) && (typeof it[0] === 'number' ? it.length > 2 : it.some(heights));

function body(it: Exclude<Geometry, { type: 'GeometryCollection' }>): string {
	switch (it.type) {
		case 'Point':
			return line([it.coordinates]);
		case 'LineString':
			return line(it.coordinates);
		case 'MultiPoint':
			return listed(it.coordinates.map((point) => line([point])));
		case 'Polygon':
		case 'MultiLineString':
			return polygon(it.coordinates);
		case 'MultiPolygon':
			return listed(it.coordinates.map(polygon));
	}
}

function wkt(it: Geometry): string {
	if (it.type === 'GeometryCollection') return `GEOMETRYCOLLECTION${listed(it.geometries.map(wkt))}`;
	return `${it.type.toUpperCase()}${heights(it.coordinates) ? ' Z ' : ''}${body(it)}`;
}
