import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { barOf } from '../../../server/work/case-file/sketch.ts';
import { db } from '../../support/database.ts';
import { type Body, site } from '../assets/care.ts';
import { pagesOf } from '../assets/pdf.ts';

afterAll(() => db.destroy());

const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC', 'base64');

describe('the case file of a fault', () => {
	it(
		'tells everything said and done, in the language asked for; who reported stands in it only for those who may know, and each is written into the audit with its hash',
		site(async (here) => {
			const engineer = await here.as('engineer');
			const planner = await here.as('planner');
			const form = new FormData();
			for (const [name, value] of Object.entries({
				mode: 'street-light.out',
				method: 'map-click',
				zoom: '20',
				pointer: 'mouse',
				name: 'Anna Adams',
				email: 'anna@example.org',
			}))
				form.set(name, value);
			for (const [name, value] of Object.entries(await here.place(105, 0.3))) form.set(name, String(value));
			form.set('words', 'Dark since Monday. Phone me on 082 555 0199.');
			form.append('photos', new Blob([photo], { type: 'image/png' }), 'a.png');
			const code: string = (await here.resident('POST', '/api/reports', form)).body.fault;
			await engineer('POST', `/api/desk/faults/${code}/move`, { to: 'waiting', reason: 'A lamp is on order', pause: 'material' });
			await engineer('POST', `/api/desk/faults/${code}/comments`, { words: 'Second lamp this year.', visibility: 'internal' });
			const order = (await engineer('POST', '/api/desk/work-orders', { faults: [code], title: 'New lamp', instructions: 'Bring the ladder' })).body
				.order as Body;
			await here.told();

			const asked = async (ask: typeof engineer, query = ''): Promise<{ pdf: Buffer; said: string }> => {
				const { status, body } = await ask('GET', `/api/desk/faults/F-${code}/case.pdf${query}`);
				expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
				const pdf = Buffer.from(body, 'latin1');
				// A line that is broken is told as two texts.
				return {
					pdf,
					said: pagesOf(pdf)
						.map(({ texts }) => texts.join(' '))
						.join('\n'),
				};
			};
			expect((await planner('GET', `/api/desk/faults/${code}/case.pdf?contacts=yes`)).status).toBe(403);
			expect((await here.resident('GET', `/api/desk/faults/${code}/case.pdf`)).status).toBe(401);

			const { pdf, said } = await asked(engineer, '?contacts=yes');
			for (const words of [
				'Case file',
				'Testville',
				`F-${code}`,
				'SL-103',
				'anna@example.org',
				'082 555 0199',
				'Waiting for material',
				'Second lamp this year.',
				'New lamp',
				'Bring the ladder',
				order.code,
				'from a report',
				'Opened a work order',
				'[link]',
				'Page 1 of',
			])
				expect(said).toContain(words);
			expect(said).not.toContain('/t/');
			expect(said).toContain('none of these');

			const discreet = await asked(planner, '?language=xh');
			for (const words of ['anna@example.org', 'Anna Adams', '082 555 0199']) expect(discreet.said).not.toContain(words);
			for (const words of ['Ifayile yetyala', 'Dark since Monday.', 'Second lamp this year.', 'Ilindile']) expect(discreet.said).toContain(words);

			const written = (await (await here.as('administrator'))('GET', `/api/audit?fault=F-${code}`)).body.entries.filter(
				(it: Body) => it.kind === 'case.printed',
			);
			expect(written).toMatchObject([
				{ by: { name: 'planner' }, details: { contacts: false } },
				{ by: { name: 'engineer' }, details: { contacts: true, file: createHash('sha256').update(pdf).digest('hex') } },
			]);
			expect(said.replaceAll(' ', '')).toContain(written[1].details.hash);
		}),
	);

	it('draws a scale of at most a quarter of its width', () => {
		for (const width of [40, 137, 900, 6000]) expect(barOf(width)).toBeLessThanOrEqual(Math.max(width / 4, 2));
	});
});
