import type { NewReport } from '../../../server/reports/contract.ts';
import type { Position } from '../../map/locate.ts';
import type { Place } from './draft.ts';

type Pin = Pick<NewReport, 'lon' | 'lat' | 'method' | 'accuracy' | 'zoom' | 'pointer' | 'system' | 'asset'>;

/** What the device is, as far as its satellite receiver matters. */
export function systemOf(agent: string): 'android' | 'ios' | 'other' {
	if (/android/i.test(agent)) return 'android';
	return /iphone|ipad|ipod/i.test(agent) ? 'ios' : 'other';
}

/** A place as the server takes it; the device is told where it measured the position itself. */
export function pinOf({ name: _, ...place }: Place): Pin {
	return { ...place, ...(place.method === 'gnss' || place.method === 'photo' ? { system: systemOf(navigator.userAgent) } : {}) };
}

/** Thumbs place a pin less exactly than a mouse. */
export const pointerNow = (): 'mouse' | 'touch' => (matchMedia('(pointer: coarse)').matches ? 'touch' : 'mouse');

/** A position of the device as a place; with more than this many metres of doubt it only says where to look. */
export const tooRough = 75;

/** Where the device says it is, as a place. */
export const placeOfDevice = ({ lon, lat, accuracy }: Position): Place => ({ lon, lat, method: 'gnss', accuracy: Math.round(accuracy) });
