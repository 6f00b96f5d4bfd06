import type { Asset } from '../town/register.ts';
import { classes, DAY } from '../town/register.ts';
import { Rows, type Table } from './copy.ts';
import { dayText, instantText, row } from './text.ts';

/** One asset in so many is looked at in the rounds of a year. */
const oneIn = 5;
const inspectors = ['N. Jacobs', 'T. Mbeki', 'S. van Wyk', 'Wellfield Survey'] as const;

/** A number from an asset that looks like chance and is always the same. */
const draw = ({ id }: Asset, salt: number): number => (((id * 2_654_435_761 + salt * 40_503) >>> 0) % 1000) / 1000;

/** The first editions of the classes, each a change of the register under the number of its class. */
export const firstEditions = (from: number): Table => ({
	name: 'register_change',
	columns: ['id', 'kind', 'class', 'source', 'at', 'counts'],
	rows: Rows.of(Object.entries(classes).map(([code, [number]]) => row([number, 'import', number, `${code} (first edition)`, instantText(from), '{}']))),
});

/** What earlier rounds found: the grade that the register has, and before it a better one. */
export function inspectionTable(assets: readonly Asset[]): Table {
	const rows = new Rows();
	for (const asset of assets) {
		if (asset.id % oneIn !== 0) continue;
		const inspector = inspectors[Math.floor(draw(asset, 1) * inspectors.length)] ?? inspectors[0];
		const source = `inspection round ${new Date(asset.gradeOn).getUTCFullYear()}`;
		rows.add(row([asset.id, dayText(asset.gradeOn), asset.grade, inspector, '', source, instantText(asset.gradeOn)]));
		const before = asset.gradeOn - (700 + 500 * draw(asset, 2)) * DAY;
		const better = Math.max(1, asset.grade - (draw(asset, 3) < 0.6 ? 1 : 0));
		if (before > asset.installed)
			rows.add(row([asset.id, dayText(before), better, inspector, '', `inspection round ${new Date(before).getUTCFullYear()}`, instantText(before)]));
	}
	return { name: 'inspection', columns: ['asset_id', 'inspected_on', 'grade', 'inspector', 'note', 'source', 'recorded_at'], rows };
}
