import { SourceError, type SourceLayer } from '../../index.ts';
import { type Attributes, readXml, type XmlHandler } from '../xml.ts';

/** What a WFS says of itself, as far as it is needed to read a layer. */
export interface Capabilities {
	readonly version: string;
	readonly layers: readonly SourceLayer[];
	/** Formats in which it gives features. */
	readonly formats: readonly string[];
}

interface Type {
	name: string;
	crs: string | null;
	formats: string[];
}

class Reader implements XmlHandler<Capabilities> {
	readonly #path: string[] = [];
	readonly #types: Type[] = [];
	readonly #formats = new Set<string>();
	#version = '';
	#operation: string | undefined;
	#parameter: string | undefined;
	#text = '';
	#done: Capabilities[] = [];

	open(name: string, attributes: Attributes): void {
		if (this.#path.length === 0) this.#version = attributes['version'] ?? '';
		this.#path.push(name);
		this.#text = '';
		if (name === 'FeatureType') this.#types.push({ name: '', crs: null, formats: [] });
		else if (name === 'Operation') this.#operation = attributes['name'];
		else if (name === 'Parameter') this.#parameter = attributes['name'];
	}

	text(text: string): void {
		this.#text += text;
	}

	close(name: string): void {
		const text = this.#text.trim();
		this.#path.pop();
		this.#text = '';
		const root = this.#path[0] ?? name;
		if (/Exception(Report)?$/.test(root) && /^(ExceptionText|ServiceException)$/.test(name)) throw new SourceError(`the service says: ${text.slice(0, 300)}`);
		this.#ofType(name, text);
		if (name === 'Value' && this.#operation === 'GetFeature' && this.#parameter === 'outputFormat') this.#formats.add(text);
		if (name === 'Operation') this.#operation = undefined;
		if (this.#path.length === 0) this.#end(name);
	}

	#ofType(name: string, text: string): void {
		const type = this.#types.at(-1);
		if (!type || !this.#path.includes('FeatureType')) return;
		if (name === 'Name' && this.#path.at(-1) === 'FeatureType') type.name = text;
		else if (/^Default(CRS|SRS)$/.test(name)) type.crs = text;
		else if (name === 'Format') type.formats.push(text);
	}

	#end(root: string): void {
		if (root !== 'WFS_Capabilities') throw new SourceError('what answers there is no WFS');
		for (const format of this.#types.flatMap((it) => it.formats)) this.#formats.add(format);
		const layers = this.#types.map(({ name, crs }) => ({ name, crs, rows: null, geometry: 'unknown' }));
		this.#done.push({ version: this.#version, layers, formats: [...this.#formats] });
	}

	take(): Capabilities[] {
		return this.#done.splice(0);
	}
}

/** Reads the capabilities of a WFS. */
export const readCapabilities = (chunks: AsyncIterable<Buffer>): AsyncGenerator<Capabilities> => readXml(chunks, new Reader());
