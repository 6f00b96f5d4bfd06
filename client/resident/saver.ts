import { signal } from '@preact/signals';
import { remember, remembered } from '../ui/remembered.ts';

const isChoice = (it: unknown): it is boolean | null => typeof it === 'boolean' || it === null;
const chosen = signal<boolean | null>(remembered('saver', null, isChoice));

const browserSaves = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Whether data are dear: as the person says, else as the browser does. No map unless asked for, small photos, nothing ahead. */
export const savesData = (): boolean => chosen.value ?? browserSaves();

/** The person says whether data are dear. */
export function saveData(it: boolean): void {
	chosen.value = it;
	remember('saver', it);
}
