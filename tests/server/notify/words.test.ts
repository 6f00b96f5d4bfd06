import { describe, expect, test } from 'vitest';
import { messageWords, spoken } from '../../../server/notify/words/index.ts';
import { kinds } from '../../../server/notify/words/message-words.ts';
import { proposalWords } from '../../../server/notify/words/proposals/index.ts';
import { proposalKinds, wishes } from '../../../server/notify/words/proposals/words.ts';
import { htmlOf, messageIdOf } from '../../../server/platform/mail.ts';

const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
const languages = Object.keys(messageWords);

describe.each(languages)('in %s', (language) => {
	const words = messageWords[language];
	test.each(kinds)('"%s" has a subject with the reference and the same holes as in English', (kind) => {
		const ours = words?.kinds[kind];
		const english = messageWords['en']?.kinds[kind];
		expect(holes(ours?.subject ?? '')).toEqual(['{reference}', '{title}']);
		expect(holes(ours?.body ?? '')).toEqual(holes(english?.body ?? ''));
	});

	test.each(proposalKinds)('of proposals "%s" has a subject with the reference and the same holes as in English', (kind) => {
		const ours = proposalWords[language]?.kinds[kind];
		expect(holes(ours?.subject ?? '')).toEqual(['{reference}', '{title}']);
		expect(holes(ours?.body ?? '')).toEqual(holes(proposalWords['en']?.kinds[kind].body ?? ''));
	});

	test('every wish names the asset', () => {
		for (const wish of wishes) expect(holes(proposalWords[language]?.wishes[wish] ?? '')).toEqual(['{asset}']);
	});

	test('no two kinds but the thanks share their words, and none is English', () => {
		const bodies = kinds.map((kind) => words?.kinds[kind].body);
		expect(new Set(bodies).size).toBe(kinds.length);
		const english = kinds.map((kind) => messageWords['en']?.kinds[kind].body);
		expect(bodies.filter((it) => language !== 'en' && english.includes(it))).toEqual([]);
	});
});

test('the language is the one wished for, else the municipality’s first with words, else English', () => {
	expect([spoken('xh', ['af']), spoken('pt', ['fr', 'af', 'en']), spoken('pt', []), spoken('toString', [])]).toEqual(['xh', 'af', 'en', 'en']);
});

test('a text becomes HTML with its links, and nothing in it becomes markup', () => {
	const html = htmlOf('A <script>"x"</script>\nline\n\nhttps://example.org/t/1?a=1&b=2', 'en');
	expect(html).toContain('<p>A &lt;script&gt;&quot;x&quot;&lt;/script&gt;<br>line</p>');
	expect(html).toContain('<p><a href="https://example.org/t/1?a=1&amp;b=2">https://example.org/t/1?a=1&amp;b=2</a></p>');
});

test('a message id is the same for the same message and tells nothing of it', () => {
	const of = (contact: number) => messageIdOf(['test', 1, contact, 'email'], 'https://faults.example.org/');
	expect(of(1)).toBe(of(1));
	expect(of(1)).not.toBe(of(2));
	expect(of(1)).toMatch(/^<[0-9a-f]{40}@faults\.example\.org>$/);
});
