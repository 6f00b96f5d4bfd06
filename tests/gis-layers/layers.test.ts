import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assetClass, assetClassSchema, type FailureMode, type Question, type Text } from '../../gis-layers/index.ts';
import streetLights from '../../gis-layers/street-lights.ts';
import { classes, shelf } from './shelf.ts';

const languages = ['af', 'en', 'xh'];

/** Numbers are in databases: this list only grows. */
const numbers = {
	'street-lights': 1,
	'water-pipes': 2,
	'water-valves': 3,
	hydrants: 4,
	'sewer-pipes': 5,
	manholes: 6,
	'stormwater-inlets': 7,
	'stormwater-pipes': 8,
	roads: 9,
	'traffic-signals': 10,
	'road-signs': 11,
	'electricity-kiosks': 12,
	'feeder-cables': 13,
	reservoirs: 14,
	'pump-stations': 15,
	'service-connections': 16,
	'public-ground': 17,
};

const emergencies = [
	'electricity-kiosk.fire',
	'electricity-kiosk.open',
	'feeder-cable.exposed',
	'feeder-cable.line-down',
	'public-ground.fire',
	'road.collapsed',
	'sewer-pipe.into-house',
	'street-light.pole-down',
	'street-light.wires-exposed',
	'water-pipe.burst',
];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every text in a value, with the way to it. */
const textsIn = (value: unknown, path = ''): [string, Text][] => {
	if (!isObject(value)) return [];
	if ('en' in value) return [[path, value as Text]];
	return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}/${key}`));
};

const answersOf = (question: Question): readonly string[] => (question.kind === 'yes-no' ? ['yes', 'no'] : (question.choices ?? []).map(({ id }) => id));

const modes: readonly FailureMode[] = classes.flatMap((one) => one.modes);

describe.each(shelf)('$file', ({ file, assetClass: layer }) => {
	it('is named after its class and keeps to the schema', () => {
		expect(file).toBe(`${layer.id}.ts`);
		expect(() => assetClassSchema.parse(layer)).not.toThrow();
	});

	it('survives the trip to the browser', () => {
		expect(JSON.parse(JSON.stringify(layer))).toEqual(layer);
	});

	it('speaks English, Afrikaans and isiXhosa, with nothing left untranslated', () => {
		const texts = textsIn(layer);
		expect(
			texts.filter(([, text]) => Object.keys(text).sort().join() !== languages.join() || Object.values(text).some((words) => words.trim() !== words)),
		).toEqual([]);
		const spoken = layer.modes.flatMap(({ title, questions }) => [title, ...questions.map((question) => question.title)]);
		expect(spoken.filter(({ en, af, xh }) => en === af || en === xh || af === xh)).toEqual([]);
	});

	it('has modes that say what a resident would say, short enough for a small phone', () => {
		for (const { title } of layer.modes) expect(Math.max(...Object.values(title).map((words) => words.length)), title['en']).toBeLessThanOrEqual(62);
	});

	it('can be found by at least three plain words of each language in each mode', () => {
		for (const { code, keywords } of layer.modes) {
			for (const [language, list] of Object.entries(keywords)) {
				const words = list.split(', ');
				expect(words.length, `${code} ${language}`).toBeGreaterThanOrEqual(3);
				expect(new Set(words).size, `${code} ${language} says a word twice`).toBe(words.length);
				expect(list).toBe(list.toLowerCase());
			}
		}
	});

	it.each(layer.modes.filter(({ questions }) => questions.length > 0))(
		'asks questions that can be answered, in an order that makes sense: $code',
		({ questions }) => {
			expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
			for (const [index, question] of questions.entries()) {
				expect(question.kind === 'choice', question.id).toBe(question.choices !== undefined);
				expect(answersOf(question), question.id).toEqual(expect.arrayContaining([...(question.emergencyIf ?? [])]));
				const { when } = question;
				const before = questions.slice(0, index).find(({ id }) => id === when?.question);
				expect(before ? answersOf(before) : [undefined], question.id).toContain(when?.is);
			}
		},
	);

	it('knows typical column names for exactly the attributes it has', () => {
		expect(Object.keys(layer.source.attributes).sort()).toEqual(layer.attributes.map(({ id }) => id).sort());
		for (const name of [...layer.source.keys, ...Object.values(layer.source.attributes).flat()]) expect(name).toBe(name.toLowerCase());
	});

	it('gives one department the whole of a family', () => {
		for (const family of new Set(layer.modes.map((mode) => mode.family))) {
			expect(new Set(layer.modes.filter((mode) => mode.family === family).map(({ department }) => department)).size, family).toBe(1);
		}
	});

	it('has codes of one kind, none shared with another class', () => {
		const stems = new Set(layer.modes.map(({ code }) => code.split('.')[0]));
		expect(stems.size).toBe(1);
		const others = classes.filter(({ id }) => id !== layer.id).flatMap((other) => other.modes.map(({ code }) => code.split('.')[0]));
		expect(others).not.toContain([...stems][0]);
	});
});

describe('the shelf of asset classes', () => {
	it('keeps the number of every class for ever', () => {
		expect(Object.fromEntries(classes.map(({ id, number }) => [id, number]))).toEqual(numbers);
	});

	it('gives each class a prefix and each mode a code of its own', () => {
		for (const list of [classes.map(({ prefix }) => prefix), classes.map(({ icon }) => icon), modes.map(({ code }) => code)])
			expect(new Set(list).size).toBe(list.length);
		expect(modes.length).toBeGreaterThanOrEqual(40);
	});

	it('says of each mode which classes it can be about, with shares that sum to 1', () => {
		for (const layer of classes) {
			for (const { code, about } of layer.modes) {
				const shares = Object.values(about);
				expect(
					shares.reduce((sum, share) => sum + share, 0),
					code,
				).toBeCloseTo(1, 10);
				expect(Object.keys(about), code).toContain(layer.id);
			}
		}
	});

	it('lets a mode be about another class only where that class has a mode of the same family', () => {
		for (const { code, about, family } of modes) {
			for (const id of Object.keys(about)) {
				const families = classes.find((one) => one.id === id)?.modes.map((mode) => mode.family);
				expect(families, `${code} on ${id}`).toContain(family);
			}
		}
	});

	it('names the emergencies, and none of them waits for the office to open', () => {
		expect(modes.flatMap(({ code, emergency }) => (emergency ? [code] : [])).sort()).toEqual(emergencies);
		for (const mode of modes.filter(({ emergency }) => emergency)) expect(mode).toMatchObject({ urgency: 5, calendar: 'always', offAsset: 'allowed' });
	});

	it('answers the urgent sooner than the rest, and never repairs before it answers', () => {
		const longest = { 1: 168, 2: 168, 3: 72, 4: 48, 5: 4 };
		for (const { code, urgency, respondHours, resolveHours } of modes) {
			expect(respondHours, code).toBeLessThanOrEqual(longest[urgency]);
			expect(resolveHours, code).toBeGreaterThan(respondHours);
		}
	});

	it('keeps cables, valves, pumps and the connections of houses from residents, and shows no circuit', () => {
		const hidden = classes.filter(({ secrecy }) => secrecy === 'staff').map(({ id }) => id);
		expect(hidden.sort()).toEqual(['feeder-cables', 'pump-stations', 'reservoirs', 'service-connections', 'water-valves']);
		expect(classes.find(({ id }) => id === 'electricity-kiosks')?.secrecy).toBe('class-only');
		const told = classes.flatMap(({ id, attributes, secrecy }) => attributes.filter((a) => a.public).map((a) => ({ id: `${id}.${a.id}`, secrecy })));
		expect(told.filter(({ secrecy }) => secrecy !== 'public' && secrecy !== 'class-only')).toEqual([]);
		expect(told.filter(({ id }) => /feeder|phase|zone|controller|customers|meter|voltage|capacity|critical/.test(id))).toEqual([]);
	});

	it('shows the trouble of one house as a hexagon', () => {
		const own = classes.find(({ id }) => id === 'service-connections')?.modes ?? [];
		expect(own.filter(({ houseLevel }) => !houseLevel)).toEqual([]);
		expect(modes.find(({ code }) => code === 'sewer-pipe.into-house')?.houseLevel).toBe(true);
	});

	it('refuses a class that is not sound', () => {
		const { style: _style, styleDark: _dark, ...sound } = streetLights;
		expect(assetClass(sound)).toEqual(streetLights);
		expect(() => assetClass({ ...sound, title: { en: '' } })).toThrow(/title/);
		expect(() => assetClass({ ...sound, prefix: 'lamp' })).toThrow(/prefix/);
		expect(() => assetClass({ ...sound, ...{ colour: 'red' } })).toThrow(/colour/);
		expect(() => assetClass({ ...sound, modes: [] })).toThrow(/modes/);
	});

	it('is what its README says', () => {
		const readme = readFileSync(new URL('../../gis-layers/README.md', import.meta.url), 'utf8');
		const rows = [...readme.matchAll(/^\| (\d+) +\| `([a-z-]+)` +\| ([A-Z]{2}) +\| (\w+) +\| ([a-z-]+) +\|/gm)].map(([, ...cells]) => cells.join(' '));
		const sorted = classes.toSorted((a, b) => a.number - b.number);
		expect(rows).toEqual(sorted.map(({ number, id, prefix, geometry, secrecy }) => [number, id, prefix, geometry, secrecy].join(' ')));
	});
});
