import { computed, signal } from '@preact/signals';
import type { Rule, RuleSet, TriedRules } from '../../../server/municipality/rules/contract.ts';
import type { Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { announce } from '../../ui/live-region.tsx';
import { toast } from '../../ui/toast.tsx';

/** The rules that hold, and as they are being written. */
export const held = signal<RuleSet | null>(null);
export const rules = signal<readonly Rule[]>([]);
/** The rule that is open for writing. */
export const editing = signal<Rule | null>(null);
/** What trying the draft has shown, and of which draft. */
export const tried = signal<{ of: readonly Rule[]; it: TriedRules } | null>(null);
/** What was wrong with the draft, and of which draft. */
export const refused = signal<{ of: readonly Rule[]; problem: Problem } | null>(null);

/** Whether the draft is not what holds. */
export const changed = computed(() => held.value !== null && JSON.stringify(rules.value) !== JSON.stringify(held.value.rules));

const writeAll = (all: readonly Rule[]): void => {
	rules.value = all;
};

/** Takes over the rules that hold; a draft of others is given up. */
export function takeOver(set: RuleSet): void {
	held.value = set;
	rules.value = set.rules;
	editing.value = null;
	refused.value = null;
}

const nothing: Pick<Rule, 'when' | 'does'> = {
	when: {
		...{ modes: [], families: [], classes: [], wards: [], places: [], owners: [], attributes: [], channels: [] },
		...{ criticality: null, emergency: null, hours: null },
	},
	does: { department: null, priority: null, reply: null, look: false, crew: null, authority: null },
};

/** A new rule that asks nothing and does nothing yet. */
export const freshRule = (): Rule => ({ id: crypto.randomUUID(), name: '', enabled: true, ...structuredClone(nothing) });

/** Puts a rule into the draft: in its place, or at the end where it is new. */
export function put(rule: Rule): void {
	const known = rules.peek().some(({ id }) => id === rule.id);
	rules.value = known ? rules.peek().map((it) => (it.id === rule.id ? rule : it)) : [...rules.peek(), rule];
}

/** Takes a rule out of the draft; the message puts it back. */
export function remove(rule: Rule): void {
	const before = rules.peek();
	rules.value = before.filter(({ id }) => id !== rule.id);
	if (editing.peek()?.id === rule.id) editing.value = null;
	toast({ text: t('rules.removed', { name: rule.name }), undo: () => writeAll(before) });
}

/** Moves a rule up (−1) or down (1). */
export function move(rule: Rule, step: 1 | -1): void {
	const before = rules.peek();
	const at = before.findIndex(({ id }) => id === rule.id);
	const to = at + step;
	if (to < 0 || to >= before.length) return;
	rules.value = before.toSpliced(at, 1).toSpliced(to, 0, rule);
	announce(t('rules.moved', { name: rule.name, n: to + 1 }));
}

/** Gives the draft up; the message takes it up again. */
export function discard(): void {
	const draft = rules.peek();
	rules.value = held.peek()?.rules ?? [];
	editing.value = null;
	toast({ text: t('rules.discarded'), undo: () => writeAll(draft) });
}

/** What is wrong with a rule of the draft, by its field, as far as the server has said. */
export function errorsOf(id: string): Readonly<Record<string, string>> {
	const it = refused.value;
	const at = it?.of.findIndex((rule) => rule.id === id) ?? -1;
	if (!it || at < 0) return {};
	const start = `rules.${at}.`;
	return Object.fromEntries(it.problem.errors.flatMap(({ path, message }) => (path.startsWith(start) ? [[path.slice(start.length), message]] : [])));
}
