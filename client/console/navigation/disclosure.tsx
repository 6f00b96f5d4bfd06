import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { chevronDown } from '../../ui/icons.ts';
import { menu } from '../../ui/staff-icons.ts';

interface DisclosureProps {
	label: string;
	/** What a screen reader says in place of the label. */
	spoken?: string | undefined;
	/** What is shown holds the room somebody is in. */
	current?: boolean;
	/** As wide as the window, under the header. */
	wide?: boolean;
	children: ComponentChildren;
}

/** The links of a list, and the one a key leads to from the one that is focused. */
function stepTo(links: readonly HTMLElement[], key: string): HTMLElement | undefined {
	const at = links.indexOf(document.activeElement as HTMLElement);
	if (key === 'ArrowDown') return links[Math.min(at + 1, links.length - 1)];
	if (key === 'ArrowUp') return links[Math.max(at - 1, 0)];
	if (key === 'Home') return links[0];
	return key === 'End' ? links[links.length - 1] : undefined;
}

function useClosing(box: { current: HTMLElement | null }, close: () => void): void {
	useEffect(() => {
		const pressed = ({ target }: Event): void => {
			if (target instanceof Node && !box.current?.contains(target)) close();
		};
		addEventListener('pointerdown', pressed);
		return () => removeEventListener('pointerdown', pressed);
	}, []);
}

/** A button that shows links under it: by press, by key, closed by Escape, by leaving it, or by following one. */
export function Disclosure({ label, spoken, current, wide, children }: DisclosureProps): JSX.Element {
	const open = useSignal(false);
	const box = useRef<HTMLDivElement>(null);
	const button = useRef<HTMLButtonElement>(null);
	const id = useId();
	const close = (): void => {
		open.value = false;
	};
	useClosing(box, close);
	const keyed = (event: KeyboardEvent): void => {
		if (event.key === 'Escape' && open.peek()) {
			event.stopPropagation();
			close();
			button.current?.focus();
			return;
		}
		const links = [...(box.current?.querySelectorAll<HTMLElement>('a') ?? [])];
		const next = stepTo(links, event.key);
		if (!next || (!open.peek() && event.key !== 'ArrowDown')) return;
		event.preventDefault();
		event.stopPropagation();
		open.value = true;
		// A list that was hidden takes no focus before it is drawn.
		requestAnimationFrame(() => next.focus());
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the button and the links within
		<div
			ref={box}
			class={`disclosure${wide ? ' wide' : ''}`}
			onKeyDown={keyed}
			onFocusOut={({ relatedTarget }) => {
				if (relatedTarget instanceof Node && !box.current?.contains(relatedTarget)) close();
			}}
		>
			<button
				ref={button}
				type="button"
				aria-expanded={open.value}
				aria-controls={id}
				aria-label={spoken}
				data-current={current ? '' : undefined}
				onClick={() => (open.value = !open.peek())}
			>
				{wide && <Icon path={menu} />}
				<span class="clip">{label}</span>
				<Icon path={chevronDown} />
			</button>
			{/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: following a link, by whatever means, closes the list */}
			<div id={id} class="disclosed" hidden={!open.value} onClick={({ target }) => target instanceof Element && target.closest('a') && close()}>
				{children}
			</div>
		</div>
	);
}
