import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { openForm } from './case.ts';
import { changing } from './change-fault.ts';
import { Refused } from './refused.tsx';

interface ActionFormProps {
	title: string;
	/** What the button says that does it. */
	submit: string;
	onSubmit: () => void;
	/** Something is missing. */
	unready?: boolean;
	/** Other buttons beside the two. */
	more?: ComponentChildren;
	children: ComponentChildren;
}

/** The frame of a form in the fault panel: Escape closes it, ctrl+Enter sends it. */
export function ActionForm({ title, submit, onSubmit, unready, more, children }: ActionFormProps): JSX.Element {
	const place = useRef<HTMLFormElement>(null);
	useEffect(() => {
		const before = document.activeElement;
		place.current?.querySelector<HTMLElement>('input:checked, input:not([type="hidden"]), select, textarea, button')?.focus({ preventScroll: true });
		place.current?.scrollIntoView({ block: 'nearest' });
		// Whoever came by a key goes on where they were.
		return () => {
			if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
		};
	}, []);
	const pressed = (event: KeyboardEvent): void => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !unready) onSubmit();
		else if (event.key === 'Escape' && !event.defaultPrevented) openForm(null);
		else return;
		event.preventDefault();
		event.stopPropagation();
	};
	return (
		<form
			ref={place}
			class="action-form stack close"
			aria-label={title}
			onKeyDown={pressed}
			onSubmit={(event) => {
				event.preventDefault();
				onSubmit();
			}}
		>
			<h3>{title}</h3>
			{children}
			<div class="action-form-end stack close">
				<Refused />
				<div class="cluster">
					<Button kind="primary" type="submit" disabled={unready || false} busy={changing.value}>
						{submit}
					</Button>
					{more}
					<Button kind="quiet" onClick={() => openForm(null)}>
						{shared('action.cancel')}
					</Button>
				</div>
			</div>
		</form>
	);
}
