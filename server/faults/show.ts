import { type Context, catalogue, inLanguage } from '../municipality/index.ts';
import { notFound } from '../platform/problem.ts';
import { maybeOne } from '../platform/sql.ts';
import type { DeskFault, PublicFault, State } from './contract.ts';
import { type DeskRow, deskFaultSql, type PublicRow } from './desk-queries.ts';
import { reasonIn } from './reasons.ts';

const iso = (at: Date | null): string | null => (at === null ? null : at.toISOString());

/** A failure mode in the works' words. */
export function worksTitle(code: string, language: string): string {
	const known = catalogue.modes.get(code);
	return known ? inLanguage(known.mode.works, language) : code;
}

/** A failure mode in the resident's words. */
export function plainTitle(code: string, language: string): string {
	const known = catalogue.modes.get(code);
	return known ? inLanguage(known.mode.title, language) : code;
}

/** A fault as the desk sees it. */
export function deskView(row: DeskRow, language: string): DeskFault {
	const home = catalogue.byNumber.get(row.class);
	const assetHome = row.assetClass === null ? undefined : catalogue.byNumber.get(row.assetClass);
	const { id: _id, assetId: _assetId, assetReference, assetClass: _assetClass, ...rest } = row;
	return {
		...rest,
		state: row.state as State,
		title: worksTitle(row.mode, language),
		reason: row.reason && reasonIn(row.reason, language),
		class: home?.id ?? '',
		icon: home?.icon ?? 'pin',
		asset:
			assetReference && assetHome
				? { reference: assetReference, class: assetHome.id, title: `${inLanguage(assetHome.one, language)} ${assetReference}` }
				: null,
		stateSince: row.stateSince.toISOString(),
		firstReportAt: row.firstReportAt.toISOString(),
		lastReportAt: row.lastReportAt.toISOString(),
		dueAt: iso(row.dueAt),
	};
}

/** The row of a fault, or 404. */
export async function deskRow({ db }: Pick<Context, 'db'>, code: string): Promise<DeskRow> {
	const row = await maybeOne<DeskRow>(db, deskFaultSql(code));
	if (!row) throw notFound('fault');
	return row;
}

/** A fault as everybody may see it. */
export function publicView(row: PublicRow, language: string): PublicFault {
	const home = catalogue.byNumber.get(row.class);
	const { id: _id, department: _department, ...rest } = row;
	// The trouble of one house is shown as an area: even its street would point at it.
	const place = catalogue.modes.get(row.mode)?.mode.houseLevel ? { street: null, asset: null } : {};
	return { ...rest, ...place, state: row.state as State, title: plainTitle(row.mode, language), class: home?.id ?? '', icon: home?.icon ?? 'pin' };
}
