import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, post, type Response311, ticketIn } from './client.ts';
import { fixMyStreet, type Site, site } from './town.ts';

const golden = fileURLToPath(new URL('../../../golden/open311/', import.meta.url));
let town: Site;

beforeAll(async () => {
	town = await site();
});
afterAll(() => town.close());

/** Numbers, times and addresses differ from run to run; their shape does not. */
const steady = (text: string): string =>
	text
		.replaceAll(town.url, 'https://faults.example.org')
		.replaceAll(/https?:\/\/localhost:\d+/g, 'https://faults.example.org')
		.replaceAll(/TST-[2-9A-Z]{6}/g, 'TST-2Q7F4K')
		.replaceAll(/F-[2-9A-Z]{6}/g, 'F-7H3M9P')
		.replaceAll(/\/f\/[2-9A-Z]{6}/g, '/f/7H3M9P')
		.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '2026-11-22T17:17:17Z')
		.replaceAll(/\b([ECR]-?)\d+/g, '$1' + '42')
		.replaceAll(/E42-[2-9A-Z]{6}/g, 'E42-2Q7F4K')
		.replaceAll(/(<lat>|<long>|"lat":|"long":)-?\d+\.\d+/g, (_whole, name: string) => `${name}${name.includes('lat') ? '-33.730102' : '18.961918'}`)
		.replaceAll('><', '>\n<');

const kept = async (name: string, asked: Promise<Response311>): Promise<Response311> => {
	const answer = await asked;
	await expect(steady(answer.text)).toMatchFileSnapshot(join(golden, name));
	return answer;
};

describe('what the outside sees', () => {
	it('of the start, the services and a definition', async () => {
		for (const form of ['xml', 'json']) {
			await kept(`discovery.${form}`, get(town, `discovery.${form}`));
			await kept(`services.${form}`, get(town, `services.${form}`));
			await kept(`service-definition.${form}`, get(town, `services/road_pothole.${form}`));
			await kept(`errors.${form}`, get(town, `requests.${form}`, { start_date: 'yesterday' }));
		}
	});

	it('of a report and what became of it', async () => {
		const ticket = ticketIn(await kept('post-request.xml', post(town, 'requests.xml', fixMyStreet(town.key))));
		await kept('post-request.json', post(town, 'requests.json', fixMyStreet(town.key)));
		const key = await town.keyOf('dispatcher');
		const update = { api_key: key, service_request_id: ticket, update_id: '7', status: 'IN_PROGRESS', description: 'On our way' };
		await kept('post-update.xml', post(town, 'servicerequestupdates.xml', Object.entries(update)));
		await kept('post-update.json', post(town, 'servicerequestupdates.json', Object.entries(update)));
		for (const form of ['xml', 'json']) {
			await kept(`requests.${form}`, get(town, `requests.${form}`, { service_request_id: ticket }));
			await kept(`request-extended.${form}`, get(town, `requests/${ticket}.${form}`, { extensions: 'true' }));
			await kept(`token.${form}`, get(town, `tokens/${ticket}.${form}`));
			await kept(`updates.${form}`, get(town, `servicerequestupdates.${form}`, { api_key: town.key }));
		}
	});
});
