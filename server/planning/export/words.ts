import type { Text } from '../reports/index.ts';

/** Words of files and papers. */
export const words = {
	paper: { en: 'Planning report', af: 'Beplanningsverslag', xh: 'Ingxelo yocwangciso' },
	definition: { en: 'How it is counted', af: 'Hoe dit getel word', xh: 'Indlela ebalwa ngayo' },
	source: { en: 'Source', af: 'Bron', xh: 'Umthombo' },
	asOf: { en: 'As of', af: 'Soos op', xh: 'Njengoko kwakunjalo ngo' },
	question: { en: 'Question', af: 'Vraag', xh: 'Umbuzo' },
	asked: { en: 'Counted for', af: 'Getel vir', xh: 'Ibalelwe' },
	notes: { en: 'Notes', af: 'Notas', xh: 'Amanqaku' },
	link: { en: 'Ask again', af: 'Vra weer', xh: 'Buza kwakhona' },
	sql: { en: 'SQL', af: 'SQL', xh: 'I-SQL' },
	town: { en: 'Municipality', af: 'Munisipaliteit', xh: 'Umasipala' },
	table: { en: 'Table', af: 'Tabel', xh: 'Itheyibhile' },
	about: { en: 'About', af: 'Inligting', xh: 'Ngale ngxelo' },
	map: { en: 'Map', af: 'Kaart', xh: 'Imaphu' },
	chart: { en: 'Chart', af: 'Grafiek', xh: 'Igrafu' },
	few: { en: 'Uncertain: too few failures', af: 'Onseker: te min falings', xh: 'Akuqinisekanga: iimpazamo zimbalwa kakhulu' },
	none: { en: 'No figure', af: 'Geen syfer nie', xh: 'Akukho nani' },
	interval: { en: 'The line is the 95 % interval.', af: 'Die lyn is die 95 %-interval.', xh: 'Umgca luluhlu lwe-95 %.' },
	north: { en: 'N', af: 'N', xh: 'N' },
	chosen: {
		en: 'Only the rows that were chosen: {n} of {all}.',
		af: 'Net die rye wat gekies is: {n} van {all}.',
		xh: 'Yimiqolo ekhethiweyo kuphela: {n} kwe-{all}.',
	},
	firstOnly: {
		en: 'Drawn are the first rows; the table has all.',
		af: 'Geteken is die eerste rye; die tabel het almal.',
		xh: 'Kuzotywe imiqolo yokuqala; itheyibhile inayo yonke.',
	},
} satisfies Record<string, Text>;
