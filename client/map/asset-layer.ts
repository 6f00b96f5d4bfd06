import type { Layer } from '../../server/municipality/contract.ts';
import { type TileDrawn, vectorTiles } from './vector-tiles.ts';

/** What lies over what: areas under lines under points, faults above all of them. */
const order: Record<Layer['geometry'], number> = { Polygon: 20, LineString: 30, Point: 40 };

/** Draws the assets of a class as its file says. */
export const assetLayer = ({ id, style, styleDark, minZoom, geometry }: Layer): TileDrawn =>
	vectorTiles({ id, style, styleDark, minZoom, order: order[geometry] });
