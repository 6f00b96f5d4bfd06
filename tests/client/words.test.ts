import { describe, expect, test } from 'vitest';

type Words = Record<string, string>;

const apps = ['shared', 'resident', 'resident-pages', 'resident-asset', 'console', 'planner'] as const;
const loaded = import.meta.glob<{ words: Words }>('../../client/i18n/words/*/*.ts', { eager: true });
const sources = import.meta.glob<string>(['../../client/**/*.{ts,tsx}', '!../../client/**/node_modules/**'], { eager: true, query: '?raw', import: 'default' });

const wordsOf = (app: string, language: string): Words => loaded[`../../client/i18n/words/${app}/${language}.ts`]?.words ?? {};
const holesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => name).sort();
const branchesOf = (text: string): string[] => [...text.matchAll(/\{\w+\|([^}]*)\}/g)].map(([, branches = '']) => branches);

/** Words that are rightly the same in two languages: names, abbreviations, borrowings. A whole value, or a value without any letters. */
const sameByRight = new Set([
	'Status',
	'Transformator',
	'Type',
	'Park',
	'Normal',
	'Instrument',
	'Detail',
	'Plan',
	'Week',
	'E-mail',
	'Details',
	'Formaat',
	'CSV',
	'GeoJSON',
	'PDF',
	'SQL',
	'Water',
	'Datum',
]);
const neutral = (text: string): boolean => !/\p{Letter}{3,}/u.test(text.replace(/\{[^}]*\}/g, '')) || sameByRight.has(text);
const isMonths = (key: string): boolean => key === 'date.months';

describe.each(apps)('the words of %s', (app) => {
	const en = wordsOf(app, 'en');

	test('are there at all', () => {
		expect(Object.keys(en)).not.toHaveLength(0);
	});

	test.each(['af', 'xh'])('are complete in %s, with the same holes, and none empty', (language) => {
		const other = wordsOf(app, language);
		expect(Object.keys(other).sort()).toEqual(Object.keys(en).sort());
		for (const [key, text] of Object.entries(other)) {
			expect(text.trim(), key).not.toBe('');
			expect(holesOf(text), key).toEqual(holesOf(en[key] ?? ''));
		}
	});

	test.each(['af', 'xh'])('are not left in English in %s', (language) => {
		const other = wordsOf(app, language);
		const same = Object.keys(en).filter((key) => other[key] === en[key] && !neutral(en[key] ?? '') && !isMonths(key));
		expect(same).toEqual([]);
	});

	test.each(['en', 'af', 'xh'])('have a branch for every number in %s', (language) => {
		for (const [key, text] of Object.entries(wordsOf(app, language)))
			for (const branches of branchesOf(text)) {
				const names = branches.split('|').map((branch) => branch.slice(0, branch.indexOf(':')));
				expect(names, key).toContain('other');
				for (const name of names) expect(name, key).toMatch(/^(=\d+|zero|one|two|few|many|other)$/);
			}
	});
});

/** Which vocabulary a file speaks with: `import { t } from '../i18n/console.ts'`, also `t as say`. */
const vocabulariesIn = (source: string): { app: string; name: string }[] =>
	[...source.matchAll(/import \{([^}]*)\} from '[^']*\/(?:i18n\/)?(shared|resident|console|planner)\.ts'/g)].flatMap(([, names = '', app = '']) => {
		const name = /\bt(?: as (\w+))?\b/.exec(names);
		return name ? [{ app, name: name[1] ?? 't' }] : [];
	});

/** Keys that a file says by name; what stands in comments is not said. */
const saidIn = (source: string): { app: string; key: string }[] => {
	const code = source.replace(/\/\*[\s\S]*?\*\//g, '');
	return vocabulariesIn(code).flatMap(({ app, name }) =>
		[...code.matchAll(new RegExp(`\\b${name}\\(\\s*'([^']+)'`, 'g'))].map(([, key = '']) => ({ app, key })),
	);
};

describe('the code', () => {
	test('says nothing that has no words', () => {
		const missing = Object.entries(sources).flatMap(([file, source]) =>
			saidIn(source)
				.filter(({ app, key }) => !(key in wordsOf(app, 'en')))
				.map(({ app, key }) => `${file}: ${key} of ${app}`),
		);
		expect(missing).toEqual([]);
	});

	test('is read by this very test', () => {
		const shell = Object.entries(sources).find(([name]) => name.endsWith('ui/shell.tsx'));
		expect(saidIn(shell?.[1] ?? '')).toContainEqual({ app: 'shared', key: 'shell.content' });
		expect(saidIn("import { t as say } from '../../i18n/console.ts';\nsay('queue.no')")).toEqual([{ app: 'console', key: 'queue.no' }]);
	});
});
