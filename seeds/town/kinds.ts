/** What a suburb is like: its blocks, plots, age and people. Distances in metres. */
export interface Kind {
	/** Between streets that run alongside the longer side of a block, and across. */
	readonly depth: number;
	readonly span: number;
	readonly plot: number;
	/** Do cross streets run through, or does every row of blocks have its own? */
	readonly staggered: boolean;
	/** Share of cross streets that were never built. */
	readonly gaps: number;
	readonly lampEvery: number;
	readonly built: readonly [number, number];
	readonly languages: readonly (readonly [Language, number])[];
	/** Of streets that are not main roads. */
	readonly gravel: number;
	/** Of sewer blockages, against an ordinary suburb. */
	readonly sewerLoad: number;
	readonly dumping: number;
}

export type Language = 'en' | 'af' | 'xh';
export type KindName = keyof typeof kinds;

const people = (en: number, af: number, xh: number): readonly (readonly [Language, number])[] => [
	['en', en],
	['af', af],
	['xh', xh],
];

/** The kinds of suburb the fictional town is made of. */
export const kinds = {
	centre: kind([85, 130, 18], { built: [1890, 1945], languages: people(0.45, 0.45, 0.1), staggered: false, gaps: 0.02 }),
	old: kind([95, 165, 20], { built: [1920, 1965], languages: people(0.3, 0.65, 0.05), staggered: false, gaps: 0.06 }),
	suburb: kind([95, 205, 22], { built: [1958, 1992], languages: people(0.35, 0.55, 0.1) }),
	garden: kind([112, 235, 26], { built: [1984, 2016], languages: people(0.55, 0.42, 0.03), gaps: 0.28 }),
	township: kind([54, 130, 11], { built: [1972, 2004], languages: people(0.17, 0.13, 0.7), staggered: false, lampEvery: 40, sewerLoad: 2.2, dumping: 2 }),
	informal: kind([44, 90, 12], {
		built: [1994, 2018],
		languages: people(0.1, 0.03, 0.87),
		gaps: 0.15,
		lampEvery: 55,
		gravel: 0.75,
		sewerLoad: 3,
		dumping: 3.5,
	}),
	industrial: kind([175, 330, 55], { built: [1960, 2005], languages: people(0.5, 0.4, 0.1), gaps: 0.1, lampEvery: 42, dumping: 1.6 }),
	smallholdings: kind([270, 420, 75], { built: [1965, 2010], languages: people(0.35, 0.6, 0.05), gaps: 0.2, lampEvery: 75, gravel: 0.6, sewerLoad: 0.6 }),
};

function kind([depth, span, plot]: readonly [number, number, number], rest: Pick<Kind, 'built' | 'languages'> & Partial<Kind>): Kind {
	return { depth, span, plot, staggered: true, gaps: 0.14, lampEvery: 35, gravel: 0.01, sewerLoad: 1, dumping: 1, ...rest };
}
