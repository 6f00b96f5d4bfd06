import { SaxesParser } from 'saxes';
import { afterAll, describe, expect, test } from 'vitest';
import { db, undone } from '../../../support/database.ts';
import { serving } from '../../../support/server.ts';
import { people, tell } from '../../reports/public-town.ts';

afterAll(() => db.destroy());

/** All elements of a document with their attributes and text; throws where it is not well-formed. */
function elements(xml: string): { name: string; attributes: Record<string, unknown>; text: string }[] {
	const found: { name: string; attributes: Record<string, unknown>; text: string }[] = [];
	const open: (typeof found)[number][] = [];
	const parser = new SaxesParser({ xmlns: false });
	parser.on('opentag', ({ name, attributes }) => {
		const it = { name, attributes, text: '' };
		found.push(it);
		open.push(it);
	});
	parser.on('text', (text) => {
		const it = open.at(-1);
		if (it) it.text += text;
	});
	parser.on('closetag', () => void open.pop());
	parser.write(xml).close();
	return found;
}

describe('a feed of faults', () => {
	test(
		'is well-formed Atom and RSS with what the list holds, by day and never by hour',
		undone(async (transaction) => {
			await tell(transaction, { since: 3, by: people(3) });
			await tell(transaction, { since: 1, lamp: 'SL-105' });
			await transaction('fault').update({ street: 'O\'Kiep & <Sons> "Rd"' });
			const asked = await serving(transaction);
			const read = async (path: string) => elements(await (await fetch(asked.url + path)).text());
			const atom = await read('/feeds/faults.atom?language=xh');
			const all = (name: string, of = atom) => of.filter((it) => it.name === name);
			expect(all('entry')).toHaveLength(2);
			for (const { text } of [...all('updated'), ...all('published')]) expect(text).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\+02:00$/);
			expect(all('content')[0]?.text).toContain('O\'Kiep & <Sons> "Rd"');
			expect(all('content')[0]?.text).toContain('SL-105');
			expect(all('title')[1]?.text).toContain('iqinisekisiwe');
			expect(new Set(all('id').map((it) => it.text)).size).toBe(3);
			const rss = await read('/feeds/faults.rss');
			expect(all('item', rss)).toHaveLength(2);
			expect(all('pubDate', rss)[0]?.text).toMatch(/22:00:00 GMT$/);
			await asked.close();
		}),
	);

	test(
		'is narrowed by ward, kind, street and asset, and refuses what is none',
		undone(async (transaction) => {
			await tell(transaction, { lamp: 'SL-105' });
			const asked = await serving(transaction);
			const count = async (query: string) =>
				elements(await (await fetch(`${asked.url}/feeds/faults.atom?${query}`)).text()).filter((it) => it.name === 'entry').length;
			const found: number[] = [];
			for (const query of ['ward=2', 'ward=1', 'class=street-lights', 'class=roads', 'street=Kerkstraat', 'asset=SL-105', 'asset=SL-106', 'age=old'])
				found.push(await count(query));
			expect(found).toEqual([1, 0, 1, 0, 1, 1, 0, 0]);
			for (const bad of ['class=dragons', 'language=nl', 'bbox=1', 'ward=1&ward=2'])
				expect((await fetch(`${asked.url}/feeds/faults.atom?${bad}`)).status, bad).toBe(400);
			expect((await fetch(`${asked.url}/feeds/people.atom`)).status).toBe(404);
			await asked.close();
		}),
	);

	test(
		'is not sent again where nothing has changed',
		undone(async (transaction) => {
			await tell(transaction, { lamp: 'SL-105' });
			const asked = await serving(transaction);
			const first = await fetch(`${asked.url}/feeds/faults.atom`);
			const etag = first.headers.get('etag') ?? '';
			expect((await fetch(`${asked.url}/feeds/faults.atom`, { headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' } })).status).toBe(304);
			await tell(transaction, { lamp: 'SL-107' });
			expect((await fetch(`${asked.url}/feeds/faults.atom`, { headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' } })).status).toBe(200);
			await asked.close();
		}),
	);
});
