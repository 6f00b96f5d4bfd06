import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { SourceError } from '../index.ts';
import { largestFeature } from './feature.ts';

/** Tags within tags; what nests deeper is no register but an attack. */
const deepest = 250;
const megabyte = 1024 * 1024;

/** Attributes of a tag, by their names without prefix. */
export type Attributes = Readonly<Record<string, string>>;

/** What is made of the tags of a document, as they come. Names are without their prefixes. */
export interface XmlHandler<Row> {
	open(name: string, attributes: Attributes, line: number): void;
	/** The text between two tags, also the one of a CDATA section. */
	text(text: string): void;
	close(name: string): void;
	/** Rows that have been finished since they were last taken. */
	take(): Row[];
}

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const none: Attributes = Object.freeze(Object.create(null));

function localAttributes(attributes: Attributes): Attributes {
	let local: Record<string, string> | undefined;
	for (const name in attributes) {
		if (name.startsWith('xmlns')) continue;
		local ??= Object.create(null) as Record<string, string>;
		local[localName(name)] = attributes[name] as string;
	}
	return local ?? none;
}

/** By a byte order mark, else by what the declaration says, else UTF-8. */
function decoderFor(head: Buffer): TextDecoder {
	const marks: [string, number, number][] = [
		['utf-16le', 0xff, 0xfe],
		['utf-16be', 0xfe, 0xff],
	];
	const marked = marks.find(([, a, b]) => head[0] === a && head[1] === b)?.[0];
	const declared = /^[^>]{0,100}encoding\s*=\s*["']([\w.-]{1,40})["']/.exec(head.toString('latin1', 0, 200))?.[1];
	try {
		return new TextDecoder(marked ?? declared ?? 'utf-8');
	} catch {
		throw new SourceError(`its encoding "${declared}" is not known`);
	}
}

/** Text from bytes that may be cut anywhere. */
async function* decoded(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
	let decoder: TextDecoder | undefined;
	for await (const chunk of chunks) {
		if (typeof chunk === 'string') yield chunk;
		else {
			decoder ??= decoderFor(chunk);
			yield decoder.decode(chunk, { stream: true });
		}
	}
	if (decoder) yield decoder.decode();
}

/** Joins a handler to a parser; entities that a document defines for itself are not known, so that none can be a bomb or a way to other files. */
function parserFor<Row>(handler: XmlHandler<Row>, heard: () => void): SaxesParser<{ xmlns: false; position: true }> {
	const parser = new SaxesParser({ xmlns: false, position: true } as const);
	let depth = 0;
	parser.on('error', (error) => {
		throw new SourceError(`line ${parser.line}: ${error.message.replace(/^[\d:\s]+/, '')}`);
	});
	parser.on('opentag', (tag) => {
		heard();
		depth += 1;
		if (depth > deepest) throw new SourceError(`line ${parser.line}: tags within tags, more than ${deepest} deep`);
		handler.open(localName(tag.name), localAttributes(tag.attributes), parser.line);
	});
	parser.on('closetag', (tag) => {
		heard();
		depth -= 1;
		handler.close(localName(tag.name));
	});
	parser.on('text', (text) => handler.text(text));
	parser.on('cdata', (text) => handler.text(text));
	return parser;
}

/** Reads XML piece by piece and gives the rows that a handler makes of it. Throws a SourceError where it is not well formed or ends in the middle. */
export async function* readXml<Row>(chunks: AsyncIterable<Buffer | string>, handler: XmlHandler<Row>): AsyncGenerator<Row> {
	let silent = 0;
	const parser = parserFor(handler, () => {
		silent = 0;
	});
	for await (const text of decoded(chunks)) {
		silent += text.length;
		parser.write(text);
		if (silent > largestFeature) throw new SourceError(`line ${parser.line}: more than ${largestFeature / megabyte} MB without a tag`);
		yield* handler.take();
	}
	parser.close();
	yield* handler.take();
}
