import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Client } from 'pg';
import { refreshTotals } from '../server/assets/index.ts';
import { addPerson } from '../server/auth/index.ts';
import { settle } from '../server/municipality/index.ts';
import { diskStore } from '../server/platform/store.ts';
import { layOut } from './layout.ts';
import { demoMunicipality, pastStaff } from './municipality.ts';
import { Summary } from './summary.ts';
import { type SizeName, sizes } from './town/sizes.ts';
import { edgeOf } from './town/wards.ts';
import { writeAnnounced } from './write/announced.ts';
import { firstEditions } from './write/care-rows.ts';
import { copy, followIds, withoutIndexes } from './write/copy.ts';
import { writeMeans } from './write/means.ts';
import { keepPhotos } from './write/media.ts';
import { planWork } from './write/plan-work.ts';
import { writeProposals } from './write/proposals.ts';
import { wardTable } from './write/register-rows.ts';
import { writeRules } from './write/rules.ts';
import { type Press, writeSheet } from './write/sheet.ts';

export interface DemoOptions {
	/** small, town or metro. */
	readonly size?: string;
	/** The same seed and the same hour give the same town, tracking links and reporters' photos apart. */
	readonly seed?: string;
	/** The present of the town, to the hour; its history ends here. */
	readonly now?: Date;
	/** Where files are kept; without it there are no photos. */
	readonly dataDirectory?: string;
	readonly say?: (line: string) => void;
}

const big = [
	'asset',
	'asset_version',
	'place',
	'fault',
	'sighting',
	'confirmation',
	'contact',
	'report',
	'follower',
	'comment',
	'work_order',
	'work_order_item',
	'event',
	'inspection',
] as const;
const given = ['ward', 'register_change', 'asset', 'fault', 'sighting', 'report', 'contact', 'work_order'] as const;

const isSize = (name: string): name is SizeName => name in sizes;

/** Fills an empty database with the fictional demo town: all of it in one transaction, or nothing. */
export async function seedDemo({ knex }: { knex: Knex }, options: DemoOptions = {}): Promise<void> {
	const { size = 'town', say = () => undefined, dataDirectory } = options;
	if (!isSize(size)) {
		throw new Error(`there is no demo of size "${size}": small, town or metro`);
	}
	const layout = layOut(size, options);
	const summary = new Summary(say);
	say(`Drawing the fictional demo town (${size}) …`);
	await knex.transaction(async (transaction) => {
		await settle(transaction, demoMunicipality({ edge: edgeOf(layout.wards), from: layout.from, now: layout.now }));
		const client: Client = await transaction.client.acquireConnection();
		await copy(client, wardTable(layout.wards, { from: layout.from, people: () => 4800 }));
		await copy(client, firstEditions(layout.from));
		const staff = await staffOf(transaction);
		summary.rows('crew', await writeMeans(client, staff.crew));
		const photos = dataDirectory === undefined ? [] : await keepPhotos(diskStore(join(dataDirectory, 'files')));
		const press: Press = {
			client,
			layout,
			staff,
			photos,
			summary,
			counters: { asset: 0, byClass: {} },
			ids: { fault: 0, sighting: 0, report: 0, contact: 0, work_order: 0 },
		};
		await withoutIndexes(client, big, async () => {
			for (const sheet of layout.sheets) {
				await writeSheet(sheet, press);
			}
		});
		await followIds(client, given);
		await refreshTotals(transaction);
		await planWork(client, { now: layout.now, staff });
		await client.query(
			`update register_change set counts = jsonb_build_object('added', asset_class.assets) from asset_class where asset_class.number = register_change.class`,
		);
		summary.rows('notice', await writeAnnounced(client, layout.now));
		summary.rows('rule_set', await writeRules(client, { now: layout.now, personId: staff.engineer }));
		summary.rows('asset_proposal', await writeProposals(client, layout.now));
	});
	await knex.raw('analyze');
	summary.print();
}

async function staffOf(db: Knex): Promise<Press['staff']> {
	const ids = new Map<string, number>();
	for (const { did, ...person } of pastStaff) {
		ids.set(did, (await addPerson(db, { ...person, demo: true })).id);
	}
	const departments = await db('department').select<{ id: number; code: string }[]>('id', 'code');
	const id = (did: string): number => ids.get(did) ?? 0;
	return { engineer: id('engineer'), clerk: id('clerk'), crew: id('crew'), departments: new Map(departments.map((it) => [it.code, it.id])) };
}
