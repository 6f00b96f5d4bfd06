import { batch, useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n/shared.ts';
import './combobox.css';
import { Field, type FieldWords } from './field.tsx';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { cross, search as searchIcon } from './icons.ts';
import { announce } from './live-region.tsx';
import { stepTo } from './step.ts';

/** Something found. */
export interface Match<Value> {
	key: string;
	value: Value;
	title: string;
	detail?: string;
	/** A drawing before the title. */
	icon?: string | undefined;
}

interface ComboboxProps<Value> extends FieldWords {
	/** Looks for what was typed; the last question wins. */
	find: (typed: string, signal: AbortSignal) => Promise<readonly Match<Value>[]>;
	onChoose: (value: Value, match: Match<Value>) => void;
	placeholder?: string;
	/** What stands in the field at first. */
	start?: string;
	/** Under the results: what else could be done. */
	footer?: ComponentChildren;
	/** Milliseconds of rest after a key before it looks. */
	rest?: number;
}

interface Finding<Value> {
	typed: string;
	found: readonly Match<Value>[] | null;
	at: number;
	open: boolean;
	/** What was typed is being looked for; `chosen`: the first of what is found is meant already. */
	looking: boolean;
	chosen: boolean;
}

function useFinding<Value>({ find, start = '', rest = 180 }: Pick<ComboboxProps<Value>, 'find' | 'start' | 'rest'>, choose: (match: Match<Value>) => void) {
	const state = useSignal<Finding<Value>>({ typed: start, found: null, at: -1, open: false, looking: false, chosen: false });
	const current = useRef<AbortController | null>(null);
	const timer = useRef<ReturnType<typeof setTimeout>>();
	const change = (part: Partial<Finding<Value>>): void => {
		state.value = { ...state.peek(), ...part };
	};
	const look = async (typed: string): Promise<void> => {
		current.current?.abort();
		const mine = new AbortController();
		current.current = mine;
		// A failed search is as good as none: what is typed stays, and the next key asks again.
		const found = await find(typed, mine.signal).catch(() => []);
		if (mine.signal.aborted) return;
		const [first] = found;
		if (state.peek().chosen && first) return choose(first);
		batch(() => {
			change({ found, at: -1, open: true, looking: false, chosen: false });
			announce(t('combobox.found', { count: found.length }));
		});
	};
	const type = (typed: string): void => {
		change({ typed, looking: typed.trim() !== '', chosen: false });
		clearTimeout(timer.current);
		current.current?.abort();
		if (typed.trim()) timer.current = setTimeout(() => void look(typed.trim()), rest);
		else change({ found: null, open: false, at: -1 });
	};
	useEffect(
		() => () => {
			clearTimeout(timer.current);
			current.current?.abort();
		},
		[],
	);
	return { state, change, type };
}

/** What each key does now: a key without an action is left to the browser. */
const keyActions = <Value,>(
	{ found, at, open, looking }: Finding<Value>,
	change: (part: Partial<Finding<Value>>) => void,
	choose: (match: Match<Value>) => void,
): Record<string, (() => void) | undefined> => {
	const matches = found ?? [];
	const chosen = matches[Math.max(0, at)];
	const step = (key: string) => () => change({ open: true, at: stepTo(key, { at, count: matches.length, along: 'y' }) ?? -1 });
	return {
		ArrowDown: step('ArrowDown'),
		ArrowUp: step('ArrowUp'),
		...(open && { Escape: () => change({ open: false }) }),
		...(open && chosen && { Enter: () => choose(chosen) }),
		// Who types faster than the answer comes means the first of what will be found.
		...(looking && { Enter: () => change({ chosen: true }) }),
	};
};

/** A search whose results stand in a list under it: type, go down with the arrows, choose with Enter. */
export function Combobox<Value>(props: ComboboxProps<Value>): JSX.Element {
	const { label, hint, error, optional, bare, onChoose, placeholder, footer } = props;
	const id = useId();
	const choose = (match: Match<Value>): void => {
		change({ typed: match.title, open: false, at: -1, looking: false, chosen: false });
		onChoose(match.value, match);
	};
	const { state, change, type } = useFinding(props, choose);
	const { typed, found, at, open } = state.value;
	const pressed = (event: KeyboardEvent): void => {
		const does = keyActions(state.value, change, choose)[event.key];
		if (!does) return;
		event.preventDefault();
		event.stopPropagation();
		does();
	};
	return (
		<Field {...{ label, hint, error, optional, bare }}>
			{(tied) => (
				<div
					class="combobox"
					onFocusOut={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && change({ open: false, chosen: false })}
				>
					<Icon path={searchIcon} class="combobox-icon" />
					<input
						{...tied}
						class="control"
						type="text"
						role="combobox"
						autoComplete="off"
						spellcheck={false}
						aria-autocomplete="list"
						aria-expanded={open}
						aria-controls={`${id}-list`}
						aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined}
						placeholder={placeholder}
						value={typed}
						onInput={(event) => type(event.currentTarget.value)}
						onFocus={() => found && change({ open: true })}
						onKeyDown={pressed}
					/>
					{typed && <IconButton class="combobox-clear" path={cross} label={t('combobox.clear')} onClick={() => type('')} />}
					{open && found && <Matches {...{ id, label, found, at, choose, footer }} />}
				</div>
			)}
		</Field>
	);
}

interface MatchesProps<Value> {
	id: string;
	label: string;
	found: readonly Match<Value>[];
	at: number;
	choose: (match: Match<Value>) => void;
	footer: ComponentChildren;
}

function Matches<Value>({ id, label, found, at, choose, footer }: MatchesProps<Value>): JSX.Element {
	return (
		<div class="combobox-results">
			<div role="listbox" id={`${id}-list`} aria-label={label}>
				{found.map((match, index) => (
					<div
						key={match.key}
						id={`${id}-${index}`}
						role="option"
						tabIndex={-1}
						class="combobox-match"
						aria-selected={index === at}
						onPointerDown={(event) => event.preventDefault()}
						onClick={() => choose(match)}
						onKeyDown={(event) => event.key === 'Enter' && choose(match)}
					>
						{match.icon && <Icon path={match.icon} />}
						<span class="combobox-words">
							<span>{match.title}</span>
							{match.detail && <span class="quiet small">{match.detail}</span>}
						</span>
					</div>
				))}
			</div>
			{found.length === 0 && <p class="combobox-none quiet">{t('combobox.none')}</p>}
			{footer}
		</div>
	);
}
