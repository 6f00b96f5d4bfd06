import { publicByIds } from '../../faults/index.ts';
import { leastPeople } from '../../maths/privacy.ts';
import { median, survival, type Waited } from '../../maths/time-to-event.ts';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { notFound } from '../../platform/problem.ts';
import { all, one, type Sql } from '../../platform/sql.ts';
import type { WardPage } from './contract.ts';
import { boundsSql, classesSql, type FigureRow, figuresSql, latelySql, newestSql, plannedSql, waitedSql } from './queries.ts';

/** As many faults of each kind are listed. */
const listed = 10;
/** Fewer faults in a year say nothing of how long the next will take. */
const enough = 20;

const shown = ({ id: _id, told: _told, on: _on, ...figures }: FigureRow) => figures;

/** The wards of today with their numbers. */
export async function wards({ db, town, now }: Context) {
	const rows = await all<FigureRow>(db, figuresSql());
	const [first] = rows;
	return { on: first?.on ?? now.toLocaleDateString('en-CA', { timeZone: town.municipality.zone }), wards: rows.map(shown) };
}

function repairOf(waited: readonly Waited[]): WardPage['repair'] {
	const of = waited.reduce((sum, it) => sum + it.ended + it.waiting, 0);
	return of < enough ? null : { ...median(survival(waited)), of };
}

async function classes({ db }: Context, wardId: number, language: string): Promise<WardPage['classes']> {
	const rows = await all<{ number: number; open: number }>(db, classesSql(wardId));
	return rows.flatMap(({ number, open }) => {
		const home = catalogue.byNumber.get(number);
		return home ? [{ class: home.id, title: inLanguage(home.title, language), icon: home.icon, open }] : [];
	});
}

/** One ward as anybody may see it. */
export async function ward(context: Context, { code, language }: { code: string; language: string }): Promise<WardPage> {
	const { db } = context;
	const [row] = await all<FigureRow>(db, figuresSql(code));
	if (!row) throw notFound('ward');
	const faults = async (ids: Sql) =>
		publicByIds(
			context,
			(await all<{ id: number }>(db, ids)).map(({ id }) => id),
			language,
		);
	const { bounds } = await one<Pick<WardPage, 'bounds'>>(db, boundsSql(row.id));
	const repair = repairOf(await all<Waited>(db, waitedSql(row.id)));
	const lists = {
		newest: await faults(newestSql(row.id, listed)),
		planned: await faults(plannedSql(row.id, listed)),
		lately: await faults(latelySql(row.id, listed)),
	};
	// How often people spoke up tells of people; the faults themselves stand on the map one by one.
	const told = row.told > 0 && row.told < leastPeople ? null : row.told;
	return { ...shown(row), on: row.on, bounds, told, repair, classes: await classes(context, row.id, language), ...lists };
}
