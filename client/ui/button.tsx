import type { ComponentChildren, JSX } from 'preact';
import './button.css';
import { Icon } from './icon.tsx';

type Native = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'size' | 'label'>;

export interface ButtonProps extends Native {
	/** `primary` once a screen at most; `quiet` for what should not call; `danger` for what takes something away. */
	kind?: 'primary' | 'plain' | 'quiet' | 'danger';
	/** A drawing from `icons.ts`, before the words. */
	icon?: string;
	/** A drawing after the words (an arrow onward). */
	iconAfter?: string;
	/** As wide as what it stands in. */
	wide?: boolean;
	/** Work is under way: keeps its words, cannot be pressed again. */
	busy?: boolean;
	children: ComponentChildren;
}

/** A button with words on it. */
export function Button({ kind = 'plain', icon, iconAfter, wide, busy, children, class: extra, disabled, ...rest }: ButtonProps): JSX.Element {
	return (
		<button
			type="button"
			{...rest}
			class={`button ${kind}${wide ? ' wide' : ''} ${extra ?? ''}`}
			disabled={disabled || busy || false}
			aria-busy={busy ? 'true' : undefined}
		>
			{icon && <Icon path={icon} />}
			<span>{children}</span>
			{iconAfter && <Icon path={iconAfter} />}
		</button>
	);
}

interface ButtonLinkProps extends Omit<JSX.AnchorHTMLAttributes<HTMLAnchorElement>, 'icon'> {
	kind?: ButtonProps['kind'];
	icon?: string;
	iconAfter?: string;
	wide?: boolean;
	children: ComponentChildren;
}

/** A link that looks like a button: it goes somewhere, so it can be opened in a tab. */
export function ButtonLink({ kind = 'plain', icon, iconAfter, wide, children, class: extra, ...rest }: ButtonLinkProps): JSX.Element {
	return (
		<a {...rest} class={`button ${kind}${wide ? ' wide' : ''} ${extra ?? ''}`}>
			{icon && <Icon path={icon} />}
			<span>{children}</span>
			{iconAfter && <Icon path={iconAfter} />}
		</a>
	);
}
