import type { AssetClass } from '../../../gis-layers/index.ts';
import { catalogue } from '../../municipality/index.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all } from '../../platform/sql.ts';
import type { RegisterEdit } from './contract.ts';
import type { Editor } from './model.ts';
import { classesSql, type Held, holdSql, shareClassSql } from './queries.ts';

const referencesOf = (edit: RegisterEdit): string[] => {
	if (edit.kind === 'add') return [];
	if (edit.kind === 'merge') return edit.assets;
	return edit.kind === 'same' ? [edit.asset, edit.as] : [edit.asset];
};

async function classOf({ db }: Editor, edit: RegisterEdit, references: readonly string[]): Promise<AssetClass> {
	if (edit.kind === 'add') {
		const home = catalogue.byId.get(edit.class);
		if (!home) throw badField('edit.class', 'There is no such asset class.');
		return home;
	}
	const rows = await all<{ class: number }>(db, classesSql(references));
	const home = catalogue.byNumber.get(rows[0]?.class ?? -1);
	if (!home) throw notFound('asset');
	if (rows.length > 1) throw badField('edit.assets', 'They are of different classes.');
	return home;
}

const wanted: Readonly<Record<RegisterEdit['kind'], readonly Held['status'][]>> = {
	add: [],
	change: ['in-service', 'retired'],
	renumber: ['in-service', 'retired'],
	retire: ['in-service'],
	revive: ['retired', 'withdrawn'],
	replace: ['in-service'],
	split: ['in-service'],
	merge: ['in-service'],
	same: ['in-service', 'retired', 'withdrawn'],
};

/** The class an edit is about and its assets, held in the order in which the edit names them, in a state from which it can be done. */
export async function hold(editor: Editor, edit: RegisterEdit): Promise<{ home: AssetClass; held: Held[] }> {
	const references = referencesOf(edit).map((it) => it.toUpperCase());
	if (new Set(references).size < references.length) throw badField(edit.kind === 'same' ? 'edit.as' : 'edit.assets', 'The same asset stands there twice.');
	const home = await classOf(editor, edit, references);
	await all(editor.db, shareClassSql(home.number));
	const rows = references.length ? await all<Held>(editor.db, holdSql(references)) : [];
	const held = references.map((reference) => {
		const row = rows.find((it) => it.reference === reference);
		if (!row) throw notFound(`asset ${reference}`);
		if (!wanted[edit.kind].includes(row.status)) throw new Problem('conflict', `${reference} is ${row.status}: this cannot be done with it.`);
		return row;
	});
	const seen = 'version' in edit ? edit.version : undefined;
	if (seen !== undefined && held[0]?.version !== seen)
		throw new Problem('conflict', 'The asset has changed since you opened it.', { extra: { version: held[0]?.version } });
	return { home, held };
}
