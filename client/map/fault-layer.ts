import type { ReadonlySignal } from '@preact/signals';
import { reportStyle } from './report-style.ts';
import { type TileDrawn, vectorTiles } from './vector-tiles.ts';

/** Draws the faults; the server's tiles hold `code`, `state`, `overdue` and, where many stand for one, `count`. With a filter only those that it leaves. */
export const faultLayer = (filter?: ReadonlySignal<string>): TileDrawn =>
	vectorTiles({ id: 'faults', filter, style: reportStyle('light'), styleDark: reportStyle('dark'), order: 60 });
