import { SourceError, type SourceRow } from '../index.ts';
import type { Layered } from './counted-layers.ts';
import { type GmlGeometry, GmlShape, isGmlGeometry } from './gml-geometry.ts';
import { type Attributes, readXml, type XmlHandler } from './xml.ts';

const members = new Set(['featureMember', 'featureMembers', 'member']);
const collections = new Set(['FeatureCollection', 'SimpleFeatureCollection']);
const exceptions = new Set(['ExceptionReport', 'ServiceExceptionReport']);
const boxes = new Set(['Envelope', 'Box']);

/** What has been read of the feature that is open. */
interface Open {
	readonly layer: string;
	readonly line: number;
	readonly id: string | undefined;
	readonly properties: Record<string, unknown>;
	/** The property elements that are open, outermost first. */
	readonly path: string[];
	/** Whether the innermost open property has had elements in it. */
	nested: boolean;
	attributes: Attributes;
	found: GmlGeometry | undefined;
	srs: string | undefined;
}

const foreignSystem = (srs: string | undefined, first: string | undefined): string =>
	srs === undefined ? `it names no coordinate system where the first feature is in ${first}` : `it is written in ${srs} where the first feature is in ${first}`;

class Features implements XmlHandler<Layered> {
	#rows: Layered[] = [];
	#members = 0;
	#open: Open | undefined;
	#shape: GmlShape | undefined;
	#text = '';
	#srs: string | undefined;
	#first: string | undefined;
	#exception = false;
	#root = true;
	readonly #heard: (attributes: Attributes) => void;

	constructor(heard: (attributes: Attributes) => void) {
		this.#heard = heard;
	}

	open(name: string, attributes: Attributes, line: number): void {
		if (this.#root) this.#begin(name, attributes);
		this.#text = '';
		if (this.#shape) this.#shape.open(name, attributes);
		else if (this.#open) this.#inFeature(this.#open, name, attributes);
		else if (members.has(name)) this.#members += 1;
		else if (boxes.has(name)) this.#srs = attributes['srsName'] ?? this.#srs;
		else if (this.#members > 0 && !collections.has(name)) this.#feature(name, attributes, line);
	}

	text(text: string): void {
		if (this.#shape) this.#shape.text(text);
		else this.#text += text;
	}

	close(name: string): void {
		if (this.#shape) this.#closeShape(this.#shape, name);
		else if (this.#open) this.#closeInFeature(this.#open);
		else if (members.has(name)) this.#members -= 1;
		else if (this.#exception && this.#text.trim() !== '') throw new SourceError(`the service says: ${this.#text.trim().slice(0, 300)}`);
		this.#text = '';
	}

	take(): Layered[] {
		const rows = this.#rows;
		this.#rows = [];
		return rows;
	}

	#begin(name: string, attributes: Attributes): void {
		this.#root = false;
		this.#exception = exceptions.has(name);
		this.#heard(attributes);
	}

	#feature(layer: string, attributes: Attributes, line: number): void {
		const id = attributes['id'] ?? attributes['fid'];
		this.#open = { layer, line, id, properties: {}, path: [], nested: false, attributes: {}, found: undefined, srs: this.#srs };
	}

	#inFeature(open: Open, name: string, attributes: Attributes): void {
		if (open.path[0] === 'boundedBy') open.srs = attributes['srsName'] ?? open.srs;
		else if (isGmlGeometry(name) && open.path.length > 0) {
			this.#shape = new GmlShape(name, attributes, open.srs);
			return;
		}
		open.path.push(name);
		open.nested = false;
		open.attributes = attributes;
	}

	#closeShape(shape: GmlShape, name: string): void {
		const found = shape.close(name);
		if (!found) return;
		this.#shape = undefined;
		const open = this.#open as Open;
		open.nested = true;
		if (open.found) open.properties[open.path.join('.')] = `another geometry (${found.geometry.type})`;
		else open.found = found;
	}

	#closeInFeature(open: Open): void {
		if (open.path.length === 0) {
			this.#rows.push({ layer: open.layer, row: this.#row(open) });
			this.#open = undefined;
			return;
		}
		if (!open.nested && open.path[0] !== 'boundedBy') this.#property(open);
		open.path.pop();
		open.nested = true;
	}

	/** A property without elements in it: its text, what it points to, or nothing. What is said twice stands side by side. */
	#property({ path, properties, attributes }: Open): void {
		const name = path.join('.');
		const text = attributes['nil'] === 'true' ? '' : this.#text.trim() || (attributes['href'] ?? '');
		const before = properties[name];
		properties[name] = typeof before === 'string' && before !== '' ? `${before}; ${text}` : text || null;
	}

	#row({ line, id, properties, found }: Open): SourceRow {
		const common = { line, id, properties, crs: found?.srs };
		this.#first ??= found?.srs;
		if (found?.problem) return { ...common, problem: found.problem };
		if (found && found.srs !== this.#first) return { ...common, problem: foreignSystem(found.srs, this.#first) };
		return { ...common, geometry: found?.geometry ?? null };
	}
}

/** How the features of a document are wanted. */
export interface GmlOptions {
	/** Told of the attributes of the outermost tag: `numberMatched`, `numberReturned`, `next`. */
	readonly heard?: (attributes: Attributes) => void;
}

/** The features of GML 2 or 3 with their layers. What a service says instead of features, when it cannot give any, becomes a SourceError. */
export const gmlLayers = (chunks: AsyncIterable<Buffer | string>, { heard }: GmlOptions = {}): AsyncGenerator<Layered> =>
	readXml(chunks, new Features(heard ?? (() => undefined)));

/** The features of GML 2 or 3, as a file or the answer of a WFS holds them. */
export async function* gmlFeatures(chunks: AsyncIterable<Buffer | string>, options: GmlOptions = {}): AsyncGenerator<SourceRow> {
	for await (const { row } of gmlLayers(chunks, options)) yield row;
}
