import { type Context, catalogue } from '../../municipality/index.ts';
import { all, one } from '../../platform/sql.ts';
import { classNumber } from '../class-number.ts';
import type { ChangedAsset } from './contract.ts';
import { type ChangeRow, changesFromSql, type EntryRow, entriesSql, numberSql, unnumberedSql } from './queries.ts';

export interface Page {
	srid: number;
	changes: ChangedAsset[];
	next: string;
	more: boolean;
}

interface Wish {
	since: string;
	class?: string | undefined;
	limit: number;
}

/** How many changes are looked into for one page: many touch nothing. */
const most = 200;

/** A place in the feed: after an asset of a change, or, with asset 0, before the first of them. */
interface Place {
	no: number;
	asset: number;
}

const placeOf = (since: string): Place => {
	const [no = 0, asset = 0] = since.split('.').map(Number);
	return { no, asset };
};
const cursorOf = ({ no, asset }: Place): string => `${no}.${asset}`;

const entry = (change: ChangeRow, { id, what, before, after }: EntryRow): ChangedAsset => ({
	cursor: cursorOf({ no: change.no, asset: id }),
	change: change.id,
	kind: change.kind,
	source: change.source,
	at: change.at.toISOString(),
	class: catalogue.byNumber.get(change.class)?.id ?? '',
	what,
	before,
	after,
});

/** What changed in the register since a place in the feed. A change is in it as soon as it is committed, and never before one that was handed out earlier. */
export async function changesSince({ db, town }: Context, { since, class: id, limit }: Wish): Promise<Page> {
	if ((await one<{ waiting: boolean }>(db, unnumberedSql)).waiting) await all(db, numberSql);
	const from = placeOf(since);
	const rows = await all<ChangeRow>(db, changesFromSql({ no: from.no, class: classNumber(id) ?? null, limit: most }));
	const changes: ChangedAsset[] = [];
	let place = from;
	for (const change of rows) {
		const after = change.no === from.no ? from.asset : 0;
		const wanted = limit - changes.length;
		const entries = await all<EntryRow>(db, entriesSql(change.id, { after, limit: wanted + 1 }));
		changes.push(...entries.slice(0, wanted).map((it) => entry(change, it)));
		if (entries.length > wanted) return { srid: town.municipality.srid, changes, next: changes.at(-1)?.cursor ?? since, more: true };
		place = { no: change.no + 1, asset: 0 };
	}
	return { srid: town.municipality.srid, changes, next: cursorOf(place), more: rows.length === most };
}
