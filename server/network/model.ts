import type { Utility } from '../../gis-layers/index.ts';

/** The rows of a network as they are kept; nodes and segments bear numbers made of the assets they begin with. */
export interface Built {
	segments: SegmentRow[];
	pieces: PieceRow[];
	valves: BuiltValve[];
	taps: BuiltTap[];
	sources: BuiltSource[];
	issues: IssueRow[];
	/** Ends of lines that nothing else shares. */
	deadEnds: { id: number; side: number; node: number }[];
}

export interface SegmentRow {
	id: number;
	part: number;
	fed: boolean | null;
	hangsOn: number | null;
	hops: number | null;
}

export interface PieceRow {
	line: number;
	ordinal: number;
	segment: number;
	fromNode: number;
	toNode: number;
	from: number;
	to: number;
	/** It leads against the way its line was drawn. */
	turned: boolean;
}

export interface BuiltValve {
	id: number;
	line: number;
	at: number;
	near: number;
	far: number;
	closed: boolean;
	turns: boolean | null;
}

export interface BuiltTap {
	id: number;
	line: number;
	ordinal: number;
	at: number;
	segment: number;
	customers: number;
	critical: string | null;
}

export interface BuiltSource {
	id: number;
	node: number;
	segment: number;
}

export interface IssueRow {
	kind: 'unfed' | 'off-line' | 'bypassed';
	asset: number;
	lines: number;
}

/** What may fail in a network: a stretch of cable, a valve segment; a pipe that is blocked, a pump station that stands still. */
type SectionKind = 'section' | 'segment' | 'pipe' | 'station';

export interface Section {
	readonly kind: SectionKind;
	/** The section through which all comes that reaches it (of what drains: through which all of it goes), -1 none. */
	readonly before: number;
	/** Its asset, or its longest line. */
	readonly line: number;
	/** Undefined: it is no line. */
	readonly lengthM: number | undefined;
	/** Of what drains: sections that stay dry when it is blocked, with all that drains through those. */
	readonly spared?: readonly number[];
	/** Manholes at its ends: the last that stands full when it is blocked, and the first that does not. */
	readonly ends?: { readonly full: number | null; readonly clear: number | null };
}

export interface Hung {
	readonly asset: number;
	readonly section: number;
	readonly customers: number;
	/** It is a line, of such a length. */
	readonly lengthM?: number;
	/** How high it lies is not in the register. */
	readonly levelUnknown?: boolean;
}

/** A part of a network in which all beyond a section goes without (of what drains: stands full) when the section fails. */
export interface NetworkBranch {
	readonly utility: Utility;
	/** What it hangs on: the asset that feeds it, else the number of its first segment or node. */
	readonly head: number;
	/** The asset that feeds all of it. */
	readonly source: number | null;
	readonly sections: readonly Section[];
	readonly taps: readonly Hung[];
	/** Sections of which all that they affect is in the branch; undefined: all are so. What is said of the others is the less for what lies beyond. */
	readonly whole?: ReadonlySet<number>;
	/** Sections by their lines and stations: what is said of one is said of these. */
	readonly onLine: ReadonlyMap<number, number>;
}
