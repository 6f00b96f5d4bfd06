import type { ComponentChildren, JSX } from 'preact';
import './badge.css';

interface BadgeProps {
	tone?: 'plain' | 'good' | 'warn' | 'bad' | 'brand';
	children: ComponentChildren;
}

/** A short word or number about the thing beside it. */
export function Badge({ tone = 'plain', children }: BadgeProps): JSX.Element {
	return <span class={`badge ${tone}`}>{children}</span>;
}
