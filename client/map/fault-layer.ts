import { reportStyle } from './report-style.ts';
import { type TileDrawn, vectorTiles } from './vector-tiles.ts';

/** Draws the faults; the server's tiles hold `code`, `state`, `overdue` and, where many stand for one, `count`. */
export const faultLayer = (): TileDrawn => vectorTiles({ id: 'faults', style: reportStyle('light'), styleDark: reportStyle('dark'), order: 60 });
