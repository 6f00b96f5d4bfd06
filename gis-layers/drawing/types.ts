/** Words in every language of the municipality; `en` is always there and is what is shown where another is missing. */
export type Text = Record<string, string>;

/** What a point is drawn as: shape as well as colour tells the classes apart. */
export type Shape = 'circle' | 'square' | 'diamond' | 'triangle' | 'triangle-down' | 'pentagon' | 'hexagon' | 'octagon' | 'star' | 'cross' | 'bar';

/** A colour on the light base map and one on the dark. */
export interface Color {
	readonly light: string;
	readonly dark: string;
}

/** One row of a legend: assets whose attribute is exactly `is`, or is a number not under `from`. */
export interface Category {
	readonly is?: string;
	readonly from?: number;
	readonly title: Text;
	readonly color?: Color;
	/** Times the size of the class. */
	readonly size?: number;
}

/** How a class is drawn. Both the style on the map and the legend beside it are computed from this. */
export interface Drawing {
	readonly color: Color;
	/** Edge of points and areas, casing of lines. */
	readonly outline?: Color;
	/** Points only. */
	readonly shape?: Shape;
	/** Radius of points, width of lines, width of the edge of areas, in px at zoom 17. */
	readonly size: number;
	/** A thinner line upon the line: two lines beside each other, or dots in a line, where a dash is given. */
	readonly core?: { readonly color: Color; readonly size: number; readonly dash?: readonly number[] };
	/** Categories by an attribute, in the order of the legend; numbers ascending. The class's own colour and size are for what fits none. */
	readonly by?: { readonly attribute: string; readonly categories: readonly Category[]; readonly others: Text };
}

/** A flat style literal of OpenLayers, as JSON. */
export type FlatStyle = Readonly<Record<string, unknown>>;

/** A rule of an OpenLayers flat style: what it draws, where its filter holds. */
export interface StyleRule {
	readonly filter: readonly unknown[];
	readonly style: readonly FlatStyle[];
}

/** What a legend draws beside its words. */
export interface Swatch {
	readonly kind: 'point' | 'line' | 'area';
	readonly shape?: Shape;
	readonly color: string;
	readonly outline?: string;
	/** Radius of a point in px. */
	readonly radius?: number;
	/** Width of a line, or of an edge, in px. */
	readonly width: number;
	readonly dash?: readonly number[];
	readonly core?: { readonly color: string; readonly width: number; readonly dash?: readonly number[] };
	/** No filling: the mark of what is retired. */
	readonly hollow?: boolean;
	/** A broken ring or hatching around: the mark of a doubtful position. */
	readonly halo?: boolean;
}

/** One row of a legend. */
export interface LegendEntry {
	readonly title: Text;
	readonly swatch: Swatch;
}
