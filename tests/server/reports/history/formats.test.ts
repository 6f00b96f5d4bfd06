import { afterAll, describe, expect, it } from 'vitest';
import { db, undone } from '../../../support/database.ts';
import { guessed, lamp, takenAs } from './export.ts';

afterAll(() => db.destroy());

const requests = (at: { Longitude: number; Latitude: number }) => [
	{
		...{ service_request_id: 638344, status: 'closed', service_code: '006', service_name: 'Street light out', description: 'dark <here> & there' },
		...{
			requested_datetime: '2026-02-14T06:37:38-08:00',
			updated_datetime: '2026-02-16T06:37:38-08:00',
			lat: at.Latitude,
			long: at.Longitude,
			media_url: null,
		},
	},
];

describe('exports of the system used before', () => {
	it(
		'are read as Open311 writes them, in JSON and in XML, with the zone of each moment',
		undone(async (transaction) => {
			const list = requests(await lamp(transaction, 4));
			const json = JSON.stringify(list);
			const escaped = (it: unknown): string =>
				String(it ?? '')
					.replaceAll('&', '&amp;')
					.replaceAll('<', '&lt;');
			const xml = `<?xml version="1.0" encoding="utf-8"?><service_requests>${list
				.map(
					(it) =>
						`<request>${Object.entries(it)
							.map(([name, value]) => `<${name}>${escaped(value)}</${name}>`)
							.join('')}</request>`,
				)
				.join('')}</service_requests>`;
			expect(await takenAs(transaction, { name: 'requests.json', content: json })).toMatchObject({ rows: 1, fresh: 1, linked: 1, rejected: 0 });
			// The same tickets in the other form are the same tickets.
			expect(await takenAs(transaction, { name: 'requests.xml', content: xml })).toMatchObject({ rows: 1, fresh: 0, same: 1, rejected: 0 });
			const [report] = await transaction('report')
				.join('fault', 'fault.id', 'report.fault_id')
				.select('words', 'reported_at', 'fixed_at', 'failure_mode'.replace(/^/, 'fault.'));
			expect(report).toMatchObject({
				...{ words: 'dark <here> & there', reported_at: new Date('2026-02-14T14:37:38Z'), fixed_at: new Date('2026-02-16T14:37:38Z') },
				failure_mode: 'street-light.out',
			});
		}),
	);

	it('are guessed: columns by usual names, states by usual words, categories by titles in our languages, and null where nothing fits', async () => {
		const mapping = await guessed(
			'old.csv',
			'Ref No;Date Reported;Date Closed;Status;Fault Type;Lon;Lat;Cell No\n' +
				'1;25/03/2024 14:05;26/03/2024;Afgehandel;Straatlig brand nie;19;-33;082 123 4567\n' +
				'2;03/04/2024 08:00;;Logged;Grumpy neighbour;19;-33;\n' +
				'3;03/04/2024 08:00;;Sideways;Burst water pipe;19;-33;\n',
		);
		expect(mapping).toMatchObject({
			columns: { number: 'Ref No', reported: 'Date Reported', closed: 'Date Closed', status: 'Status', category: 'Fault Type', phone: 'Cell No', words: null },
			dates: 'dmy',
			states: { Afgehandel: 'closed', Logged: 'reported', Sideways: null },
			categories: { 'Straatlig brand nie': 'street-light.out', 'Grumpy neighbour': null },
			photoHosts: [],
			basis: null,
		});
	});

	it('that are broken say so', async () => {
		await expect(guessed('old.json', '{"a": 1')).rejects.toThrow('it is no JSON');
		await expect(guessed('old.json', '{"a": 1}')).rejects.toThrow('there is no list of tickets in it');
		await expect(guessed('old.xml', '<service_requests><request>')).rejects.toThrow(/line 1/);
	});
});
