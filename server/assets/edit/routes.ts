import { type Context, catalogue } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { assetSql } from '../queries.ts';
import { applyEdit } from './apply.ts';
import { type AssetVersion, assetVersions, editRegister, type RegisterChange, registerHistory } from './contract.ts';
import { lineageOf } from './lineage.ts';
import { type ChangeRow, historySql, versionsSql } from './queries.ts';

type VersionRow = Omit<AssetVersion, 'from' | 'to'> & { from: Date; to: Date | null };

const codeOf = (number: number): string => catalogue.byNumber.get(number)?.id ?? '';

const changeView = ({ class: number, at, ...row }: ChangeRow): RegisterChange => ({ ...row, class: codeOf(number), at: at.toISOString() });

/** Answers who changes the register, and what it was before. */
export function routes(serve: Serve<Context>): void {
	serve(editRegister, (context, { edit }) => applyEdit(context, edit, { kind: 'edit', source: 'console' }));

	serve(registerHistory, async ({ db }, { class: code, before, limit }) => {
		const number = code === undefined ? null : catalogue.byId.get(code)?.number;
		if (number === undefined) throw badField('class', 'There is no such asset class.');
		const rows = await all<ChangeRow>(db, historySql({ class: number, before: before ?? null, limit }));
		return { changes: rows.map(changeView) };
	});

	serve(assetVersions, async ({ db }, { reference }) => {
		const asset = await maybeOne<{ id: number }>(db, assetSql({ reference }));
		if (!asset) throw notFound('asset');
		const versions = await all<VersionRow>(db, versionsSql(asset.id));
		const lineage = await lineageOf(db, asset.id);
		return {
			versions: versions.map(({ from, to, ...row }) => ({ ...row, from: from.toISOString(), to: to?.toISOString() ?? null })),
			lineage: lineage.map(({ id: _id, class: number, at, ...kin }) => ({ ...kin, class: codeOf(number), at: at.toISOString() })),
		};
	});
}
