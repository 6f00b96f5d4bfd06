import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { takeIn, wrongWith } from '../../scripts/words/take-in.ts';
import { type Text, textsOf } from '../../scripts/words/texts.ts';
import { unspokenIn, unspokenUnder } from '../../scripts/words/unspoken.ts';
import { translatedIn, xliffOf } from '../../scripts/words/xliff.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const texts = textsOf(root);
const others = ['af', 'xh'];
const files = [...new Set(texts.map(({ id }) => id.slice(0, id.indexOf(' '))))];
/** Names of keys and of formats, the same in every language. */
const names = /: (ctrl\+k|GeoJSON)$/;

/** Words that are rightly the same in two languages: names, abbreviations, borrowings. A whole value, or a value without any letters. */
const sameByRight = new Set([
	'Afrikaans',
	'isiXhosa',
	'CSV',
	'Datum',
	'Detail',
	'Details',
	'E-mail',
	'Esri FeatureServer',
	'Formaat',
	'GeoJSON',
	'HDPE',
	'Instrument',
	'LED',
	'Meter',
	'Normal',
	'Open311',
	'PDF',
	'Park',
	'Plan',
	'Reservoir',
	'Reservoirs',
	'SMS',
	'SQL',
	'Status',
	'Stormwater',
	'Transformator',
	'Type',
	'USSD',
	'Water',
	'Week',
	'WhatsApp',
	'uPVC',
	'Erf',
]);
const neutral = (text: string): boolean => !/\p{Letter}{3,}/u.test(text.replace(/\{[^}]*\}/g, '')) || sameByRight.has(text);

/** What is the matter with a translation; null where nothing is. */
function troubleWith(source: string, target: string | undefined): string | null {
	if (!target?.trim()) return 'empty';
	if (target === source && !neutral(source)) return 'left in English';
	return wrongWith({ source, target });
}

describe('the texts of the product', () => {
	test('are found in the client, the messages, the layers, the reports and the town', () => {
		for (const part of [
			'client/i18n/words/resident/',
			'client/i18n/words/console/care/',
			'server/notify/words/',
			'server/planning/reports/',
			'gis-layers/',
			'seeds/',
		])
			expect(
				files.some((file) => file.startsWith(part)),
				part,
			).toBe(true);
		expect(new Set(texts.map(({ id }) => id)).size).toBe(texts.length);
	});

	test.each(files)('of %s are there in every language, none empty, with the same holes, and none left in English', (file) => {
		for (const { id, in: said } of texts.filter((it) => it.id.startsWith(`${file} `)))
			for (const language of others) expect(troubleWith(said['en']?.text ?? '', said[language]?.text), `${id} in ${language}`).toBeNull();
	});

	test('that would not do are known', () => {
		expect(troubleWith('{count|one:# lamp|other:# lamps}', '{count|one:# lamp|other:# lampe}')).toBeNull();
		expect(troubleWith('Street lights', 'Street lights')).toBe('left in English');
		expect(troubleWith('Street lights', ' ')).toBe('empty');
		expect(troubleWith('In {ward}', 'In {wyk}')).toMatch('must leave open');
		expect(troubleWith('{count|one:#|other:#}', '{count|one:#}')).toMatch('no branch');
	});

	test('are said through the languages in every component: none stands there as it is', () => {
		expect(unspokenUnder(join(root, 'client')).filter((it) => !names.test(it))).toEqual([]);
		expect(unspokenIn('const a = <p title="A title">Some words <Field label={"More"} hint="·" /> {"and more"}</p>;', 'a.tsx')).toHaveLength(4);
	}, 30_000);
});

const one = (folder: string): Text[] => {
	const file = join(folder, 'one.ts');
	const code = "export const one = { en: 'It’s {count|one:# lamp|other:# lamps} <here>', af: 'Dis {count|one:# lamp|other:# lampe} hier' };\n";
	writeFileSync(file, code);
	const place = (text: string): { text: string; place: { file: string; from: number; to: number } } => ({
		text,
		place: { file, from: code.indexOf(`'${text}'`), to: code.indexOf(`'${text}'`) + text.length + 2 },
	});
	return [
		{
			id: 'one.ts one',
			note: 'Said & done.',
			in: { en: place('It’s {count|one:# lamp|other:# lamps} <here>'), af: place('Dis {count|one:# lamp|other:# lampe} hier') },
		},
	];
};

describe('translators', () => {
	test.each(others)('get every text in %s with its notes, and give back what they got', (language) => {
		const back = translatedIn(xliffOf(texts, language));
		expect(back).toHaveLength(texts.length);
		expect(takeIn(texts, back)).toEqual({ changed: [], same: texts.length, refused: [] });
	});

	test('change one text at its place, and nothing beside it', () => {
		const folder = mkdtempSync(join(tmpdir(), 'words-'));
		try {
			const all = one(folder);
			const xml = xliffOf(all, 'af');
			expect(xml).toContain('Said &amp; done. Filled in by the program: {count}');
			const [it] = translatedIn(xml.replace(' hier<', " hier '{count|other:#}'<"));
			if (!it) throw new Error('nothing came back');
			expect(takeIn(all, [it])).toMatchObject({ changed: [join(folder, 'one.ts')], refused: [] });
			expect(readFileSync(join(folder, 'one.ts'), 'utf8')).toContain("af: 'Dis {count|one:# lamp|other:# lampe} hier \\'{count|other:#}\\'' }");
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test.each([
		[{ target: 'Dis hier' }, /must leave open \{count\}/],
		[{ target: 'Dis {count|one:# lamp}' }, /no branch "other:"/],
		[{ source: 'It was' }, /English text has changed/],
		[{ id: 'one.ts two' }, /no such text/],
		[{ language: 'xh' }, /not written in xh/],
	])('are told what cannot be taken: %o', (wrong, reason) => {
		const folder = mkdtempSync(join(tmpdir(), 'words-'));
		try {
			const all = one(folder);
			const [it] = translatedIn(xliffOf(all, 'af'));
			if (!it) throw new Error('nothing came back');
			const { changed, refused } = takeIn(all, [{ ...it, ...wrong }]);
			expect(changed).toEqual([]);
			expect(refused[0]?.reason).toMatch(reason);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
