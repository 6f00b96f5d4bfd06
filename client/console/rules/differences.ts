import type { Rule } from '../../../server/municipality/rules/contract.ts';
import { t } from '../../i18n/console.ts';

const names = (rules: readonly Rule[]): string => rules.map(({ name }) => name).join(', ');
const ids = (rules: readonly Rule[]): string => rules.map(({ id }) => id).join(' ');

/** In words what rules changed against those before: added, removed, changed, put in another order. */
export function differences(before: readonly Rule[], after: readonly Rule[]): string[] {
	const was = new Map(before.map((it) => [it.id, it]));
	const is = new Set(after.map(({ id }) => id));
	const added = after.filter(({ id }) => !was.has(id));
	const removed = before.filter(({ id }) => !is.has(id));
	const kept = after.filter(({ id }) => was.has(id));
	const changed = kept.filter((it) => JSON.stringify(was.get(it.id)) !== JSON.stringify(it));
	const moved = ids(kept) !== ids(before.filter(({ id }) => is.has(id)));
	const said = [
		...(added.length > 0 ? [t('rules.diff.added', { list: names(added) })] : []),
		...(removed.length > 0 ? [t('rules.diff.removed', { list: names(removed) })] : []),
		...(changed.length > 0 ? [t('rules.diff.changed', { list: names(changed) })] : []),
		...(moved ? [t('rules.diff.moved')] : []),
	];
	return said.length > 0 ? said : [t('rules.diff.same')];
}
