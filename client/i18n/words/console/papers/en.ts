/** Words for what is taken along of a fault. */
export const words = {
	'papers.file': 'Case file (PDF)',
	'papers.fileWith': 'With contact details',
	'papers.hint': 'Everything said and done about this fault on paper. Each one made is written into the audit.',
} as const;
