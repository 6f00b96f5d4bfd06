/** A geometry in the shape of GeoJSON, made by a reader; its coordinates are only as good as the file. */
export interface Drawn {
	readonly type: string;
	readonly coordinates: readonly unknown[];
	/** The parts of a collection of different kinds, which no asset can be. */
	readonly geometries?: readonly Drawn[];
}

const kinds = ['Point', 'LineString', 'Polygon'] as const;

/** One geometry of several: of one kind, the Multi of that kind; of different kinds, a collection; of none, an empty Multi. */
export function joined(parts: readonly Drawn[]): Drawn {
	const single = parts.flatMap((it) =>
		it.type.startsWith('Multi') ? it.coordinates.map((part) => ({ type: it.type.slice(5), coordinates: part as unknown[] })) : [it],
	);
	const type = kinds.find((kind) => single.every((it) => it.type === kind));
	return type ? { type: `Multi${type}`, coordinates: single.map((it) => it.coordinates) } : { type: 'GeometryCollection', coordinates: [], geometries: parts };
}
