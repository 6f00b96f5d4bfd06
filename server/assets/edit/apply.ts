import { catalogue } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField } from '../../platform/problem.ts';
import { all, one } from '../../platform/sql.ts';
import type { Edited, RegisterEdit } from './contract.ts';
import { hold } from './hold.ts';
import type { Editor, Origin, Touched, Work } from './model.ts';
import { add, change, retire, revive } from './one-asset.ts';
import { addChangeSql, addTotalsSql } from './queries.ts';
import { merge, replace, same, split } from './successors.ts';

function operate(work: Work, edit: RegisterEdit): Promise<Touched[]> {
	switch (edit.kind) {
		case 'add':
			return add(work, edit);
		case 'change':
			return change(work, edit);
		case 'renumber':
			return change(work, { key: edit.key });
		case 'retire':
			return retire(work, edit);
		case 'revive':
			return revive(work);
		case 'replace':
			return replace(work, edit);
		case 'split':
			return split(work, edit);
		case 'merge':
			return merge(work, edit);
		case 'same':
			return same(work);
	}
}

/**
 * Changes the register as somebody wishes, in the caller's transaction: the assets are held, what is wished is checked, what was is remembered by the
 * database, lineage is recorded, and `register.changed` is said once. Throws a Problem, and has then changed nothing.
 */
export async function applyEdit(editor: Editor, edit: RegisterEdit, origin: Origin): Promise<Edited> {
	const { db, actor } = editor;
	const { home, held } = await hold(editor, edit);
	const { id } = await one<{ id: number }>(db, addChangeSql({ ...origin, class: home.number, personId: actor.personId, counts: { [edit.kind]: 1 } }));
	const touched = await operate({ editor, home, held, changeId: id }, edit);
	if (touched.length === 0) throw badField('edit', 'Nothing would change.');
	await all(db, addTotalsSql(id));
	await happened(db, {
		kind: 'register.changed',
		personId: actor.personId,
		assetId: touched[0]?.id,
		details: { layer: home.id, change: id, edit: edit.kind, counts: { [edit.kind]: 1 } },
	});
	return {
		change: id,
		assets: touched.map(({ reference, status, version, class: number }) => ({ reference, status, version, class: catalogue.byNumber.get(number)?.id ?? '' })),
	};
}
