import type { Question } from '../../../gis-layers/index.ts';

/** What is said to other systems, and by them to residents, in one language. Holes: {count}, {phone}. */
export interface OpenWords {
	yes: string;
	no: string;
	kinds: Readonly<Record<Question['kind'], string>>;
	joined: string;
	emergency: string;
}

const en: OpenWords = {
	yes: 'Yes',
	no: 'No',
	kinds: { choice: 'Choose one.', 'yes-no': 'Yes or no.', text: 'In a few words.', number: 'A number.' },
	joined: 'This is known already: {count} reports so far, yours among them.',
	emergency: 'This may be an emergency. Please phone {phone} now.',
};

const af: OpenWords = {
	yes: 'Ja',
	no: 'Nee',
	kinds: { choice: 'Kies een.', 'yes-no': 'Ja of nee.', text: 'In ’n paar woorde.', number: '’n Getal.' },
	joined: 'Ons weet reeds hiervan: {count} meldings tot dusver, joune ingesluit.',
	emergency: 'Dit kan ’n noodgeval wees. Bel asseblief nou {phone}.',
};

const xh: OpenWords = {
	yes: 'Ewe',
	no: 'Hayi',
	kinds: { choice: 'Khetha enye.', 'yes-no': 'Ewe okanye hayi.', text: 'Ngamazwi ambalwa.', number: 'Inani.' },
	joined: 'Sele siyazi ngoku: izaziso ezi-{count} ukuza kuthi ga ngoku, nesakho sikho.',
	emergency: 'Oku kungaba yimeko kaxakeka. Nceda utsalele umnxeba ku-{phone} ngoku.',
};

/** The words of a language, or English. */
export const openWords = (language: string): OpenWords => ({ en, af, xh })[language] ?? en;
