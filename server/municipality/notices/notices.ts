import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { maybeOne } from '../../platform/sql.ts';
import type { Context } from '../index.ts';
import type { DeskNotice, NoticeWish } from './contract.ts';
import { type DeskRow, insertNoticeSql, moveNoticeSql, type NoticeRow, noticeStateSql, updateNoticeSql } from './queries.ts';

/** A row as staff see it. */
export const deskNotice = ({ from, until, ...it }: DeskRow): DeskNotice => ({
	...it,
	themes: it.themes as DeskNotice['themes'],
	from: from.toISOString(),
	until: until.toISOString(),
});

const texts = (it: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(it).flatMap(([language, text]) => (text.trim() ? [[language, text.trim()]] : [])));

function rowOf(it: NoticeWish, { actor, town }: Context): NoticeRow {
	const title = texts(it.title);
	const unknown = it.wards.find((code) => !town.wards.some((ward) => ward.code === code));
	if (unknown !== undefined) throw badField('wards', `There is no ward ${unknown}.`);
	if (Object.keys(title).length === 0) throw badField('title', 'Say in at least one language what it is.');
	if (Object.values({ ...title, ...it.words }).some((text) => text.length > 4000)) throw badField('words', 'At most 4000 letters.');
	if (Date.parse(it.until) <= Date.parse(it.from)) throw badField('until', 'It ends before it begins.');
	if (!it.area && it.wards.length === 0) throw badField('area', 'Draw an area or choose wards.');
	const { kind, themes, wards, from, until } = it;
	return {
		kind,
		title,
		words: texts(it.words),
		themes,
		wards: it.area ? [] : wards,
		area: it.area ? JSON.stringify(it.area) : null,
		from,
		until,
		personId: actor.personId,
	};
}

const noArea = (): Problem => badField('area', 'This is no area.');

/** PostGIS says of a broken drawing that it is broken; for the one who sent it that is a field. */
const drawn = async <T>(asking: Promise<T>): Promise<T> =>
	asking.catch((error: { code?: string }) => {
		throw error.code === 'XX000' || error.code === '22023' ? noArea() : error;
	});

const told = (context: Context, code: string, details: object): Promise<void> =>
	happened(context.db, { kind: 'notice.changed', personId: context.actor.personId, details: { notice: code, ...details } });

/** Begins an announcement. */
export async function create(context: Context, wish: NoticeWish): Promise<DeskNotice> {
	const row = await drawn(maybeOne<DeskRow>(context.db, insertNoticeSql(rowOf(wish, context))));
	if (!row) throw noArea();
	await told(context, row.code, { to: row.state });
	return deskNotice(row);
}

/** Writes an announcement anew. */
export async function change(context: Context, { code, version, ...wish }: NoticeWish & { code: string; version: number }): Promise<DeskNotice> {
	const before = await maybeOne<{ version: number }>(context.db, noticeStateSql(code));
	if (!before) throw notFound('notice');
	if (before.version !== version) throw new Problem('conflict');
	const row = await drawn(maybeOne<DeskRow>(context.db, updateNoticeSql(code, version, rowOf(wish, context))));
	if (!row) throw noArea();
	await told(context, code, { to: row.state });
	return deskNotice(row);
}

/** Moves an announcement to another state and says in which it was, so that it can be moved back. */
export async function move(
	context: Context,
	{ code, to }: { code: string; to: DeskNotice['state'] },
): Promise<{ notice: DeskNotice; was: DeskNotice['state'] }> {
	const before = await maybeOne<{ state: DeskNotice['state'] }>(context.db, noticeStateSql(code));
	const row = before && (await maybeOne<DeskRow>(context.db, moveNoticeSql(code, to)));
	if (!row) throw notFound('notice');
	await told(context, code, { from: before.state, to });
	return { notice: deskNotice(row), was: before.state };
}
