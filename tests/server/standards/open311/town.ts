import type { Knex } from 'knex';
import type { Role } from '../../../../server/auth/contract.ts';
import { addApiKey, addPerson } from '../../../../server/auth/index.ts';
import type { Database } from '../../../../server/platform/db/index.ts';
import { ownDatabase } from '../../../support/database.ts';
import { type Asked, serving } from '../../../support/server.ts';

export interface Site extends Asked {
	db: Knex;
	/** A key of somebody who may take reports. */
	key: string;
	keyOf: (role: Role) => Promise<string>;
	count: (table: string) => Promise<number>;
}

let people = 0;

/** A server over a database of its own, with a key that may post. */
export async function site(): Promise<Site> {
	const database: Database = await ownDatabase();
	const { knex } = database;
	const asked = await serving(knex);
	const keyOf = async (role: Role): Promise<string> => {
		people += 1;
		const { id } = await addPerson(knex, { email: `system-${people}@example.org`, name: 'Another system', language: 'en', roles: [{ role }] });
		return addApiKey(knex, id, 'Open311');
	};
	return {
		...asked,
		db: knex,
		key: await keyOf('contact-centre'),
		keyOf,
		count: async (table) => Number((await knex(table).count({ n: '*' }).first())?.['n']),
		close: () => asked.close().then(() => database.close()),
	};
}

/** What FixMyStreet sends about a dark lamp, in an order of its own. */
export const fixMyStreet = (key: string, more: Readonly<Record<string, string>> = {}): [string, string][] =>
	Object.entries({
		long: '18.9619',
		'attribute[fixmystreet_id]': '4217',
		description: 'Lamp dark\r\n\r\nSince Monday & all night: "very" <dark>\r\n\r\nhttps://fix.example.org/report/4217\r\n',
		api_key: key,
		'attribute[easting]': '311071',
		'attribute[closest_address]': 'Kerkstraat 14',
		service_code: 'street-light_out',
		first_name: 'Zanele',
		last_name: '',
		lat: '-33.7301',
		email: 'zanele@example.org',
		jurisdiction_id: 'test',
		media_url: 'https://fix.example.org/photo/4217.0.full.jpeg',
		...more,
	});
