import { type Signal, signal } from '@preact/signals';
import { changeNotice, createNotice, type DeskNotice, moveNotice } from '../../../server/municipality/notices/contract.ts';
import { call } from '../../api/call.ts';
import { theTown } from '../../api/town.ts';
import { localTime, momentAt } from './local-time.ts';

/** An announcement as it is being written. */
export interface NoticeDraft extends Pick<DeskNotice, 'kind' | 'title' | 'words' | 'themes' | 'wards'> {
	/** Null: not there yet. */
	code: string | null;
	state: DeskNotice['state'];
	version: number;
	by: 'area' | 'wards';
	area: DeskNotice['area'] | null;
	/** As the fields for date and time hold them. */
	from: string;
	until: string;
}

const hour = 3_600_000;
const zone = (): string => theTown().zone;
const soon = (hours: number): string => localTime(new Date(Math.ceil(Date.now() / hour) * hour + hours * hour).toISOString(), zone());

/** A new announcement: tomorrow, for as long as a day's work. */
export const freshDraft = (): NoticeDraft => ({
	...{ code: null, state: 'draft', version: 0, kind: 'interruption', title: {}, words: {}, themes: [] },
	...{ by: 'area', wards: [], area: null, from: soon(24), until: soon(30) },
});

/** One that is there, to be changed. */
export const draftOf = (it: DeskNotice): NoticeDraft => ({
	...it,
	by: it.wards.length > 0 ? 'wards' : 'area',
	from: localTime(it.from, zone()),
	until: localTime(it.until, zone()),
});

/** The announcement that is open for writing; null: none. */
export const open: Signal<NoticeDraft | null> = signal(null);

/** Changes a part of it. */
export const write = (part: Partial<NoticeDraft>): void => {
	if (open.peek()) open.value = { ...(open.peek() as NoticeDraft), ...part };
};

/** Keeps what was written; answers it as it now is. */
export async function save(it: NoticeDraft): Promise<DeskNotice> {
	const { kind, title, words, themes, by, wards, area } = it;
	const wish = {
		...{ kind, title, words, themes, from: momentAt(it.from, zone()), until: momentAt(it.until, zone()) },
		...(by === 'wards' ? { wards } : { wards: [], ...(area && { area }) }),
	};
	const { notice } = it.code === null ? await call(createNotice, wish) : await call(changeNotice, { ...wish, code: it.code, version: it.version });
	return notice;
}

/** Moves it to another state; answers the state it was in. */
export const move = (code: string, to: DeskNotice['state']): Promise<{ was: DeskNotice['state']; notice: DeskNotice }> => call(moveNotice, { code, to });
