import type { Knex } from 'knex';
import { addPerson } from '../../../../server/auth/index.ts';
import { causeSubscriptions } from '../../../../server/faults/index.ts';
import { buildNetworks } from '../../../../server/network/build.ts';
import { channels, subscriptions } from '../../../../server/notify/index.ts';
import type { Subscriptions } from '../../../../server/platform/jobs.ts';
import { undone } from '../../../support/database.ts';
import { type Asked, serving } from '../../../support/server.ts';
import { layLadder } from '../../network/ladder.ts';
import { work } from '../../notify/town.ts';

/** The street's lamps on two cables from a box; and the ladder of pipes with ten more houses on one of its segments. */
async function layNetworks(db: Knex): Promise<void> {
	const placed = (geometry: string): string => `st_transform(st_setsrid(${geometry}, 32734), 4326)`;
	await db.raw(`
		insert into asset (class, key, reference, geom, attributes, street, ward_id, in_register_from)
		select asset_class.number, it.key, it.key, it.geom, it.attributes::jsonb, 'Kerkstraat', 2, '2020-01-01'
		from (values
			('electricity-kiosks', 'EK1', ${placed('st_makepoint(310985, 6265008)')}, '{"feeder": "EK1"}'),
			('feeder-cables', 'FC1', ${placed('st_makeline(st_makepoint(310985, 6265008), st_makepoint(311190, 6265008))')}, '{"upstream": "EK1"}'),
			('feeder-cables', 'FC2', ${placed('st_makeline(st_makepoint(311420, 6265008), st_makepoint(311190, 6265008))')}, '{"upstream": "FC1"}')
		) as it (layer, key, geom, attributes)
		join asset_class on asset_class.code = it.layer;
		update asset set attributes = attributes || jsonb_build_object('cable', case when substr(reference, 4)::int < 106 then 'FC1' else 'FC2' end) where class = 1;
	`);
	await layLadder(db);
	await db.raw(`
		insert into asset (class, key, reference, geom, attributes, street, ward_id, in_register_from)
		select asset_class.number, 'SC' || n, 'SC' || n, ${placed('st_makepoint(311000 + 152, 6265200 + 310 + n * 6)')}, '{"pipe": "G", "customers": 1}', 'Kerkstraat', 2, '2020-01-01'
		from generate_series(1, 10) as n, asset_class where asset_class.code = 'service-connections'`);
	await buildNetworks(db);
}

const told = subscriptions({ channels, publicUrl: 'https://faults.example.org' });

const both = (...given: Subscriptions[]): Subscriptions => {
	const kinds = new Set(given.flatMap((it) => Object.keys(it)));
	return Object.fromEntries([...kinds].map((kind) => [kind, Object.assign({}, ...given.map((it) => it[kind]))]));
};

/** What must be answered with a report of some troubles. */
const answers: Readonly<Record<string, object>> = { 'manhole.overflow': { 'into-house': 'no' }, 'road.flooded': { danger: 'no' } };

export interface Street extends Asked {
	db: Knex;
	/** Does what follows from what happened. */
	settle: () => Promise<void>;
	/** Reports a trouble of an asset; answers the code of its fault. */
	report: (mode: string, reference: string, email?: string) => Promise<string>;
}

/** A test in the street with its networks, asked by an engineer. */
export const inStreet = (test: (street: Street) => Promise<void>) =>
	undone(async (db) => {
		await layNetworks(db);
		const asked = await serving(db);
		try {
			await addPerson(db, { email: 'e@example.org', name: 'E', password: 'a-good-password', language: 'en', roles: [{ role: 'engineer' }] });
			await asked.ask('POST', '/api/session', { email: 'e@example.org', password: 'a-good-password' });
			const report: Street['report'] = async (mode, reference, email) => {
				const { rows } = await db.raw('select st_x(st_pointonsurface(geom)) as lon, st_y(st_pointonsurface(geom)) as lat from asset where reference = ?', [
					reference,
				]);
				const its = { mode, ...rows[0], method: 'asset-click', asset: reference, email, answers: answers[mode] };
				const { body } = await asked.ask<{ fault: string }>('POST', '/api/reports', its);
				return body.fault;
			};
			await test({ ...asked, db, report, settle: () => work(db, both(causeSubscriptions, told)) });
		} finally {
			await asked.close();
		}
	});
