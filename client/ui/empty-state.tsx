import type { ComponentChildren, JSX } from 'preact';
import './empty-state.css';
import { Icon } from './icon.tsx';

interface EmptyStateProps {
	/** A drawing of what would be here. */
	icon: string;
	/** What would be here. */
	title: ComponentChildren;
	/** How to bring it here. */
	children: ComponentChildren;
	actions?: ComponentChildren;
}

/** Nothing here yet: says what would be, and how to bring it. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps): JSX.Element {
	return (
		<div class="empty-state">
			<Icon path={icon} size={32} />
			<strong>{title}</strong>
			<p class="quiet">{children}</p>
			{actions && <div class="cluster">{actions}</div>}
		</div>
	);
}
