import { SourceError, type SourceRow } from '../index.ts';
import { crsName, deepest, largestFeature, rowOf } from './feature.ts';

const [quote, backslash, newline, comma] = [0x22, 0x5c, 0x0a, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const isSpace = (byte: number): boolean => byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09;
const largestName = 4096;

/** A piece of the file that is being kept until it is whole. */
interface Kept {
	kind: 'feature' | 'crs' | 'name';
	from: number;
	line: number;
	bytes: number;
	parts: Buffer[];
	problem?: string;
}

/**
 * Cuts a FeatureCollection into its features, whatever stands before, between and after them, without ever holding more than one.
 * It knows no more of JSON than strings and brackets; each feature is then parsed by JSON.parse.
 */
export class FeatureSplitter {
	#line = 1;
	#depth = 0;
	#inString = false;
	#escaped = false;
	#name = '';
	#inFeatures = false;
	#seenFeatures = false;
	#ended = false;
	#crs: string | undefined;
	readonly #told: boolean;
	#kept: Kept | undefined;
	#chunk: Buffer = Buffer.alloc(0);
	#rows: SourceRow[] = [];
	#count = 0;

	/** `crs` is the coordinate system where it is known already, whatever the file says and where. */
	constructor(crs?: string) {
		this.#crs = crs;
		this.#told = crs !== undefined;
	}

	/** Takes the next bytes of the file and gives the features that end in them. */
	push(chunk: Buffer): SourceRow[] {
		this.#rows = [];
		this.#chunk = chunk;
		if (this.#kept) this.#kept.from = 0;
		for (let at = 0; at < chunk.length; at++) {
			const byte = chunk[at] as number;
			if (byte === newline) this.#line += 1;
			if (this.#inString) this.#string(byte, at);
			else this.#outside(byte, at);
		}
		this.#keepTo(chunk.length);
		return this.#rows;
	}

	/** Says that the file is over; throws unless it ended where it should. */
	end(): void {
		if (!this.#ended) throw new SourceError(`the file ends in the middle, on line ${this.#line} after ${this.#count} whole features`);
		if (!this.#seenFeatures) throw new SourceError('this GeoJSON holds no list of "features"');
	}

	#string(byte: number, at: number): void {
		if (this.#escaped) this.#escaped = false;
		else if (byte === backslash) this.#escaped = true;
		else if (byte === quote) {
			this.#inString = false;
			if (this.#kept?.kind === 'name') this.#name = this.#finish(at).toString().slice(1);
		}
	}

	#outside(byte: number, at: number): void {
		if (byte === openBrace || byte === openBracket) this.#open(byte, at);
		else if (byte === closeBrace || byte === closeBracket) this.#close(at);
		else if (byte === quote) {
			this.#mustBeFeature(byte);
			this.#inString = true;
			if (this.#depth === 1) this.#keep('name', at);
		} else if (byte !== comma) this.#mustBeFeature(byte);
	}

	/** Between the features, and outside the one object of the file, there is nothing but white space. */
	#mustBeFeature(byte: number): void {
		if (isSpace(byte)) return;
		if (this.#inFeatures && this.#depth === 2) throw new SourceError(`line ${this.#line}: something stands between the features that is none`);
		if (this.#depth === 0) this.#foreign();
	}

	#foreign(): never {
		throw new SourceError(`line ${this.#line}: this is not the one JSON object that a GeoJSON file is`);
	}

	#open(byte: number, at: number): void {
		if (this.#depth === 0 && (byte !== openBrace || this.#ended)) this.#foreign();
		if (this.#depth === 1) this.#openMember(byte, at);
		else if (this.#inFeatures && this.#depth === 2) {
			if (byte !== openBrace) this.#mustBeFeature(byte);
			this.#keep('feature', at);
		}
		this.#depth += 1;
		if (this.#kept && this.#depth > deepest) this.#giveUp(this.#kept, `brackets within brackets, more than ${deepest} deep`);
	}

	/** A member of the collection itself begins: its features, its coordinate system, or something else. */
	#openMember(byte: number, at: number): void {
		this.#inFeatures = byte === openBracket && this.#name === 'features';
		this.#seenFeatures ||= this.#inFeatures;
		if (byte === openBrace && this.#name === 'crs') this.#keep('crs', at);
	}

	#close(at: number): void {
		this.#depth -= 1;
		if (this.#depth < 0) this.#foreign();
		if (this.#depth === 2 && this.#kept?.kind === 'feature') this.#feature(at);
		if (this.#depth === 1) {
			this.#inFeatures = false;
			if (this.#kept?.kind === 'crs') this.#takeCrs(this.#finish(at + 1).toString());
		}
		if (this.#depth === 0) this.#ended = true;
	}

	#feature(at: number): void {
		const { line, problem } = this.#kept as Kept;
		const bytes = this.#finish(at + 1);
		this.#count += 1;
		this.#rows.push(problem ? { line, problem, properties: {} } : rowOf(bytes.toString(), line, this.#crs));
	}

	#takeCrs(text: string): void {
		if (this.#told) return;
		this.#crs = crsName(JSON.parse(text));
		if (this.#crs && this.#seenFeatures)
			throw new SourceError(`the file names its coordinate system (${this.#crs}) only after the features; say it with --srs`);
	}

	#keep(kind: Kept['kind'], at: number): void {
		this.#kept = { kind, from: at, line: this.#line, bytes: 0, parts: [] };
	}

	/** The part of this chunk up to a place belongs to what is being kept. */
	#keepTo(at: number): void {
		const kept = this.#kept;
		if (!kept || kept.problem) return;
		const part = this.#chunk.subarray(kept.from, at);
		kept.bytes += part.length;
		kept.parts.push(part);
		if (kept.bytes > (kept.kind === 'feature' ? largestFeature : largestName)) this.#giveUp(kept, `larger than ${largestFeature / 1024 / 1024} MB`);
	}

	#giveUp(kept: Kept, problem: string): void {
		kept.problem = problem;
		kept.parts = [];
	}

	#finish(at: number): Buffer {
		this.#keepTo(at);
		const parts = this.#kept?.parts ?? [];
		this.#kept = undefined;
		return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
	}
}
