import { type Context, catalogue } from '../../municipality/index.ts';
import { all } from '../../platform/sql.ts';
import { classNumber } from '../class-number.ts';
import type { HandedOver } from './contract.ts';
import { acknowledgeSql, type HandedRow, handoverSql } from './queries.ts';

interface Wish {
	class?: string | undefined;
	limit: number;
}

/** Approved proposals that the system of record does not have yet. */
export async function handover(
	{ db, town }: Context,
	{ class: id, limit }: Wish,
): Promise<{ srid: number; proposals: (typeof HandedOver._zod.output)[]; more: boolean }> {
	const rows = await all<HandedRow>(db, handoverSql(classNumber(id) ?? null, limit + 1));
	const proposals = rows.slice(0, limit).map(({ id: _, approvedAt, class: number, ...it }) => ({
		...it,
		class: catalogue.byNumber.get(number)?.id ?? '',
		approvedAt: approvedAt.toISOString(),
	}));
	return { srid: town.municipality.srid, proposals, more: rows.length > limit };
}

/** The system of record has them. */
export async function acknowledge({ db }: Context, { codes }: { codes: string[] }): Promise<{ acknowledged: number }> {
	return { acknowledged: (await all(db, acknowledgeSql(codes))).length };
}
