declare module '@terraformer/arcgis' {
	/** A geometry of an Esri server in the shape of GeoJSON: rings become areas with their holes by the way they turn. */
	export function arcgisToGeoJSON(geometry: object): { type: string; coordinates: unknown };
}
