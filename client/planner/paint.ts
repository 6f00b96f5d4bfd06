import { colourOf, greys, plain, type Step, stepsFrom, stepsOf, type Theme } from '../../server/maths/colour-steps.ts';
import type { ReportAnswer, Row } from '../../server/planning/contract.ts';
import { figure } from './figures.ts';

/** What colour what has, on the map and in the chart alike. */
export interface Painted {
	steps: readonly Step[];
	/** Some places have figures that say little. */
	few: boolean;
	/** Some places have no figure at all. */
	none: boolean;
	ofPlace: (key: string) => { colour: string; faint: boolean };
	ofRow: (row: Row) => string;
}

/** The colours of the cells of a grid. */
function ofCell({ grid }: ReportAnswer['chart'], theme: Theme): Painted['ofRow'] | undefined {
	if (!grid) return;
	const bands = stepsFrom(grid.bands, theme);
	return (row) => colourOf(figure(row, grid.shade) ?? 0, bands) ?? greys[theme].none;
}

/** Gives the places of an answer their colours. Places with too few failures are grey and take no part in the steps. */
export function paint({ geography, chart }: ReportAnswer, theme: Theme): Painted {
	const places = geography?.places ?? [];
	const sure = places.flatMap(({ value, faint }) => (value === null || faint !== null ? [] : [value]));
	const bounds = geography?.graded?.map(({ from }) => from);
	const steps = bounds ? stepsFrom(bounds, theme) : stepsOf(sure, theme);
	const known = new Map(places.map((it) => [it.key, it]));
	const grey = greys[theme];
	const ofPlace: Painted['ofPlace'] = (key) => {
		const it = known.get(key);
		if (!it || it.value === null) return { colour: grey.none, faint: true };
		return it.faint === null ? { colour: colourOf(it.value, steps) ?? grey.none, faint: false } : { colour: grey.few, faint: true };
	};
	const ofRow = (row: Row): string => {
		if (row.faint !== null) return grey.few;
		if (steps.length === 0) return plain[theme];
		if (row.place !== null && known.has(row.place)) return ofPlace(row.place).colour;
		return colourOf(figure(row, chart.value) ?? 0, steps) ?? grey.few;
	};
	return {
		steps,
		few: places.some(({ value, faint }) => value !== null && faint !== null),
		none: places.some(({ value }) => value === null),
		ofPlace,
		ofRow: ofCell(chart, theme) ?? ofRow,
	};
}
