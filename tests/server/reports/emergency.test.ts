import { afterAll, describe, expect, it } from 'vitest';
import { emergencyNotice } from '../../../server/municipality/emergency.ts';
import { loadTown } from '../../../server/municipality/index.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';

const good = { mode: 'street-light.out', lon: 18.9619, lat: -33.7301, method: 'map-click', zoom: 19 };

interface Refusal {
	code: string;
	errors: { path: string }[];
	emergency: { why: string; words?: string; phone: string; text: string; open: boolean; ward: string | null };
}

/** The test town with texts for nights and for a ward. */
const withTexts = (transaction: typeof db) =>
	transaction('municipality').update({
		emergency: JSON.stringify({
			phone: '080 000 0000',
			text: { en: 'By day.', xh: 'Emini.' },
			afterHours: { en: 'By night.' },
			wards: { 2: { phone: '080 222 2222', text: { en: 'Ward two has a station.' } } },
			words: { en: ['dam wall'] },
		}),
	});

afterAll(() => db.destroy());

describe('an emergency', () => {
	const stopped = (more: object, why: string) =>
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const refused = await asked.ask<Refusal>('POST', '/api/reports', { ...good, ...more });
			expect(refused.status, JSON.stringify(refused.body)).toBe(422);
			expect(refused.body.code).toBe('emergency');
			expect(refused.body.emergency.why).toBe(why);
			const again = await asked.ask<{ ticket: string }>('POST', '/api/reports', { ...good, ...more, notEmergency: true });
			expect(again.status, JSON.stringify(again.body)).toBe(200);
			await asked.close();
		});

	it('by its kind stops the report until its sender says that she has phoned', stopped({ mode: 'street-light.wires-exposed' }, 'mode'));
	it('by an answer stops it', stopped({ mode: 'street-light.pole-damaged', answers: { 'wires-out': 'yes' } }, 'answer'));
	it('by its words stops it, in English', stopped({ words: 'There are sparks coming out of the pole' }, 'words'));
	it('by its words stops it, in Afrikaans', stopped({ words: 'Die hele huis ruik na gas', language: 'af' }, 'words'));
	it('by its words stops it, in isiXhosa', stopped({ words: 'Iingcingo zombane zivelile', language: 'xh' }, 'words'));

	it(
		'that is denied stops nothing',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			expect((await asked.ask('POST', '/api/reports', { ...good, words: 'No sparks and no fire, only dark.' })).status).toBe(200);
			await asked.close();
		}),
	);

	it(
		'is answered with the number and the text of the ward and of the hour, and with the words that told of it',
		undone(async (transaction) => {
			await withTexts(transaction);
			const asked = await serving(transaction);
			const { body } = await asked.ask<Refusal>('POST', '/api/reports', { ...good, words: 'The dam wall is cracking' });
			expect(body.emergency).toMatchObject({ why: 'words', words: 'dam wall', phone: '080 222 2222', ward: 'Ward two has a station.' });
			expect(body.emergency.text).toBe(body.emergency.open ? 'By day.' : 'By night.');
			const { body: elsewhere } = await asked.ask<Refusal['emergency']>('GET', '/api/emergency?language=en&lon=18.92&lat=-33.75');
			expect(elsewhere).toMatchObject({ phone: '080 000 0000', ward: null, words: ['dam wall'] });
			await asked.close();
		}),
	);

	it(
		'is told by the calendar of the offices: by day, at night, on Sundays and holidays',
		undone(async (transaction) => {
			await withTexts(transaction);
			const town = await loadTown(transaction);
			const at = async (now: string) => (await emergencyNotice(transaction, town, { language: 'en', now: new Date(now) })).text;
			expect(await at('2026-12-15T10:00:00+02:00')).toBe('By day.');
			expect(await at('2026-12-15T16:00:00+02:00')).toBe('By night.');
			expect(await at('2026-12-15T23:00:00+02:00')).toBe('By night.');
			expect(await at('2026-12-13T10:00:00+02:00')).toBe('By night.');
			expect(await at('2026-12-16T10:00:00+02:00')).toBe('By night.');
		}),
	);
});

describe('the short questions of a trouble', () => {
	const sent = (mode: string, answers: object, check: (status: number, refused: string[], kept: object | undefined) => void) =>
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const { status, body } = await asked.ask<Refusal>('POST', '/api/reports', { ...good, mode, answers });
			const row = await transaction('report').select('answers').first();
			check(status, body.errors?.map((it) => it.path) ?? [], row?.answers);
			await asked.close();
		});
	const refused = (answers: object, path: string, mode = 'street-light.out') =>
		sent(mode, answers, (status, paths) => expect([status, paths]).toEqual([400, [path]]));
	const taken = (answers: object, kept: object, mode = 'street-light.out') =>
		sent(mode, answers, (status, _, row) => expect([status, row]).toEqual([200, kept]));

	it('keep an answer that is one of the choices', taken({ 'how-many': 'one' }, { 'how-many': 'one' }));
	it('refuse one that is none of them', refused({ 'how-many': 'seventeen' }, 'answers.how-many'));
	it(
		'drop the answer to a question that is not asked given the others, and to one that nobody asks',
		taken({ 'how-many': 'one', 'houses-dark': 'yes', shoe: 'left' }, { 'how-many': 'one' }),
	);
	it('refuse a yes that is neither yes nor no', refused({ 'how-many': 'street', 'houses-dark': 'perhaps' }, 'answers.houses-dark'));
	it('refuse a form that leaves one open which must be answered', refused({}, 'answers.wires-out', 'street-light.pole-damaged'));
	it('take a whole one', taken({ 'wires-out': 'no' }, { 'wires-out': 'no' }, 'street-light.pole-damaged'));
});
