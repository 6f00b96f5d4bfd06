import { inLanguage } from '../municipality/index.ts';

/** Reasons that nobody typed: kept as a code, told in the language of whoever reads them. */
const known: Readonly<Record<string, Record<string, string>>> = {
	'taken-by-mistake': {
		en: 'Taken down by mistake, and taken back.',
		af: 'Per ongeluk afgeneem, en teruggetrek.',
		xh: 'Ibhalwe ngempazamo, yaza yarhoxiswa.',
	},
};

/** A reason that is known by its code. */
export const takenByMistake = 'taken-by-mistake';

/** Why a fault stands where it stands, in a language: as somebody wrote it, or what a code means. */
export function reasonIn(reason: string, language: string): string {
	const words = known[reason];
	return words ? inLanguage(words, language) : reason;
}
