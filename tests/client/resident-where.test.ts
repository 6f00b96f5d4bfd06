import { describe, expect, test } from 'vitest';
import { assetWords } from '../../client/resident/report/asset-words.ts';
import { alreadyOpen, meant, mustAsk, numberOf } from '../../client/resident/report/where-state.ts';
import type { Snap } from '../../server/faults/contract.ts';

type Candidate = Snap['candidates'][number];

const open = {
	code: 'F1',
	mode: 'street-light.out',
	title: 'Street light is off',
	state: 'reported' as const,
	since: '2026-11-03',
	reports: 4,
	photo: null,
	due: null,
};

const lamp = (reference: string, probability: number, fault: Candidate['open'] = null): Candidate => ({
	asset: {
		id: 1,
		reference,
		class: 'street-lights',
		title: `Street light ${reference}`,
		street: 'Kerkstraat',
		lon: 18.9,
		lat: -33.7,
		owner: 'own',
		attributes: [],
	},
	probability,
	likely: 'likely',
	metres: 5,
	chainage: null,
	open: fault,
	authority: null,
});

const snap = (decision: Snap['decision'], candidates: Candidate[], asked = 2): Snap => ({
	candidates,
	none: 0.02,
	decision,
	asked,
	coverage: 0.9,
	sigma: 8,
	street: 'Kerkstraat',
	ward: null,
	model: 'm',
	nearby: [{ ...open, code: 'F9', metres: 12 }],
	authority: null,
	notices: [],
	outage: null,
});

const tapped = (asset: string) => ({ lon: 18.9, lat: -33.7, method: 'asset-click' as const, asset });
const pin = { lon: 18.9, lat: -33.7, method: 'map-click' as const };

describe('what the person means', () => {
	test('is what is clear, unless she says otherwise', () => {
		const it = snap('link', [lamp('SL-1', 0.98), lamp('SL-2', 0.01)]);
		expect(meant(it, { chosen: null, place: pin })?.asset.reference).toBe('SL-1');
		expect(meant(it, { chosen: { asset: 'SL-2' }, place: pin })?.asset.reference).toBe('SL-2');
		expect(meant(it, { chosen: 'none', place: pin })).toBeNull();
		expect(meant(it, { chosen: 'unsure', place: pin })).toBeNull();
	});

	test('is what she tapped, and then she is not asked', () => {
		const it = snap('ask', [lamp('SL-1', 0.6), lamp('SL-2', 0.3)]);
		expect(mustAsk(it, pin)).toBe(true);
		expect(mustAsk(it, tapped('SL-2'))).toBe(false);
		expect(meant(it, { chosen: null, place: tapped('SL-2') })?.asset.reference).toBe('SL-2');
		expect(meant(it, { chosen: null, place: pin })).toBeNull();
	});

	test('is nothing the server did not find near', () => {
		expect(mustAsk(snap('ask', [lamp('SL-1', 0.6)]), tapped('SL-7'))).toBe(true);
	});
});

describe('a fault that is known already', () => {
	test('is the one on the lamp that is meant', () => {
		const it = snap('link', [lamp('SL-1', 0.98, open), lamp('SL-2', 0.01)]);
		expect(alreadyOpen(it, { chosen: null, place: pin })?.code).toBe('F1');
		expect(alreadyOpen(it, { chosen: { asset: 'SL-2' }, place: pin })).toBeNull();
	});

	test('is not asked about before it is known which lamp is meant', () => {
		const it = snap('ask', [lamp('SL-1', 0.6, open), lamp('SL-2', 0.3)]);
		expect(alreadyOpen(it, { chosen: null, place: pin })).toBeNull();
		expect(alreadyOpen(it, { chosen: { asset: 'SL-1' }, place: pin })?.code).toBe('F1');
	});

	test('may be near by where its asset is not known', () => {
		expect(alreadyOpen(snap('look', []), { chosen: null, place: pin })?.code).toBe('F9');
		expect(alreadyOpen(snap('ask', [lamp('SL-1', 0.6)]), { chosen: 'none', place: pin })?.code).toBe('F9');
	});
});

test('numbers go to those that are asked about, at least two and at most four, and to all when somebody wants others', () => {
	const five = ['A', 'B', 'C', 'D', 'E'].map((it) => lamp(it, 0.2));
	expect(numberOf(snap('ask', five, 1), { open: false, place: pin })).toBe(2);
	expect(numberOf(snap('ask', five, 5), { open: false, place: pin })).toBe(4);
	expect(numberOf(snap('link', five), { open: false, place: pin })).toBe(0);
	expect(numberOf(snap('link', five), { open: true, place: pin })).toBe(4);
	expect(numberOf(snap('look', five), { open: false, place: pin })).toBe(0);
});

test('an asset is told by its street and by what can be seen of it from the road, not by its number again', () => {
	const attributes = [
		{ id: 'pole_number', title: 'Pole number', value: 'SL 10119', seen: true },
		{ id: 'name', title: 'Street name', value: 'Kerkstraat', seen: true },
		{ id: 'lamp_type', title: 'Lamp type', value: 'LED' },
		{ id: 'pole_material', title: 'Pole', value: 'Wood', seen: true },
	];
	expect(assetWords({ street: 'Kerkstraat', reference: 'SL-10119', attributes })).toBe('Kerkstraat · Pole Wood');
	expect(assetWords({ street: null, reference: 'SL-10119', attributes: [] })).toBe('');
});
