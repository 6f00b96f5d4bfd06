import type { ComponentChildren, JSX } from 'preact';
import './card.css';

interface CardProps {
	title?: ComponentChildren;
	/** At the right end of the title. */
	actions?: ComponentChildren;
	/** The rank of the title in the page. */
	level?: 2 | 3;
	/** Without space at the edges: for tables and lists that reach them. */
	flush?: boolean;
	children: ComponentChildren;
}

/** A piece of a page that belongs together. */
export function Card({ title, actions, level = 2, flush, children }: CardProps): JSX.Element {
	const Title = `h${level}` as const;
	return (
		<section class={`card${flush ? ' flush' : ''}`}>
			{(title || actions) && (
				<div class="card-head">
					{title && <Title>{title}</Title>}
					{actions && <div class="row">{actions}</div>}
				</div>
			)}
			{children}
		</section>
	);
}
