import { describe, expect, it } from 'vitest';
import { random } from '../../../server/maths/random.ts';
import { decide, type Facts, type Ground, holds } from '../../../server/maths/routing.ts';
import { rule } from '../../support/rules.ts';

const facts: Facts = {
	...{ mode: 'street-light.out', family: 'no-light', class: 'street-lights', ward: '2', lon: 18.96, lat: -33.73, owner: 'municipality', attributes: {} },
	...{ criticality: 3, emergency: false, channel: 'web', day: 4, minute: 600 },
};
const ground: Ground = { department: 'electricity', priority: 2, departments: new Set(['electricity', 'roads', 'parks']), authorities: new Set(['agency']) };
const within = (when: Parameters<typeof rule>[1], it: Partial<Facts> = {}): boolean => holds(rule('r', when, {}), { ...facts, ...it });

describe('a rule', () => {
	it('holds where all that it asks holds, and any of what it names', () => {
		expect(within({})).toBe(true);
		expect(within({ modes: ['road.pothole', 'street-light.out'], wards: ['1', '2'] })).toBe(true);
		expect(within({ modes: ['street-light.out'], wards: ['1'] })).toBe(false);
		expect(within({ wards: ['2'] }, { ward: null })).toBe(false);
		expect(within({ emergency: true })).toBe(false);
		expect(within({ criticality: { from: 4, to: 5 } })).toBe(false);
		expect(within({ criticality: { from: 1, to: 5 } }, { criticality: null })).toBe(false);
		expect(holds({ ...rule('r', {}, {}), enabled: false }, facts)).toBe(false);
	});

	it('holds in a circle around a place: about 930 m lie between 18.96° and 18.97° so far south', () => {
		const around = (metres: number) => ({ places: [{ name: 'x', lon: 18.97, lat: -33.73, metres }] });
		expect([within(around(920)), within(around(930))]).toEqual([false, true]);
	});

	it('asks attributes for values or for numbers between two, and never takes an empty one for nought', () => {
		const test = (it: object) => ({ attributes: [{ name: 'diameter', values: [], from: null, to: null, ...it }] });
		expect(within(test({ from: 100 }), { attributes: { diameter: 110 } })).toBe(true);
		expect(within(test({ from: 100, to: 109 }), { attributes: { diameter: '110' } })).toBe(false);
		expect(within(test({ to: 109 }), { attributes: { diameter: '' } })).toBe(false);
		expect(within(test({ to: 109 }), { attributes: {} })).toBe(false);
		expect(within(test({ values: ['AC', 'uPVC'] }), { attributes: { diameter: 'AC' } })).toBe(true);
	});

	it('holds through a night, which belongs to the evening on which it began', () => {
		const night = { hours: { days: [4], from: 1080, to: 360 } };
		const at = (day: number, minute: number) => within(night, { day, minute });
		expect([at(4, 1079), at(4, 1080), at(5, 359), at(5, 360), at(4, 100), at(6, 100)]).toEqual([false, true, true, false, false, false]);
		expect(within({ hours: { days: [0, 6], from: 0, to: 1440 } }, { day: 6, minute: 1439 })).toBe(true);
		expect(within({ hours: { days: [6], from: 0, to: 0 } }, { day: 6, minute: 0 })).toBe(true);
	});
});

describe('rules in their order', () => {
	it('decide each action by the first that holds, and leave the rest as the service has it', () => {
		const rules = [
			rule('away', { wards: ['9'] }, { department: 'parks' }),
			rule('first', { wards: ['2'] }, { department: 'roads' }),
			rule('second', {}, { department: 'parks', priority: { how: 'raise', by: 4 }, crew: 'Night crew' }),
		];
		expect(decide(rules, facts, ground)).toEqual({
			...{ department: 'roads', priority: 5, look: false, crew: 'Night crew', authority: null, broken: [] },
			by: { department: 'first', priority: 'second', crew: 'second' },
		});
		expect(decide([], facts, ground)).toEqual({ department: 'electricity', priority: 2, look: false, crew: null, authority: null, by: {}, broken: [] });
	});

	it('fall back to the default and say so where a rule names what is no more', () => {
		const rules = [rule('old', {}, { department: 'gone', look: true }), rule('next', {}, { department: 'parks' })];
		expect(decide(rules, facts, ground)).toMatchObject({
			...{ department: 'electricity', look: true, by: { look: 'old' } },
			broken: [{ rule: 'old', action: 'department', wanted: 'gone' }],
		});
	});

	it('always find a department that is there and a priority from 1 to 5, the same one each time', () => {
		const { pick, int } = random(7);
		for (let round = 0; round < 2000; round += 1) {
			const rules = Array.from({ length: 6 }, (_, at) =>
				rule(
					`r${at}`,
					{
						wards: pick([[], ['1'], ['2']]),
						emergency: pick([null, true, false]),
						hours: pick([null, { days: [], from: pick([0, 700]), to: pick([300, 1440]) }]),
					},
					{
						department: pick([null, 'roads', 'gone']),
						priority: pick([null, { how: 'set', by: 1 }, { how: 'raise', by: 4 }]),
						authority: pick([null, 'agency', 'lost']),
					},
				),
			);
			const it = { ...facts, ward: pick(['1', '2', null]), emergency: pick([true, false]), minute: int(1440) };
			const decision = decide(rules, it, ground);
			expect(ground.departments.has(decision.department)).toBe(true);
			expect([1, 2, 3, 4, 5]).toContain(decision.priority);
			expect(decision.authority === null || ground.authorities.has(decision.authority)).toBe(true);
			// Whoever looks on changes nothing.
			expect(decide(structuredClone(rules), { ...it }, ground, () => undefined)).toEqual(decision);
		}
	});
});
