import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { carried, drop } from './board-state.ts';
import './board.css';
import type { Slot } from './place-order.ts';

/** A place where an order can be dropped. */
export function DropPlace({ slot, class: extra, children }: { slot: Slot; class: string; children: ComponentChildren }): JSX.Element {
	const over = useSignal(false);
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the keyboard moves orders from the cards themselves.
		<div
			class={`${extra}${over.value && carried.value ? ' over' : ''}`}
			onDragOver={(event) => {
				if (!carried.peek()) return;
				event.preventDefault();
				over.value = true;
			}}
			onDragLeave={() => (over.value = false)}
			onDrop={(event) => {
				event.preventDefault();
				over.value = false;
				drop(slot);
			}}
		>
			{children}
		</div>
	);
}
