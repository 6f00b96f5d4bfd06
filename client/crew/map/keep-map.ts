import { signal } from '@preact/signals';
import { type Layer, readLayers } from '../../../server/municipality/contract.ts';
import { call } from '../../api/call.ts';
import { offline } from '../../api/offline.ts';
import { language } from '../../i18n/language.ts';
import { remember, remembered } from '../../ui/remembered.ts';
import { run } from '../kept/run.ts';
import { keeping, keepTiles } from './keep-tiles.ts';

/** The map that is on this phone. */
export interface KeptMap {
	/** The area and the classes it was kept for. */
	area: string;
	bytes: number;
}

const isKept = (it: unknown): it is KeptMap => typeof it === 'object' && it !== null && 'area' in it && 'bytes' in it;

/** The map that is on this phone; null where there is none. */
export const keptMap = signal(remembered<KeptMap | null>('crew-map', null, (it): it is KeptMap | null => isKept(it)));
/** How many pieces did not come. */
export const missed = signal(0);

/** The classes of what the run is about: these are drawn and kept, besides the ground. */
const classes = (): ReadonlySet<string> => new Set((run.peek()?.stops ?? []).flatMap(({ assets }) => assets.map((it) => it.class)));

/** The layers of what the run is about. */
export const layersOf = async (): Promise<Layer[]> => (await call(readLayers, { language: language.peek() })).layers.filter(({ id }) => classes().has(id));

/** Fetches the map of the run, so that it shows without a signal. */
export async function keepMap(): Promise<void> {
	const area = run.peek()?.area;
	if (!area || keeping.peek()) return;
	const it = await keepTiles(area, await layersOf().catch(() => []));
	missed.value = it.failed;
	if (it.failed > 0) return;
	keptMap.value = { area: area.join(' '), bytes: it.bytes };
	remember('crew-map', keptMap.value);
}

const savesData = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** The same by itself, where the run lies elsewhere than before; not where the phone saves data. */
export async function keepMapAhead(): Promise<void> {
	const area = run.peek()?.area;
	const ready = area && keptMap.peek()?.area !== area.join(' ') && !offline.peek() && !savesData();
	if (ready && navigator.serviceWorker?.controller) await keepMap();
}
