import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import type { ReportAnswer } from '../../../server/planning/contract.ts';
import { withoutFew } from '../../../server/planning/export/few.ts';
import { layerOf } from '../../../server/planning/export/layer.ts';
import { answerReport, faultsBehind } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { addFault, addPipe, planning } from './register.ts';

afterAll(() => db.destroy());

const period = { from: '2026-01-01', to: '2026-06-30' };

/** Two suburbs, a pipe with six bursts in one of them and a zone, and a pipe of no zone with one burst in the other, some 600 m to the north. */
async function fill(transaction: Knex): Promise<void> {
	await transaction.raw("update place set geom = st_setsrid(st_makepoint(18.96, -33.735), 4326) where kind = 'suburb'");
	await transaction.raw("insert into place (kind, name, geom) values ('suburb', 'Noord', st_setsrid(st_makepoint(18.96, -33.729), 4326))");
	const [south, north] = [await addPipe(transaction, { key: 'S1', metres: 100 }), await addPipe(transaction, { key: 'N1', metres: 100 })];
	await transaction.raw("update asset set zone = 'PZ-9', street = 'Suidstraat' where id = ?", [south]);
	await transaction.raw('update asset set geom = st_translate(geom, 0, 0.0085), street = null where id = ?', [north]);
	await transaction.raw('select redraw_zones()');
	for (let i = 0; i < 7; i += 1) {
		const asset = i < 6 ? south : north;
		const fault = await addFault(transaction, { asset, at: '2026-05-05T10:00:00Z' });
		await transaction.raw(
			"update fault set geom = st_startpoint(asset.geom), fixed_at = '2026-05-08', state_since = '2026-05-08', cost = 100 from asset where asset.id = ? and fault.id = ?",
			[asset, fault],
		);
	}
}

const byTitle = ({ rows, chart }: ReportAnswer, figure: string): Record<string, unknown> =>
	Object.fromEntries(rows.map(({ cells }) => [String(cells[chart.label]), cells[figure]]));

describe('an answer by part of the town', () => {
	const figures = [
		['failures-by-class-and-ward', 'failures', { class: 'water-pipes' }],
		['closed-not-done', 'ended', {}],
		['first-time-fix', 'fixed', {}],
		['cost', 'faults', {}],
	] as const;
	it.each(figures)(
		'%s counts each fault in its suburb, its hexagon and the zone of its asset, draws them, and lists the faults behind',
		async (id, figure, more) =>
			undone(async (transaction) => {
				await fill(transaction);
				const context = await planning(transaction);
				const answer = async (by: string): Promise<ReportAnswer> => {
					const question = { id, language: 'en', raw: { ...more, ...period, by } };
					const found = await answerReport(context, question);
					for (const row of found.rows)
						expect((await faultsBehind(context, question, { row: row.key, limit: 10, offset: 0 })).total, `${id} ${by}`).toBe(row.faults);
					return found;
				};
				const suburbs = await answer('suburb');
				expect(byTitle(suburbs, figure)).toMatchObject({ Sentraal: 6, Noord: 1 });
				expect(suburbs.notes.join()).toContain('hexagons of 250 m');
				expect(suburbs.geography?.shapes?.features.map(({ geometry }) => geometry.type)).toEqual(['MultiPolygon', 'MultiPolygon']);
				const hexes = await answer('hex');
				expect(byTitle(hexes, figure)).toMatchObject({ 'Suidstraat, Sentraal': 6, Noord: 1 });
				expect(hexes.geography).toMatchObject({ by: 'own', part: 'hex' });
				for (const place of hexes.geography?.places ?? []) expect(hexes.geography?.shapes?.features.some((it) => it.id === place.key)).toBe(true);
				const zones = await answer('zone');
				expect(byTitle(zones, figure)).toMatchObject({ 'PZ-9': 6, 'No zone known': 1 });
				expect(zones.rows.find(({ cells }) => cells[zones.chart.label] === 'No zone known')?.place).toBeNull();
				expect(zones.geography?.shapes?.features.map((it) => it.id)).toEqual(['PZ-9']);
				expect(zones.notes.join()).toContain('network zone');
			})(),
	);

	it(
		'knows a fault by the zone of its asset as the register has it, whatever either comes to be',
		undone(async (transaction) => {
			const [one, other] = [await addPipe(transaction, { key: 'Z1', metres: 100 }), await addPipe(transaction, { key: 'Z2', metres: 100 })];
			await transaction.raw("update asset set zone = 'PZ-1' where id = ?", [one]);
			const fault = await addFault(transaction, { asset: one, at: '2026-05-05T10:00:00Z' });
			const zone = async (): Promise<unknown> => (await transaction.raw('select zone from fault where id = ?', [fault])).rows[0].zone;
			expect(await zone()).toBe('PZ-1');
			await transaction.raw("update asset set zone = 'PZ-2' where id in (?, ?)", [one, other]);
			expect(await zone()).toBe('PZ-2');
			await transaction.raw("update asset set zone = 'PZ-3' where id = ?", [other]);
			expect(await zone()).toBe('PZ-2');
			await transaction.raw('update fault set asset_id = ? where id = ?', [other, fault]);
			expect(await zone()).toBe('PZ-3');
			await transaction.raw('update fault set asset_id = null where id = ?', [fault]);
			expect(await zone()).toBeNull();
		}),
	);

	it(
		'leaves the house as those by wards do: small counts hidden, each row with its shape',
		undone(async (transaction) => {
			await fill(transaction);
			const raw = { class: 'water-pipes', ...period, by: 'hex' };
			const answer = withoutFew(
				await answerReport(await planning(transaction), { id: 'failures-by-class-and-ward', language: 'en', raw }),
				(it) => it['en'] ?? '',
			);
			expect(byTitle(answer, 'failures')).toMatchObject({ 'Suidstraat, Sentraal': null, Noord: null });
			const { layer, rows } = layerOf(answer, answer.geography?.shapes ?? null, { srid: 4326 } as never);
			expect(layer.geometry).toBe('Polygon');
			const written: (Buffer | null)[] = [];
			for await (const row of rows) written.push(row.wkb as Buffer | null);
			expect(written.length).toBeGreaterThanOrEqual(2);
			expect(written.every((it) => it !== null)).toBe(true);
		}),
	);
});
