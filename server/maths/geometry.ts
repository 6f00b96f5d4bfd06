/** Coordinates in metres of a projected system: x (east), y (north). */
export type Position = readonly number[];

/** A line of at least two positions. */
export type Line = readonly Position[];

/** A geometry of GeoJSON's shape, in metres of a projected system instead of degrees. */
export type MetricGeometry =
	| { readonly type: 'Point'; readonly coordinates: Position }
	| { readonly type: 'MultiPoint' | 'LineString'; readonly coordinates: Line }
	| { readonly type: 'MultiLineString' | 'Polygon'; readonly coordinates: readonly Line[] }
	| { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Line[])[] };
