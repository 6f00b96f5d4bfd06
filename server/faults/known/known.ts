import { type Context, catalogue, noticesAt } from '../../municipality/index.ts';
import { maybeOne } from '../../platform/sql.ts';
import type { Snap } from '../contract.ts';
import { plainTitle } from '../show.ts';
import { type OutageRow, outageSql } from './queries.ts';

/** Families of which many at once in one place are one trouble: a feeder or a main; ten potholes are ten potholes. */
const shared: ReadonlySet<string> = new Set(['no-light', 'power-supply', 'water-supply']);

/** Assumptions until there is a network to trace: so near, so soon after each other, and so many. */
const outage = { within: 300, hours: 48, least: 4 };

interface Asked {
	mode: string;
	lon: number;
	lat: number;
	language: string;
}

async function outageAt({ db }: Context, family: string, { mode: asked, lon, lat, language }: Asked): Promise<Snap['outage']> {
	if (!shared.has(family)) return null;
	const row = await maybeOne<OutageRow>(db, outageSql({ lon, lat, family, mode: asked, ...outage }));
	if (!row) return null;
	const { mode, ...it } = row;
	return { ...it, title: plainTitle(mode, language) };
}

/** What is known already where a pin lies, before anybody types: announcements that touch the trouble, and a larger outage. */
export async function knownAt(context: Context, asked: Asked): Promise<Pick<Snap, 'notices' | 'outage'>> {
	const known = catalogue.modes.get(asked.mode);
	if (!known) return { notices: [], outage: null };
	const { db, now } = context;
	const { lon, lat, language } = asked;
	const notices = await noticesAt(db, { lon, lat, language, now, theme: known.home.theme });
	return { notices, outage: await outageAt(context, known.mode.family, asked) };
}
