import { describe, expect, test } from 'vitest';
import type { Told } from '../../../seeds/history/live.ts';
import { noticeRate, type Story } from '../../../seeds/history/story.ts';
import { groupBy } from '../../../seeds/town/lists.ts';
import { type Asset, DAY } from '../../../seeds/town/register.ts';
import { truths } from '../../../seeds/truths.ts';
import { draw, history } from './drawn.ts';

const YEAR = 365.25 * DAY;
const drawn = draw('town');
const { layout, town } = drawn;
const told = history(drawn);
const stories = told.map(({ story }) => story);

/** How many standard deviations a Poisson count lies from what was expected. */
const off = (count: number, expected: number): number => (count - expected) / Math.sqrt(expected);

/** How many deaths of a lamp its lives so far would lead one to expect: the growth of its cumulative hazard. */
function hazard(lamp: Asset, deaths: readonly Story[]): number {
	const { shape, scale } = truths.lamps[String(lamp.attributes['lamp_type'])] ?? { shape: 1, scale: 1 };
	const at = (age: number): number => (age / YEAR / scale) ** shape;
	const lives = [{ born: lamp.installed, from: lamp.inRegister }, ...deaths.flatMap(({ over }) => (over === undefined ? [] : [{ born: over, from: over }]))];
	return lives.reduce((sum, { born, from }, i) => sum + at((deaths[i]?.incident.began ?? layout.now) - born) - at(from - born), 0);
}

/** The time in which duplicates of a story could come. */
const observed = ({ first, aliveUntil }: Story): number => Math.max(0, Math.min(aliveUntil ?? layout.now, layout.now, first + 100 * DAY) - first);

describe('three years in the demo town', () => {
	test('have as many faults and reports as were asked for', () => {
		const reports = stories.reduce((sum, { tellings }) => sum + tellings.filter((it) => !it.meToo).length, 0);
		expect(stories.length).toBeGreaterThan(15_000);
		expect(stories.length).toBeLessThan(25_000);
		expect(reports).toBeGreaterThan(30_000);
		expect(reports).toBeLessThan(45_000);
	});

	test('never have two troubles of a family on one asset at a time', () => {
		const byAsset = groupBy(
			stories.filter(({ incident }) => incident.asset),
			({ incident }) => `${incident.asset?.id}/${incident.mode.mode.family}`,
		);
		for (const list of byAsset.values()) {
			const inOrder = [...list].sort((a, b) => a.incident.began - b.incident.began);
			inOrder.slice(1).forEach((story, i) => {
				expect(story.incident.began).toBeGreaterThanOrEqual(inOrder[i]?.over ?? Infinity);
			});
		}
	});

	test('break mains as often as their material, age and zone would have it', () => {
		const { perKmYear, perYearOfAge, worseZone } = truths.water;
		const failures = groupBy(
			stories.filter(({ incident }) => ['water-pipe.burst', 'water-pipe.leak'].includes(incident.mode.mode.code) && incident.asset),
			({ incident }) => String(incident.asset?.attributes['material']),
		);
		const expected = (pipe: Asset): number => {
			const [from, to] = [pipe.inRegister, pipe.retired ?? layout.now];
			const age = ((from + to) / 2 - pipe.installed) / YEAR;
			const base = perKmYear[String(pipe.attributes['material'])] ?? 0;
			return base * Math.exp(perYearOfAge * (age - 30)) * (pipe.zone === worseZone.zone ? worseZone.factor : 1) * (pipe.length / 1000) * ((to - from) / YEAR);
		};
		for (const [material, pipes] of groupBy(town.water.all, (pipe) => String(pipe.attributes['material']))) {
			const sum = pipes.reduce((total, pipe) => total + expected(pipe), 0);
			expect(Math.abs(off(failures.get(material)?.length ?? 0, sum)), material).toBeLessThan(4);
		}
	});

	test('let lamps die as their Weibull lives would have it', () => {
		const deaths = groupBy(
			stories.filter(({ incident }) => incident.mode.mode.code === 'street-light.out' && incident.cause !== 'supply lost'),
			({ incident }) => incident.asset,
		);
		const lamps = town.assets.filter((asset) => asset.class === 'street-lights');
		for (const [type, all] of groupBy(lamps, (lamp) => String(lamp.attributes['lamp_type']))) {
			const died = all.reduce((sum, lamp) => sum + (deaths.get(lamp)?.length ?? 0), 0);
			const expected = all.reduce((sum, lamp) => sum + hazard(lamp, deaths.get(lamp) ?? []), 0);
			expect(Math.abs(off(died, expected)), type).toBeLessThan(4);
		}
	});

	test('are told of at the rate of each ward: duplicates over the time in which they could come', () => {
		const rate = (ward: number): number => layout.rates[ward - 1]?.rate ?? 0;
		const byWard = groupBy(
			stories.filter((story) => !story.inspection),
			({ incident }) => incident.ward,
		);
		for (const [ward, list] of byWard) {
			const duplicates = list.reduce((sum, { tellings, moves }) => sum + tellings.length - 1 - moves.filter((move) => move.reopens).length, 0);
			const expected = list.reduce((sum, story) => sum + (noticeRate(story.incident, rate) * observed(story)) / DAY, 0);
			expect(Math.abs(off(duplicates, expected)), `ward ${ward}`).toBeLessThan(4.5);
		}
	});

	test('hear little of the quiet wards', () => {
		const heard = (quiet: boolean): number =>
			stories.filter(({ incident }) => layout.rates[incident.ward - 1]?.quiet === quiet).reduce((sum, it) => sum + it.tellings.length, 0);
		expect(layout.rates.filter((it) => it.quiet)).toHaveLength(6);
		expect(heard(true) / 6).toBeLessThan(0.5 * (heard(false) / 24));
	});

	test('have common causes, three of them of the last hours: nothing says yet what belongs to them, and enough was told of each to be recognised', () => {
		expect(told.filter(({ parent }) => parent !== null).length).toBeGreaterThan(300);
		for (const it of [told, history(draw('small'))]) {
			const lately = it.filter(({ story: { first, incident } }) => first > layout.now - 2 * DAY && incident.parent);
			const of = (code: string): Told[] => lately.filter(({ parent, story: { incident } }) => parent === null && incident.mode.mode.code === code);
			expect(of('street-light.out').length).toBeGreaterThanOrEqual(4);
			expect(of('service-connection.no-water').length).toBeGreaterThanOrEqual(5);
			expect(of('manhole.overflow').length + of('sewer-pipe.blocked').length).toBeGreaterThanOrEqual(6);
		}
	});
});
