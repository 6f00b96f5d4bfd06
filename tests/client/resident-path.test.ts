import { expect, test } from 'vitest';
import { localTime, momentAt } from '../../client/console/notices/local-time.ts';
import { nearbyTroubles } from '../../client/resident/report/nearby-troubles.ts';
import { referenceIn } from '../../client/ui/read-code.ts';
import type { Service } from '../../server/municipality/contract.ts';

test.each([
	['https://faults.example.org/a/SL-10482', 'SL-10482'],
	['http://localhost:3000/a/SL-10482?x=1#top', 'SL-10482'],
	['https://faults.example.org/a/P%2012/', 'P 12'],
	['SL-10482', 'SL-10482'],
	['https://elsewhere.example/menu', null],
	['WIFI:S:cafe;T:WPA;P:secret;;', null],
	['', null],
])('the code “%s” stands for the asset %s', (code, reference) => {
	expect(referenceIn(code)).toBe(reference);
});

const service = (mode: string, kind: string, emergency = false): Service => ({
	...{ mode, class: kind, emergency, title: mode, group: '', icon: 'lamp', theme: '', family: '', urgency: 1, keywords: '' },
	...{ questions: [], offAsset: 'ask' as const },
});
const services = [
	...['out', 'wires', 'flicker', 'day', 'pole'].map((it) => service(`lamp.${it}`, 'lamps', it === 'wires')),
	...['pothole', 'edge'].map((it) => service(`road.${it}`, 'roads')),
	service('park.bench', 'parks'),
];
const codes = (those: readonly Service[]): string[] => those.map(({ mode }) => mode);

test('what a photo may show is what can be wrong with what stands nearest, and no emergency', () => {
	const near = ['roads', 'roads', 'lamps'].map((it, at) => ({ class: it, reference: `${at}` }));
	expect(codes(nearbyTroubles(services, near))).toEqual(['road.pothole', 'road.edge', 'lamp.out', 'lamp.flicker', 'lamp.day']);
	expect(nearbyTroubles(services, [])).toEqual([]);
});

test('with the asset itself known, all that can be wrong with its kind is offered', () => {
	expect(
		codes(
			nearbyTroubles(
				services,
				[
					{ class: 'roads', reference: 'R1' },
					{ class: 'lamps', reference: 'L1' },
				],
				'L1',
			),
		),
	).toHaveLength(5);
});

test('a moment is written and read by the clocks of the municipality, wherever the browser stands', () => {
	expect(localTime('2026-11-28T18:30:00Z', 'Africa/Johannesburg')).toBe('2026-11-28T20:30');
	expect(localTime('2026-11-28T22:30:00Z', 'Africa/Johannesburg')).toBe('2026-11-29T00:30');
	expect(momentAt('2026-11-28T20:30', 'Africa/Johannesburg')).toBe('2026-11-28T18:30:00.000Z');
	expect(momentAt('2026-07-01T08:00', 'Europe/Berlin')).toBe('2026-07-01T06:00:00.000Z');
	expect(momentAt('', 'Africa/Johannesburg')).toBe('');
});
