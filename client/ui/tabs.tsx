import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { stepTo } from './step.ts';
import './tabs.css';

interface Tab<Name extends string> {
	name: Name;
	label: ComponentChildren;
	count?: number | undefined;
}

interface TabsProps<Name extends string> {
	label: string;
	tabs: readonly Tab<Name>[];
	current: Name;
	onChoose: (name: Name) => void;
	/** What the current tab shows. */
	children: ComponentChildren;
}

/** Several views of one thing, one at a time; arrow keys go from one to the next. */
export function Tabs<Name extends string>({ label, tabs, current, onChoose, children }: TabsProps<Name>): JSX.Element {
	const id = useId();
	const pressed = (event: KeyboardEvent): void => {
		const at = stepTo(event.key, { at: tabs.findIndex(({ name }) => name === current), count: tabs.length, along: 'x' });
		const tab = at === null ? undefined : tabs[at];
		if (!tab) return;
		event.preventDefault();
		onChoose(tab.name);
		document.getElementById(`${id}-${tab.name}`)?.focus();
	};
	return (
		<div class="tabs">
			<div role="tablist" aria-label={label} class="tab-list" onKeyDown={pressed}>
				{tabs.map((tab) => (
					<button
						key={tab.name}
						type="button"
						role="tab"
						id={`${id}-${tab.name}`}
						class="tab"
						aria-selected={tab.name === current}
						aria-controls={`${id}-panel`}
						tabIndex={tab.name === current ? 0 : -1}
						onClick={() => onChoose(tab.name)}
					>
						{tab.label}
						{tab.count !== undefined && <span class="tab-count">{tab.count}</span>}
					</button>
				))}
			</div>
			<div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`} class="tab-panel">
				{children}
			</div>
		</div>
	);
}
