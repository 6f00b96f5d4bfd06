const features = 'http://www.opengis.net/spec/ogcapi-features';
const cql2 = 'http://www.opengis.net/spec/cql2/1.0/conf';
const under = (base: string, names: readonly string[]): string[] => names.map((it) => `${base}/${it}`);

/** The classes of the standards that are kept. */
export const conformsTo: readonly string[] = [
	...under('http://www.opengis.net/spec/ogcapi-common-1/1.0/conf', ['core', 'landing-page', 'json', 'html', 'oas30']),
	...under('http://www.opengis.net/spec/ogcapi-common-2/1.0/conf', ['collections']),
	...under(`${features}-1/1.0/conf`, ['core', 'geojson', 'html', 'oas30']),
	...under(`${features}-2/1.0/conf`, ['crs']),
	...under(`${features}-3/1.0/conf`, ['queryables', 'queryables-query-parameters', 'filter', 'features-filter', 'functions']),
	...under(cql2, [
		'cql2-text',
		'cql2-json',
		'basic-cql2',
		'advanced-comparison-operators',
		'case-insensitive-comparison',
		'accent-insensitive-comparison',
		'basic-spatial-functions',
		'basic-spatial-functions-plus',
		'spatial-functions',
		'temporal-functions',
		'array-functions',
		'property-property',
		'functions',
		'arithmetic',
		// The name that QGIS still looks for before it sends a spatial filter.
		'basic-spatial-operators',
	]),
	...under(`${features}-4/1.0/conf`, ['create-replace-delete', 'update', 'optimistic-locking-etags', 'features']),
	`${features}-4/1.0/req/optimistic-locking-etags`,
	...under(`${features}-5/1.0/conf`, ['schemas', 'core-roles-features']),
	...under('http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf', ['core', 'tileset', 'tilesets-list', 'geodata-tilesets', 'mvt', 'oas30']),
];
