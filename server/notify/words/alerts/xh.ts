import type { AlertWords } from './words.ts';

export const words: AlertWords = {
	kinds: {
		confirm: {
			subject: 'Ufuna ukuva ngeempazamo ezintsha? – {place}',
			body: 'Kukho umntu, mhlawumbi nguwe, osicele ukuba sibhalele le dilesi xa kukho into exelwe apha: {place}. Ukuba ibinguwe, nceda ulandele ikhonkco. Ukuba akunjalo, ungenzi nto: awuyi kuphinda uve ngathi.',
		},
		new: { subject: '{title} – {place}', body: 'Kukho into entsha exelwe apho ubusicele ukuba sikwazise khona: {place}.' },
		daily: { subject: 'Ezintsha: {count} – {place}', body: 'Ukususela kumyalezo wethu wokugqibela kuxelwe oku apho ubusicele ukuba sikwazise khona: {place}.' },
	},
	area: 'ummandla owuzobe emephini',
	only: '{place} ({kind})',
	confirm: 'Ewe, ndazise:',
	more: 'Zonke zisemephini:',
	emergency: 'Kwimeko engxamisekileyo fowunela {phone}. Akukho mntu ufunda imiyalezo ethunyelwa kule dilesi.',
	stop: 'Yeka imiyalezo enje:',
};
