import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'papers.file': 'Ifayile yetyala (PDF)',
	'papers.fileWith': 'Ineenkcukacha zoqhagamshelwano',
	'papers.hint': 'Konke okuthethiweyo nokwenziweyo ngale mpazamo ephepheni. Nganye eyenziweyo ibhalwa kuphicotho.',
};
