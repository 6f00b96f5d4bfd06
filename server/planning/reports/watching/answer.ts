import type { Geography } from '../../contract.ts';
import {
	type Answer,
	type AnswerRow,
	type Asked,
	type Column,
	drawnBy,
	fewFailures,
	fewText,
	partHead,
	partPlace,
	partTitle,
	placelessNote,
} from '../index.ts';
import { chance, dayOf, drifting, type Figure, leastHistory, total, type Voices } from './figures.ts';
import { monthWords, watchWords as words } from './words.ts';

const mostPanels = 12;

/** What was asked to be shown. */
export const shows = (asked: Asked): 'weeks' | 'season' => (asked.values['show'] === 'season' ? 'season' : 'weeks');

/** The columns of what is shown. */
export function columnsOf(asked: Asked): Column[] {
	const { say } = asked;
	if (shows(asked) === 'season')
		return [
			{ id: 'part', title: partHead(asked), kind: 'text' },
			{ id: 'when', title: say(words.month), kind: 'text' },
			{ id: 'faults', title: say(words.faults), kind: 'number' },
			{ id: 'times', title: say(words.timesOfYear), kind: 'rate', digits: 2 },
			{ id: 'interval', title: say(words.interval), kind: 'interval', of: 'times', digits: 2 },
		];
	return [
		{ id: 'part', title: partHead(asked), kind: 'text' },
		{ id: 'when', title: say(words.when), kind: 'text' },
		{ id: 'faults', title: say(words.faults), kind: 'number' },
		{ id: 'expected', title: say(words.expected), kind: 'rate', digits: 1, hint: say(words.expectedHint) },
		{ id: 'interval', title: say(words.band), kind: 'interval', of: 'expected', hint: say(words.bandHint) },
		{ id: 'verdict', title: say(words.verdict), kind: 'text' },
		{ id: 'alarms', title: say(words.alarms), kind: 'text', hint: say(words.alarmsHint) },
	];
}

const alsoWords = (also: boolean | null | undefined) => (also === true ? words.both : also === false ? words.one : words.stands);

const earsNames = (ears: Voices['ears']): string[] => (ears.length > 0 ? [`EARS ${ears.join(' + ')}`] : []);

/** The alarms that say of a week that it stands out, by name. */
function namesOf({ say }: Asked, { farrington, remainder, ears }: Voices): string {
	return [say(words.ownSeason), ...(farrington ? ['Farrington'] : []), ...(remainder ? ['STL'] : []), ...earsNames(ears)].join(', ');
}

/** A week that stands out, whether from its season or, with a short history, from the seven before it. */
interface Alarm {
	readonly week: number;
	readonly expected: number;
	readonly low: number;
	readonly limit: number;
	readonly verdict: string;
	readonly alarms: string;
}

function alarmsOf(asked: Asked, { watched, sudden }: Figure): Alarm[] {
	const seasonal = (watched?.alarms ?? []).flatMap((week, i): Alarm[] => {
		const [band, also] = [watched?.bands[week], watched?.also[i]];
		return band && also ? [{ ...band, week, verdict: asked.say(alsoWords(also.farrington)), alarms: namesOf(asked, also) }] : [];
	});
	return [...seasonal, ...sudden.map((it) => ({ ...it, verdict: asked.say(words.sudden), alarms: earsNames(it.ears).join(', ') }))];
}

/** One row for each watched week that stands out. */
function alarmRows(asked: Asked, figure: Figure): AnswerRow[] {
	const { part, counts, first } = figure;
	return alarmsOf(asked, figure).map(({ week, expected, low, limit, verdict, alarms }) => {
		const day = dayOf(first, week);
		const cells = {
			part: partTitle(asked, part),
			when: asked.say(words.weekOf).replace('{day}', asked.day(day)),
			faults: counts[week] ?? 0,
			expected,
			interval: [low, limit] satisfies [number, number],
			verdict,
			alarms,
		};
		return { key: `${day} ${part}`, place: partPlace(asked, part), cells, faint: null, faults: counts[week] ?? 0 };
	});
}

const standingWords = ({ say }: Asked, weeks: readonly unknown[]): string[] =>
	weeks.length > 0 ? [say(words.standing).replace('{n}', String(weeks.length))] : [];

/** Why a part is not judged by its season. */
const reasonOf = ({ say }: Asked, { refusal }: Figure): string => say(refusal === 'short' ? words.short : words.few);

function verdictOf(asked: Asked, figure: Figure): string {
	const { say, day } = asked;
	const { first, watched, sudden } = figure;
	if (!watched) return [reasonOf(asked, figure), ...standingWords(asked, sudden)].join(' ');
	const { seen, low, limit } = watched.total;
	const { p, since } = watched.drift;
	const said = [
		...(seen > limit ? [say(words.more)] : seen < low ? [say(words.less)] : []),
		...(since !== undefined && p <= drifting ? [say(words.rising).replace('{day}', day(dayOf(first, since)))] : []),
		...standingWords(asked, watched.alarms),
	];
	return said.length > 0 ? said.join('; ') : say(words.usual);
}

