import type { Knex } from 'knex';
import { all } from '../../platform/sql.ts';
import { inLanguage } from '../catalogue.ts';
import type { PublicNotice } from '../contract.ts';
import { type PublicRow, publicNoticesSql, type Where } from './queries.ts';

const shown = ({ from, until, title, words, themes, area: _, ...it }: PublicRow, { language, now }: { language: string; now: Date }): PublicNotice => ({
	...it,
	title: inLanguage(title, language),
	words: inLanguage(words, language),
	themes: themes as PublicNotice['themes'],
	from: from.toISOString(),
	until: until.toISOString(),
	now: from <= now,
});

interface Asked extends Where {
	language: string;
	now: Date;
}

/** What is announced and not over, in one language, with its area where that is asked for. */
export async function announced(db: Knex, { language, now, ...where }: Asked): Promise<{ notice: PublicNotice; area: PublicRow['area'] }[]> {
	const rows = await all<PublicRow>(db, publicNoticesSql(where));
	return rows.map((row) => ({ notice: shown(row, { language, now }), area: row.area }));
}

/** What is announced for a place and a theme. */
export const noticesAt = async (db: Knex, it: { lon: number; lat: number; theme: string; language: string; now: Date }): Promise<PublicNotice[]> =>
	(await announced(db, { place: it, theme: it.theme, language: it.language, now: it.now, limit: 5 })).map(({ notice }) => notice);
