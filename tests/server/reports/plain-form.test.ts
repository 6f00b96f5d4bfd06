import { afterAll, expect, it } from 'vitest';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';

afterAll(() => db.destroy());

const form = (fields: Record<string, string>): FormData => {
	const it = new FormData();
	for (const [key, value] of Object.entries(fields)) it.append(key, value);
	return it;
};

it(
	'takes a report without script, in three languages, and says what is missing',
	undone(async (transaction) => {
		const { ask, close } = await serving(transaction);
		for (const [language, words] of [
			['en', 'What is wrong?'],
			['af', 'Wat is verkeerd?'],
			['xh', 'Yintoni engalunganga?'],
		])
			expect(String((await ask('GET', `/report.html?language=${language}`)).body)).toContain(words);
		const sent = await ask(
			'POST',
			'/report.html?language=en',
			form({ mode: 'street-light.out', place: 'sl-104', words: '<script>dark</script>', language: 'en' }),
		);
		expect(sent.status, String(sent.body)).toBe(200);
		expect(String(sent.body)).toMatch(/TST-[2-9A-Z]{6}/);
		expect(await transaction('fault').join('asset', 'asset.id', 'fault.asset_id').select('asset.reference')).toEqual([{ reference: 'SL-104' }]);
		const spoken = await ask('POST', '/report.html', form({ mode: 'street-light.out', place: 'Lo19 Y 3497,37 X 3734599,90', language: 'en' }));
		expect(spoken.status, String(spoken.body)).toBe(200);
		expect(await transaction('sighting').select('method', 'accuracy_m').orderBy('id', 'desc').limit(1)).toEqual([{ method: 'gnss', accuracy_m: 5 }]);
		const lost = await ask('POST', '/report.html?language=af', form({ mode: 'street-light.out', place: 'nowhere at all', language: 'af' }));
		expect([lost.status, String(lost.body).includes('Ons kry nie hierdie plek nie')]).toEqual([400, true]);
		const danger = await ask('POST', '/report.html', form({ mode: 'street-light.out', place: 'SL-105', words: 'sparks', language: 'en' }));
		expect([danger.status, String(danger.body).includes('Please phone first; then tick')]).toEqual([422, true]);
		await close();
	}),
);
