import { type Context, catalogue } from '../../municipality/index.ts';
import { notFound } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { fitted, type Scene, size } from './picture.ts';
import { type Frame, faultAtSql, faultsSql, type OutlineRow, roadsSql, townOutlineSql, wardOutlineSql } from './queries.ts';

/** As much of the world is seen around one fault, metres of EPSG:3857. */
const around = 420;

async function scene({ db, town }: Context, frame: Frame, more: Pick<Scene, 'outline' | 'here'>): Promise<Scene> {
	const roads = catalogue.byId.get('roads')?.number ?? 0;
	const lines = await all<{ line: [number, number][] | null }>(db, roadsSql(frame, roads, (frame.east - frame.west) / size.width));
	return {
		frame,
		brand: /^#[0-9a-f]{6}$/i.test(town.municipality.brand.colour ?? '') ? (town.municipality.brand.colour as string) : '#1f5f8b',
		roads: lines.flatMap(({ line }) => (line && line.length > 1 ? [line] : [])),
		faults: more.here ? [] : await all(db, faultsSql(frame)),
		...more,
	};
}

async function outlined(context: Context, query: Parameters<typeof maybeOne>[1]): Promise<Scene> {
	const row = await maybeOne<OutlineRow>(context.db, query);
	if (!row) throw notFound('ward');
	return scene(context, fitted(row), { outline: row.rings });
}

/** What there is a picture of: a fault where it is, a ward, the whole town. */
export const scenes: Readonly<Record<'f' | 'ward' | 'town', (context: Context, code: string) => Promise<Scene>>> = {
	f: async (context, code) => {
		const here = await maybeOne<NonNullable<Scene['here']>>(context.db, faultAtSql(code));
		if (!here) throw notFound('fault');
		const frame = fitted({ west: here.x - around, east: here.x + around, south: here.y - around / 2, north: here.y + around / 2 }, 1);
		return scene(context, frame, { outline: [], here });
	},
	ward: (context, code) => outlined(context, wardOutlineSql(code)),
	town: (context) => outlined(context, townOutlineSql),
};
