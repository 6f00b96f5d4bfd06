import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phrases } from '../../../seeds/history/phrases.ts';
import { dangerIn } from '../../../server/maths/emergency-words.ts';

/** What people write, and the danger it tells of; null where there is none. */
const told: readonly (readonly [text: string, danger: string | null])[] = [
	['The pole is on fire!', 'fire'],
	['Our neighbours shack is burning', 'fire'],
	['There is smoke coming out of the green box', 'fire'],
	['I heard an explosion at the substation', 'fire'],
	['The fire hydrant is leaking', null],
	['There was a fire hydrant hit by a car, water everywhere', null],
	['Street light burning all day', null],
	['The light has been burning during the day since Monday', null],
	['There are sparks coming from the wires', 'electricity'],
	['it is sparkng when it rains', 'electricity'],
	['Live wire on the pavement', 'electricity'],
	['bare wires where children play', 'electricity'],
	['wires are hanging out of the lamp post', 'electricity'],
	['My child got shocked by the pole', 'electricity'],
	['I am shocked at how long this takes', null],
	['Please fix the park, the swings have no sparkle', null],
	['Strong smell of gas in the street', 'gas'],
	['We can smell gas', 'gas'],
	['The gas station sign is broken', null],
	['A water pipe has burst and the road is flooding', 'burst'],
	['Burst pipe in front of number 12', 'burst'],
	['My tyre burst in this pothole', null],
	['a burst tyre because of the pothole', null],
	['Somebody is drowning in the dam', 'drowning'],
	['a car was swept off the bridge, people were swept away', 'drowning'],
	['A child fell into the manhole', 'person'],
	['Someone is trapped under the tree', 'person'],
	['The road caved in last night', 'collapse'],
	['There are no sparks, the lamp is only off', null],
	['It is not on fire', null],
	['No water. The pipe burst.', 'burst'],
	['no danger of fire', null],
	['There is no gas smell', null],
	['The lamp is not working, sparks fly out of it', 'electricity'],
	['Die huis is aan die brand', 'fire'],
	['Daar is vlamme by die kas', 'fire'],
	['Rook kom uit die elektriese kas', 'fire'],
	['Die straatlig brand nie', null],
	['Die straatlig brand bedags', null],
	['Die brandkraan lek', null],
	['Daar kom vonke uit die paal', 'electricity'],
	['Kaal drade hang uit die paal', 'electricity'],
	['Daar lê ’n lewendige draad op die sypaadjie', 'electricity'],
	['My hond is geskok', 'electricity'],
	['Ek is geskok oor die swak diens', null],
	['Ons ruik gas', 'gas'],
	['Daar is ’n gaslek by die hoek', 'gas'],
	['Die pyp het gebars en water spuit', 'burst'],
	['Gebarste waterpyp in Kerkstraat', 'burst'],
	['Iemand verdrink in die dam', 'drowning'],
	['’n Kind het in die mangat geval', 'person'],
	['Daar is geen vonke nie', null],
	['Dit vonk nie, die lig is net af', null],
	['Geen gevaar van brand of vuur', null],
	['Sinkgat in die pad', 'collapse'],
	['Kukho umlilo kwibhokisi yombane', 'fire'],
	['Indlu iyatsha', 'fire'],
	['Impompo yokucima umlilo iyavuza', null],
	['Isibane sesitalato asikhanyi', null],
	['Isibane sikhanya emini yonke', null],
	['Kuphuma iintlantsi kwipali', 'electricity'],
	['Umbane uyabetha kule pali', 'electricity'],
	['Iingcingo zombane zivelile', 'electricity'],
	['Umntwana ubanjwe ngumbane', 'electricity'],
	['Ndiva ivumba legesi', 'gas'],
	['Igesi iyavuza esitalatweni', 'gas'],
	['Umbhobho wamanzi ugqabhukile', 'burst'],
	['Kukho umntu orhaxwayo edamini', 'drowning'],
	['Umntwana uwele emngxunyeni wogutyulo', 'person'],
	['Umntu wonzakele', 'person'],
	['Ipali yonakele', null],
	['Akukho ntlantsi, sicimile nje', null],
	['Akukho mbane endlini', null],
	['Akukho manzi ukususela kusasa', null],
	['Daar is vonke, kukho iintlantsi, sparks everywhere', 'electricity'],
	['', null],
];

describe('danger told in words', () => {
	test.each(told)('“%s” tells of %s', (text, danger) => {
		expect(dangerIn(text)?.danger ?? null).toBe(danger);
	});

	test('is heard in every language in capitals, without accents and without spaces after stops', () => {
		expect(dangerIn('HELP!SPARKS!')?.danger).toBe('electricity');
		expect(dangerIn('DAAR LE N LEWENDIGE DRAAD')?.danger).toBe('electricity');
		expect(dangerIn('UMLILO!!!')?.danger).toBe('fire');
	});

	test('forgives a slip in a long word, and no slip in a short one', () => {
		expect(dangerIn('there are flmaes')?.danger).toBe('fire');
		expect(dangerIn('he was electrocutd')?.danger).toBe('electricity');
		expect(dangerIn('my mate is hiding from the rain')).toBeNull();
		expect(dangerIn('five lamps in the frames are off')).toBeNull();
	});

	test('says which words it heard, and knows a municipality’s own', () => {
		expect(dangerIn('They say the dam wall cracked', ['dam wall'])).toEqual({ danger: 'own', words: 'dam wall' });
		expect(dangerIn('There is a strong smell of gas here')).toEqual({ danger: 'gas', words: 'smell of gas' });
	});

	test('is not heard in what residents write of troubles that are no emergency', () => {
		const emergencies = /burst|fire|open$|exposed|wires|line-down|pole-down|collapsed|into-house|pole-damaged|flooded/;
		const wrong = Object.entries(phrases)
			.filter(([mode]) => !emergencies.test(mode))
			.flatMap(([, languages]) => Object.values(languages).flat())
			.map((text) => ({ text, sign: dangerIn(text) }))
			.filter(({ sign }) => sign !== null);
		expect(wrong).toEqual([]);
	});

	test('is looked for in any text at all, without an end or an error', () => {
		fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => dangerIn(text) !== undefined));
		const long = 'fire hydrant no sparks '.repeat(180);
		const start = performance.now();
		dangerIn(long);
		expect(performance.now() - start).toBeLessThan(2000);
	});
});
