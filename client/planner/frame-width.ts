import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** An element to draw in, and how wide it is now, px; 0 until it stands. */
export function useFrameWidth(): { frame: RefObject<HTMLDivElement>; width: Signal<number> } {
	const frame = useRef<HTMLDivElement>(null);
	const width = useSignal(0);
	useEffect(() => {
		if (!frame.current) return;
		const sizes = new ResizeObserver(([entry]) => {
			width.value = Math.floor(entry?.contentRect.width ?? 0);
		});
		sizes.observe(frame.current);
		return () => sizes.disconnect();
	}, []);
	return { frame, width };
}
