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

/** A part of a network in which all beyond a section goes without when the section fails. */
export interface NetworkBranch {
	readonly utility: Utility;
	/** What it hangs on: the asset that feeds it, else the number of its first segment or node. */
	readonly head: number;
	/** The asset that feeds all of it. */
	readonly source: number | null;
	/** `before`: the section through which all comes that reaches it, -1 none; `line`: its longest line. */
	readonly sections: readonly { readonly before: number; readonly line: number; readonly lengthM: number }[];
	readonly taps: readonly { readonly asset: number; readonly section: number; readonly customers: number }[];
	/** Sections by their lines: what is said of a line is said of these. */
	readonly onLine: ReadonlyMap<number, number>;
}
