import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'action.recategorise': 'Enye ingxaki',
	'recategorise.title': 'Le yenye ingxaki',
	'recategorise.which': 'Ngoku iyi',
	'recategorise.choose': 'Khetha ukuba iyintoni',
	'recategorise.hint': 'Ihlala kwisixhobo sayo ukuba sinokuba nale ngxaki; kungenjalo umntu uyajonga. Iwotshi yayo igcina isiqalo sayo.',
	'done.recategorised': 'Ngoku yi-“{title}”.',
	'undo.recategorised': 'Buyisa ukuba ibe yenye ingxaki',
	'log.recategorised': 'Ibe yi-“{to}”, ibiyi-“{from}”',
	'log.recategorisedOff': 'Ibe yi-“{to}”, ibiyi-“{from}”; i-{asset} ayinakuba nayo, ngoko ayixhonywanga nto okwangoku',
};
