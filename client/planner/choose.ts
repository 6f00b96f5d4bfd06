import { mostRows, type ReportAnswer, type Row } from '../../server/planning/contract.ts';
import { t } from '../i18n/planner.ts';
import { announce } from '../ui/live-region.tsx';
import { toast } from '../ui/toast.tsx';
import { change, route } from './route.ts';

/** As long as the server takes a list of keys, with room for how an address writes them. */
const longest = 6000;

/** The row from which a range is chosen: the one that was chosen last. */
let anchor: string | null = null;

/** As many of the keys as can be asked for together, in their order. */
export function withRoom(keys: readonly string[]): string[] {
	let length = 0;
	return [...new Set(keys)].slice(0, mostRows).filter((key) => {
		length += encodeURIComponent(JSON.stringify(key)).length + 8;
		return length <= longest;
	});
}

/** The rows that are looked at together, as far as the answer has them. */
export const chosenOf = ({ rows }: Pick<ReportAnswer, 'rows'>): readonly Row[] => {
	const keys = new Set(route.value.chosen);
	return rows.filter(({ key }) => keys.has(key));
};

/** Looks at these rows together. */
export function choose(keys: readonly string[]): void {
	const fitting = withRoom(keys);
	if (fitting.length < new Set(keys).size) toast({ text: t('chosen.room', { count: fitting.length }) });
	change({ chosen: fitting, behind: route.peek().behind && fitting.length > 0 });
	announce(t('chosen.title', { count: fitting.length }));
}

/** Takes a row to those chosen, or from them. */
export function toggle(key: string): void {
	const { chosen } = route.value;
	anchor = key;
	choose(chosen.includes(key) ? chosen.filter((it) => it !== key) : [...chosen, key]);
}

/** Takes all rows to those chosen, from the one chosen last to this one, in the order in which they stand. */
export function through(rows: readonly Row[], key: string): void {
	const keys = rows.map((it) => it.key);
	const [from, to] = [keys.indexOf(anchor ?? key), keys.indexOf(key)];
	choose([...route.value.chosen, ...keys.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)]);
	anchor = key;
}

/** What was done with a row: opened by itself, or taken to those chosen where a key was held. */
export function press(rows: readonly Row[], key: string, held: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void {
	if (held.shiftKey) through(rows, key);
	else if (held.ctrlKey || held.metaKey) toggle(key);
	else change({ row: key, behind: false });
}
