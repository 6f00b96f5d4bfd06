import { catalogue, inLanguage } from '../municipality/index.ts';
import type { AlertedFault, AlertRecipient, Speaker } from './alert-queries.ts';
import { filled } from './compose.ts';
import { alertWords } from './words/alerts/index.ts';
import type { AlertKind, AlertWords } from './words/alerts/words.ts';
import { spoken } from './words/index.ts';

/** What there is to tell: new faults, and how many there are beside those that are named. */
export interface AlertNews {
	kind: AlertKind;
	faults: readonly AlertedFault[];
	of: number;
}

interface Telling {
	to: AlertRecipient;
	speaker: Speaker;
	publicUrl: string;
}

function placeOf({ area, ward, street, class: id }: AlertRecipient, words: AlertWords, language: string): string {
	const place = area ? words.area : (ward ?? street ?? '');
	const home = id === null ? undefined : catalogue.byId.get(id);
	return home ? filled(words.only, { place, kind: inLanguage(home.title, language) }) : place;
}

const titleOf = (mode: string, language: string): string => {
	const known = catalogue.modes.get(mode);
	return known ? inLanguage(known.mode.title, language) : mode;
};

function line({ code, mode, street, since }: AlertedFault, language: string, publicUrl: string): string {
	const shown = catalogue.modes.get(mode)?.mode.houseLevel ? null : street;
	return `${[titleOf(mode, language), shown, since].filter(Boolean).join(', ')}\n${publicUrl}/f/${code}`;
}

/** Writes to somebody who wants to hear of new faults somewhere: whether they do, or what is new. */
export function composeAlert({ kind, faults, of }: AlertNews, { to, speaker, publicUrl }: Telling): { language: string; subject: string; body: string } {
	const language = spoken(to.language, speaker.languages);
	const words = alertWords[language] as AlertWords;
	const phone = speaker.emergency.phone ?? '';
	const holes = {
		place: placeOf(to, words, language),
		title: titleOf(faults[0]?.mode ?? '', language),
		count: String(of),
		municipality: speaker.municipality,
		phone,
	};
	const link = `${publicUrl}/alerts/${to.tracking}`;
	const body = [
		filled(words.kinds[kind].body, holes),
		...faults.map((fault) => line(fault, language, publicUrl)),
		...(of > faults.length ? [`${words.more}\n${publicUrl}/map`] : []),
		...(kind === 'confirm' ? [`${words.confirm}\n${link}`] : []),
		[speaker.municipality, phone && filled(words.emergency, holes)].filter(Boolean).join('\n'),
		...(kind === 'confirm' ? [] : [`${words.stop}\n${link}#stop`]),
	].join('\n\n');
	return { language, subject: filled(words.kinds[kind].subject, holes), body };
}
