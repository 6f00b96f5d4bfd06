import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'compare.apart': 'Die intervalle raak nie: meer as toeval',
	'compare.chart': 'Albei op een skaal',
	'compare.described': '{title}. {count|one:# ry|other:# rye}, twee syfers elk met hul intervalle; die tabel het dieselfde.',
	'compare.difference': 'Verskil',
	'compare.end': 'Beëindig die vergelyking',
	'compare.first': 'Eerste',
	'compare.firstOnly': 'Geteken is die eerste {count} van {total} rye; die tabel het almal.',
	'compare.how':
		'Die verskil is die eerste syfer minus die tweede. Waar die twee 95 %-intervalle nie raak nie, maak toeval alleen kwalik so ’n verskil; waar hulle raak, kan dit.',
	'compare.map': 'Verskil op die kaart',
	'compare.mayBeChance': 'Intervalle raak: kan toeval wees',
	'compare.noInterval': 'Geen interval om aan te oordeel nie',
	'compare.nothing': 'Niks om langs mekaar te sit nie',
	'compare.nothingHint': 'Die twee antwoorde het geen ry gemeen wat in albei ’n syfer het nie. Verander bo wat gevra word.',
	'compare.oneOnly': 'Net een van die twee het ’n syfer',
	'compare.overlap': 'Die intervalle raak: kan toeval wees',
	'compare.second': 'Tweede',
	'compare.start': 'Vergelyk met …',
	'compare.table': 'Langs mekaar',
	'compare.verdict': 'Is dit toeval?',
	'compare.with': 'Vergelyk met',
};
