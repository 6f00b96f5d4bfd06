import type { SourceRow } from '../index.ts';
import type { Layered } from './counted-layers.ts';
import { type Drawn, joined } from './joined.ts';
import { tuplesIn } from './tuples.ts';
import { type Attributes, readXml, type XmlHandler } from './xml.ts';

const containers = new Set(['Folder', 'Document']);
const geometries = new Set(['Point', 'LineString', 'LinearRing', 'Polygon', 'MultiGeometry', 'Track', 'MultiTrack', 'Model']);
const strange: Readonly<Record<string, string>> = {
	Track: 'the track of something that moved',
	MultiTrack: 'the track of something that moved',
	Model: 'a model in space',
};
/** Elements whose text says something of what is there, and in what they must stand to do so; any other is about how it is drawn or who drew it. */
const told: Readonly<Record<string, string>> = {
	name: 'Placemark',
	description: 'Placemark',
	address: 'Placemark',
	phoneNumber: 'Placemark',
	when: 'TimeStamp',
	begin: 'TimeSpan',
	end: 'TimeSpan',
};
const saysSomething = (name: string, within: string | undefined): boolean => told[name] !== undefined && told[name] === within;
const isValue = (name: string, within: string | undefined): boolean => name === 'SimpleData' || (name === 'value' && within === 'Data');
const crs = 'EPSG:4326';

/** A geometry that is being read: its coordinates, or the parts of which it consists. */
interface Shape {
	readonly type: string;
	readonly parts: Drawn[];
	coordinates: number[][];
	readonly outer: unknown[];
	readonly inner: unknown[];
}

interface Placemark {
	readonly line: number;
	readonly id: string | undefined;
	readonly properties: Record<string, unknown>;
	/** Name of the value that is being read. */
	field: string | undefined;
	geometry: Drawn | undefined;
	problem: string | undefined;
}

/** A position without a height of nought, which is how what lies on the ground is written. */
const onGround = (position: number[]): number[] => (position.length > 2 && position[2] === 0 ? position.slice(0, 2) : position);

class Placemarks implements XmlHandler<Layered> {
	#rows: Layered[] = [];
	/** Names of the containers that are open, outermost first; null where one has none. */
	readonly #folders: (string | null)[] = [];
	readonly #tags: string[] = [];
	readonly #shapes: Shape[] = [];
	#placemark: Placemark | undefined;
	#link: { line: number; href: string } | undefined;
	#inner = false;
	#text = '';

	open(name: string, attributes: Attributes, line: number): void {
		this.#tags.push(name);
		this.#text = '';
		if (this.#placemark) this.#inPlacemark(this.#placemark, name, attributes);
		else if (containers.has(name)) this.#folders.push(null);
		else if (name === 'Placemark') this.#placemark = { line, id: attributes['id'], properties: {}, field: undefined, geometry: undefined, problem: undefined };
		else if (name === 'NetworkLink') this.#link = { line, href: '' };
	}

	text(text: string): void {
		this.#text += text;
	}

	close(name: string): void {
		this.#tags.pop();
		if (this.#placemark) this.#closeInPlacemark(this.#placemark, name);
		else if (containers.has(name)) this.#folders.pop();
		else if (this.#link) this.#closeInLink(this.#link, name);
		else if (name === 'name' && containers.has(this.#tags.at(-1) ?? '')) this.#folders[this.#folders.length - 1] = this.#text.trim() || null;
		this.#text = '';
	}

	take(): Layered[] {
		const rows = this.#rows;
		this.#rows = [];
		return rows;
	}

	/** The names of the folders around; the document itself is named only where it is all there is. */
	get #layer(): string {
		const [document, ...folders] = this.#folders;
		return folders.filter((it) => it !== null).join('/') || document || 'placemarks';
	}

	#inPlacemark(placemark: Placemark, name: string, attributes: Attributes): void {
		if (geometries.has(name)) {
			if (strange[name]) placemark.problem ??= `it is ${strange[name]}`;
			this.#shapes.push({ type: name, parts: [], coordinates: [], outer: [], inner: [] });
		} else if (name === 'innerBoundaryIs') this.#inner = true;
		else if (name === 'Data' || name === 'SimpleData') placemark.field = attributes['name'] ?? 'value';
	}

	#closeInPlacemark(placemark: Placemark, name: string): void {
		const shape = this.#shapes.at(-1);
		if (name === 'Placemark') this.#finish(placemark);
		else if (name === 'innerBoundaryIs') this.#inner = false;
		else if (shape) this.#closeInShape(placemark, shape, name);
		else if (isValue(name, this.#tags.at(-1))) placemark.properties[placemark.field ?? 'value'] = this.#text.trim() || null;
		else if (saysSomething(name, this.#tags.at(-1))) placemark.properties[name] = this.#text.trim() || null;
	}

	#closeInShape(placemark: Placemark, shape: Shape, name: string): void {
		if (name === 'coordinates') shape.coordinates = tuplesIn(this.#text).map(onGround);
		if (name !== shape.type) return;
		this.#shapes.pop();
		const around = this.#shapes.at(-1);
		if (around?.type === 'Polygon') (this.#inner ? around.inner : around.outer).push(shape.coordinates);
		else if (around) around.parts.push(this.#drawn(shape));
		else placemark.geometry ??= this.#drawn(shape);
	}

	#drawn({ type, parts, coordinates, outer, inner }: Shape): Drawn {
		if (type === 'MultiGeometry') return joined(parts);
		if (type === 'Point') return { type, coordinates: coordinates[0] ?? [] };
		return type === 'Polygon' ? { type, coordinates: [...outer, ...inner] } : { type: 'LineString', coordinates };
	}

	#finish({ line, id, properties, geometry, problem }: Placemark): void {
		const row: SourceRow = { line, id, properties, crs, ...(problem === undefined ? { geometry: geometry ?? null } : { problem }) };
		this.#rows.push({ layer: this.#layer, row });
		this.#placemark = undefined;
	}

	#closeInLink(link: { line: number; href: string }, name: string): void {
		if (name === 'href') link.href = this.#text.trim();
		if (name !== 'NetworkLink') return;
		const problem = `a link to another file, which is not followed: ${link.href.slice(0, 200)}`;
		this.#rows.push({ layer: this.#layer, aside: link.href, row: { line: link.line, problem, properties: {} } });
		this.#link = undefined;
	}
}

/** The placemarks of KML with the folders in which they lie. */
export const placemarks = (chunks: AsyncIterable<Buffer | string>): AsyncGenerator<Layered> => readXml(chunks, new Placemarks());