/** The watched weeks of one part together. */
function wholeRow(asked: Asked, it: Figure): AnswerRow {
	const seen = total(it.counts.slice(Math.max(0, it.from)));
	const band = it.watched?.total;
	const verdict = verdictOf(asked, it);
	const cells = {
		part: partTitle(asked, it.part),
		when: asked.say(words.allWeeks).replace('{n}', String(Math.floor(Number(asked.values['watch'])))),
		faults: seen,
		expected: band?.expected ?? null,
		interval: band ? ([band.low, band.limit] satisfies [number, number]) : null,
		verdict,
		alarms: null,
	};
	return { key: `all ${it.part}`, place: partPlace(asked, it.part), cells, faint: it.watched ? null : reasonOf(asked, it), faults: seen };
}

function standing({ watched, sudden }: Figure): number {
	if (!watched) return sudden.length > 0 ? 0.5 : -1;
	return (watched.drift.since !== undefined && watched.drift.p <= drifting ? 2 : 0) + (watched.alarms.length > 0 ? 1 : 0);
}

/** What stands out first, then what has most. */
export const ordered = (figures: readonly Figure[]): Figure[] => [...figures].sort((a, b) => standing(b) - standing(a) || total(b.counts) - total(a.counts));

/** The last weeks before those watched, and these, for a panel of the chart. */
function seriesOf(asked: Asked, { part, counts, first, from, watched }: Figure) {
	if (!watched) return [];
	const begin = Math.max(0, from - leastHistory);
	const points = counts.slice(begin).flatMap((count, i): [number, number, number, number][] => {
		const band = watched.bands[begin + i];
		return band ? [[count, Math.round(band.expected * 100) / 100, band.low, band.limit]] : [];
	});
	const alarms = watched.alarms.map((week) => ({ at: week - begin, row: `${dayOf(first, week)} ${part}` }));
	return [{ label: partTitle(asked, part), first: dayOf(first, begin), from: from - begin, points, alarms }];
}

function seasonRows(asked: Asked, { part, season }: Figure): AnswerRow[] {
	return season.map(({ count, times, low, high }, month) => {
		const cells = {
			part: partTitle(asked, part),
			when: asked.say(monthWords(month)),
			faults: count,
			times,
			interval: low === null || high === null ? null : ([low, high] satisfies [number, number]),
		};
		return { key: `m${month + 1} ${part}`, place: partPlace(asked, part), cells, faint: count < fewFailures ? asked.say(fewText) : null, faults: count };
	});
}

/** How many weeks chance alone makes stand out, and what was left out. */
export function notesOf(asked: Asked, figures: readonly Figure[]): string[] {
	const { say, number } = asked;
	const watched = figures.flatMap((it) => it.watched ?? []);
	const weeks = watched.length * Math.floor(Number(asked.values['watch']));
	const alarms = watched.reduce((all, it) => all + it.alarms.length, 0);
	const told = say(words.falseAlarms)
		.replace('{n}', number(weeks))
		.replace('{k}', number(Math.round(weeks * chance)))
		.replace('{m}', number(alarms));
	return [
		...(shows(asked) === 'weeks' && weeks > 0 ? [told, say(words.weather)] : []),
		...(shows(asked) === 'weeks' && figures.some((it) => it.refusal === 'short') ? [say(words.ears)] : []),
		...(watched.length > mostPanels ? [say(words.panels).replace('{n}', number(mostPanels))] : []),
		...placelessNote(asked, figures[0]?.leftOut ?? 0),
	];
}

function faintOf(asked: Asked, it: Figure): string | null {
	if (!it.watched) return reasonOf(asked, it);
	return it.watched.total.seen < fewFailures ? asked.say(fewText) : null;
}

/** A ward, suburb or zone on the map: what its weeks brought against what was expected. */
function placeFor(asked: Asked, it: Figure): Geography['places'] {
	const key = partPlace(asked, it.part);
	if (key === null) return [];
	const { seen = 0, expected = 0 } = it.watched?.total ?? {};
	return [{ key, row: `all ${it.part}`, title: partTitle(asked, it.part), value: expected > 0 ? seen / expected : null, faint: faintOf(asked, it) }];
}

/** Weeks that stand out, and each part's weeks together. */
export function weeksAnswer(asked: Asked, figures: readonly Figure[]): Pick<Answer, 'rows' | 'chart' | 'geography'> {
	const rows = [...figures.flatMap((it) => alarmRows(asked, it)).sort((a, b) => (a.key < b.key ? 1 : -1)), ...figures.map((it) => wholeRow(asked, it))];
	const places = figures.flatMap((it) => placeFor(asked, it));
	const on = drawnBy(asked);
	return {
		rows,
		chart: {
			...{ kind: 'weeks', label: 'part', time: 'when', value: 'faults', interval: 'interval', reference: null, title: asked.say(words.chartTitle) },
			series: figures.slice(0, mostPanels).flatMap((it) => seriesOf(asked, it)),
		},
		geography: places.length > 0 && on ? { ...on, title: asked.say(words.mapTitle), places } : null,
	};
}

/** Month by month, against the year's mean. */
export function seasonAnswer(asked: Asked, figures: readonly Figure[]): Pick<Answer, 'rows' | 'chart' | 'geography'> {
	const title = asked.say(words.timesOfYear);
	return {
		rows: figures.slice(0, mostPanels).flatMap((it) => seasonRows(asked, it)),
		chart: {
			...{ kind: 'over-time', label: 'part', time: 'when', value: 'times', interval: 'interval', title },
			reference: { value: 1, title: asked.say(words.yearMean) },
		},
		geography: null,
	};
}
