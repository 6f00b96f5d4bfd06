/** Parts of OpenLayers that our maps never use, though OpenLayers names them itself: what turns the map, other projections than the web's, and drawing pictures anew in those. */
const unused = /\/ol\/(interaction\/(DragRotate|PinchRotate)|control\/Rotate|reproj\/Tile)\.js$/;
const zones = /\/ol\/proj\/utm\.js$/;

/** Leaves them out of the built client, some four kilobytes for every resident. What is left out says so if it is asked for after all. */
export const leanMap = {
	name: 'lean-map',
	apply: 'build',
	transform: {
		filter: { id: [unused, zones] },
		handler: (_code: string, id: string) => ({
			code: zones.test(id)
				? 'export const makeProjection = () => null;\nexport const makeTransforms = () => null;\n'
				: `export default class { constructor() { throw new Error(${JSON.stringify(`${id.split('/').pop()} is left out of the built maps: see scripts/lean-map.ts`)}); } }\n`,
			map: null,
		}),
	},
} as const;
