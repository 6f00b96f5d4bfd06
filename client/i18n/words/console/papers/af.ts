import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'papers.file': 'Saaklêer (PDF)',
	'papers.fileWith': 'Met kontakbesonderhede',
	'papers.hint': 'Alles wat oor hierdie fout gesê en gedoen is, op papier. Elkeen wat gemaak word, staan in die oudit.',
};
