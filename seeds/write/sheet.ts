import type { Client } from 'pg';
import { random } from '../../server/maths/random.ts';
import { live } from '../history/live.ts';
import { Near } from '../history/near.ts';
import type { Surroundings } from '../history/pins.ts';
import type { Layout } from '../layout.ts';
import type { Summary } from '../summary.ts';
import { areaOf } from '../town/geometry.ts';
import type { Asset, Counters } from '../town/register.ts';
import { drawTown, type Sheet } from '../town/town.ts';
import { wardFinder } from '../town/wards.ts';
import { inspectionTable } from './care-rows.ts';
import { copy } from './copy.ts';
import { writeHistory } from './history-rows.ts';
import { type Ids, Ledger } from './ledger.ts';
import type { Kept } from './media.ts';
import { registerTables } from './register-rows.ts';
import type { Staff } from './scribe.ts';

/** What all sheets of a demo are written with. */
export interface Press {
	readonly client: Client;
	readonly layout: Layout;
	readonly staff: Staff;
	readonly photos: readonly Kept[];
	readonly summary: Summary;
	readonly counters: Counters;
	readonly ids: Ids;
}

/** Draws one sheet, lets it live, and writes register and history; nothing of it stays in memory. */
export async function writeSheet(sheet: Sheet, press: Press): Promise<void> {
	const { client, layout, summary, counters, ids } = press;
	const { from, now, rates, office, size } = layout;
	const town = drawTown(sheet, { counters, wardOf: wardFinder(layout.wards), from, now });
	for (const table of [...registerTables(town.assets, town.places), inspectionTable(town.assets)]) {
		summary.rows(table.name, await copy(client, table));
	}
	summary.assets(town.assets);
	summary.step(`Drew ${town.assets.length.toLocaleString('en')} assets`);
	const told = live(town, { now, rates, office, fresh: size.sheets[0] * size.sheets[1] === 1 });
	const ledger = new Ledger(ids);
	writeHistory(told, {
		town,
		ledger,
		office,
		staff: press.staff,
		random: random(`${sheet.seed}/pins`),
		open: new Set<string>(),
		recent: new Map(),
		around: surroundingsOf(town.assets, layout),
		photos: press.photos,
	});
	for (const table of ledger.tables()) {
		summary.rows(table.name, await copy(client, table));
	}
	summary.step(`Told ${told.length.toLocaleString('en')} faults`);
}

export function surroundingsOf(assets: readonly Asset[], { size, wards, sheets }: Layout): Surroundings {
	const amounts = new Map<number, number>();
	for (const { number, shape, length, cost } of assets) {
		const amount = shape.type === 'Point' ? 1 : shape.type === 'LineString' ? length : cost / 140;
		amounts.set(number, (amounts.get(number) ?? 0) + amount);
	}
	const areaM2 = wards.reduce((sum, ward) => sum + areaOf(ward.ring), 0) / sheets.length;
	return { near: new Near(assets), amounts, areaM2, keep: size.candidates };
}
