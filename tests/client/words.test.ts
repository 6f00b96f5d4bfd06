import { describe, expect, test } from 'vitest';

type Words = Record<string, string>;

const loaded = import.meta.glob<{ words: Words }>('../../client/i18n/words/*/*.ts', { eager: true });
const sources = import.meta.glob<string>(['../../client/**/*.{ts,tsx}', '!../../client/**/node_modules/**'], { eager: true, query: '?raw', import: 'default' });

const wordsOf = (app: string, language: string): Words => loaded[`../../client/i18n/words/${app}/${language}.ts`]?.words ?? {};
/** Which vocabulary a file speaks with: `import { t } from '../i18n/console.ts'`, also `t as say`. */
const vocabulariesIn = (source: string): { app: string; name: string }[] =>
	[...source.matchAll(/import \{([^}]*)\} from '[^']*\/(?:i18n\/)?([a-z-]+)\.ts'/g)].flatMap(([, names = '', app = '']) => {
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
