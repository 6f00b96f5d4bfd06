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
