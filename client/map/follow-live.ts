import { type LiveEvent, listen } from '../api/live.ts';
import type { Box, Mounted, News } from './mounted.ts';

/** What happens within so many ms is shown in one go. */
const pause = 400;

/** Keeps the layers of a map in step with what happens; only what changed is asked for again. Stops with the map. */
export function followLive(on: Mounted): void {
	const changed = new Map<string, News[]>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	const show = (): void => {
		timer = undefined;
		for (const [layer, news] of changed) on.refresh(layer, news);
		changed.clear();
	};
	const hear = (event: LiveEvent): void => {
		if (event.kind === 'live.missed' || event.kind === 'live.reconnected') on.refreshAll();
		const news = newsOf(event);
		if (!news) return;
		const { layer, ...it } = news;
		changed.set(layer, [...(changed.get(layer) ?? []), it]);
		timer ??= setTimeout(show, pause);
	};
	on.own(listen(hear));
	on.own(() => clearTimeout(timer));
}

/** What an event says about tiles: of the register `layer.changed` tells which, of faults any event. */
function newsOf({ kind, id, layer, boxes, shown }: LiveEvent): (News & { layer: string }) | undefined {
	if (typeof layer !== 'string' || typeof id !== 'number' || shown === false) return undefined;
	if (kind !== 'layer.changed' && layer !== 'faults') return undefined;
	return { layer, id, boxes: Array.isArray(boxes) ? (boxes as Box[]) : undefined };
}
