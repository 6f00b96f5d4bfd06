import { plainTitle, type RoutedBy, routedBySql, worksTitle } from '../faults/index.ts';
import type { HandOver } from '../municipality/contract.ts';
import { authorityBy, type Context, inLanguage } from '../municipality/index.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import type { FaultHandover, Handover, PublicHandover } from './contract.ts';
import { faultHandoversSql, type HandoverRow, type PublicRow, publicHandoversSql } from './desk-queries.ts';
import { scopedRow, theirsBy } from './hand-on.ts';
import { hindranceOf } from './parcel.ts';
import { type FaultRow, faultSql, type ServerRow, serversSql } from './queries.ts';

type Shown = FaultHandover['handovers'][number];

/** A handing on as staff see it, with all that they said since. */
export function handoverView({ mode, name, at, takenAt, dueAt, said, ...it }: HandoverRow, language: string): Shown {
	const sayings = said.map((saying) => ({ ...saying, at: new Date(saying.at).toISOString() }));
	return {
		...it,
		title: worksTitle(mode, language) || plainTitle(mode, language),
		name: inLanguage(name, language),
		at: at.toISOString(),
		takenAt: takenAt?.toISOString() ?? null,
		dueAt: dueAt?.toISOString() ?? null,
		last: sayings[0] ?? null,
		said: sayings,
	};
}

/** The same for a list. */
export function handoverLine(row: HandoverRow, language: string): Handover {
	const { said: _, ...line } = handoverView(row, language);
	return line;
}

/** Whose a fault is, to whom it was handed on and could be. */
export async function faultHandover(context: Context, { code, language }: { code: string; language: string }): Promise<FaultHandover> {
	const { db, town } = context;
	const { id } = await scopedRow(context, code);
	const fault = await one<FaultRow>(db, faultSql(id));
	const servers = await all<ServerRow>(db, serversSql);
	const rows = await all<HandoverRow>(db, faultHandoversSql(id));
	return {
		theirs: theirsBy(town, fault, language) ?? (await suggested(context, id, language)),
		handovers: rows.map((row) => handoverView(row, language)),
		ways: servers.map((it) => ({ authority: it.authority, name: inLanguage(it.name, language), hindrance: hindranceOf(fault, it) })),
	};
}

/** To whom the rules suggest to hand a fault on; it is only a suggestion. */
async function suggested({ db, town }: Context, id: number, language: string): Promise<HandOver | null> {
	const by = await maybeOne<RoutedBy>(db, routedBySql(id));
	return by?.authority ? authorityBy(town, by.authority, language) : null;
}

/** What anyone may know of a fault that others have. */
export async function publicHandovers({ db }: Context, { code, language }: { code: string; language: string }): Promise<PublicHandover[]> {
	const rows = await all<PublicRow>(db, publicHandoversSql(code.toUpperCase().replace(/^F-/, '')));
	return rows.map(({ name, ...it }) => ({ ...it, name: inLanguage(name, language) }));
}
