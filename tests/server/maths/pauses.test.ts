import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueAt } from '../../../server/maths/clock.ts';
import { asPauses, standingPauses } from '../../../server/maths/pauses.ts';

const start = Date.UTC(2026, 2, 2, 6);
const at = (minute: number): Date => new Date(start + minute * 60_000);
const always = { windows: Array.from({ length: 7 }, () => [[0, 1440] as const]), holidays: new Set<string>(), zone: 'Africa/Johannesburg' };
const kinds = ['material', 'weather'] as const;

/** Waits one after another: so long after the last, for so long, why; the last may go on. */
const waits = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 90 }), length: fc.integer({ min: 1, max: 90 }), kind: fc.constantFrom(...kinds) }), {
	maxLength: 6,
});
const asked = fc.record({ waits, material: fc.integer({ min: 0, max: 120 }), weather: fc.integer({ min: 0, max: 120 }), lasts: fc.boolean() });

interface Wait {
	kind: string;
	from: number;
	to: number | null;
}

/** The minute in which the clock has run for 300: it stands still while somebody waits and there is limit left. */
function minuteByMinute(pauses: readonly Wait[], limits: ReadonlyMap<string, number>): number {
	const left = new Map(limits);
	let run = 0;
	let now = 0;
	for (; run < 300; now += 1) {
		const kind = pauses.find(({ from, to }) => from <= now && (to === null || now < to))?.kind;
		const budget = kind === undefined ? 0 : (left.get(kind) ?? 0);
		if (kind !== undefined && budget > 0) left.set(kind, budget - 1);
		else run += 1;
	}
	return now;
}

describe('waits that stop the clock', () => {
	test('stand still minute by minute until their limit is used up, and are neutral: the clock runs as long as without them', () => {
		fc.assert(
			fc.property(asked, ({ waits: given, material, weather, lasts }) => {
				const limits = new Map<string, number>([
					['material', material],
					['weather', weather],
				]);
				let minute = 0;
				const pauses = given.map(({ gap, length, kind }, i) => {
					const from = minute + gap;
					minute = from + length;
					return { kind, from, to: lasts && i === given.length - 1 ? null : minute };
				});
				const now = minuteByMinute(pauses, limits);
				const standing = standingPauses(
					pauses.map(({ kind, from, to }) => ({ kind, from: at(from), to: to === null ? null : at(to) })),
					limits,
				);
				expect(dueAt(at(0), 300, always, asPauses(standing))).toEqual(at(now));
			}),
			{ numRuns: 300 },
		);
	});

	test('a reason without a limit stops nothing', () => {
		const [pause] = standingPauses([{ kind: 'holiday', from: at(5), to: null }], new Map());
		expect(pause?.until).toEqual(at(5));
	});
});
