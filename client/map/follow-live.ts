import { type LiveEvent, listen } from '../api/live.ts';
import type { Mounted } from './mounted.ts';

/** What happens within so many ms is shown in one go. */
const pause = 400;

/** Keeps the layers of a map in step with what happens; only the source that changed is asked again. Stops with the map. */
export function followLive(on: Mounted): void {
	const changed = new Map<string, number | undefined>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	const show = (): void => {
		timer = undefined;
		for (const [layer, version] of changed) on.refresh(layer, version);
		changed.clear();
	};
	const hear = ({ kind, layer, version }: LiveEvent): void => {
		if (kind === 'live.missed' || kind === 'live.reconnected') on.refreshAll();
		if (typeof layer !== 'string') return;
		changed.set(layer, typeof version === 'number' ? version : undefined);
		timer ??= setTimeout(show, pause);
	};
	on.own(listen(hear));
	on.own(() => clearTimeout(timer));
}
