import { computed, signal } from '@preact/signals';
import { narrow, route } from '../route.ts';

/** An area that somebody has drawn around the faults to be seen. */
export interface Lasso {
	/** Its box, as the server is asked for it. */
	box: string;
	holds: (it: { lon: number; lat: number }) => boolean;
}

/** The area that was drawn last. */
export const thrown = signal<Lasso | null>(null);
/** Whether an area is being drawn. */
export const drawing = signal(false);

/** The drawn area, as long as the queue is narrowed to its box; null: no such area. */
export const lasso = computed(() => (thrown.value?.box === route.value.filters.bbox ? thrown.value : null));

/** Whether a fault lies within the drawn area. The server is asked for its box, the rest is decided here. */
export const withinLasso = (it: { lon: number; lat: number }): boolean => lasso.peek()?.holds(it) ?? true;

/** Takes the area away; the queue is whole again. */
export function dropLasso(): void {
	thrown.value = null;
	narrow({ bbox: '' });
}
