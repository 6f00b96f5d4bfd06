/** Words of what planners do with an answer. */
export const words = {
	'compare.apart': 'The intervals do not meet: more than chance',
	'compare.chart': 'Both on one scale',
	'compare.described': '{title}. {count|one:# row|other:# rows}, two figures each with their intervals; the table holds the same.',
	'compare.difference': 'Difference',
	'compare.end': 'End the comparison',
	'compare.first': 'First',
	'compare.firstOnly': 'Drawn are the first {count} of {total} rows; the table has all.',
	'compare.how':
		'The difference is the first figure less the second. Where the two 95 % intervals do not meet, chance alone hardly makes such a difference; where they do, it may.',
	'compare.map': 'Difference on the map',
	'compare.mayBeChance': 'Intervals meet: may be chance',
	'compare.noInterval': 'No interval to judge by',
	'compare.nothing': 'Nothing to set side by side',
	'compare.nothingHint': 'The two answers have no row in common that has a figure in both. Change what is asked above.',
	'compare.oneOnly': 'Only one of the two has a figure',
	'compare.overlap': 'The intervals meet: may be chance',
	'compare.second': 'Second',
	'compare.start': 'Compare with…',
	'compare.table': 'Side by side',
	'compare.verdict': 'Is it chance?',
	'compare.with': 'Compared with',
} as const;
