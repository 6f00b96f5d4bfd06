import type { Screen } from './screen.ts';

const lamps = '/ogc/collections/street-lights';

/** The pages of the API by the standards of OGC. */
export const standards: readonly Screen[] = [
	{ name: 'standards-start', address: '/ogc/', ready: '.ogc-cards a' },
	{ name: 'standards-collections', address: '/ogc/collections', ready: '.ogc-wide td' },
	{ name: 'standards-collection', address: lamps, ready: '.ogc-facts' },
	{ name: 'standards-items', address: `${lamps}/items?limit=40`, ready: '.ogc-map.shown canvas', often: true },
	{ name: 'standards-items-none', address: `${lamps}/items?reference=none`, ready: '.ogc-links' },
	{ name: 'standards-item', address: '/ogc/collections/wards/items/1', ready: '.ogc-map.shown canvas' },
	{ name: 'standards-queryables', address: `${lamps}/queryables`, ready: '.ogc-wide td' },
	{ name: 'standards-conformance', address: '/ogc/conformance', ready: '.ogc-plain' },
	{ name: 'standards-api', address: '/ogc/api', ready: '.ogc-wide td' },
	{ name: 'standards-tiles', address: `${lamps}/tiles/WebMercatorQuad`, ready: '.ogc-facts' },
	{ name: 'standards-refused', address: `${lamps}/items?limit=none`, expected: /400/, ready: '[role=alert]' },
];
