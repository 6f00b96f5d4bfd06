declare module 'geojson-validation' {
	/** With `trace`, what is wrong with a GeoJSON feature, in sentences; an empty list where nothing is. */
	export function isFeature(feature: unknown, trace: true): string[];
}
