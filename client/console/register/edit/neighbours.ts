import { effect } from '@preact/signals';
import { listNeighbours } from '../../../../server/assets/layers/contract.ts';
import { call } from '../../../api/call.ts';
import type { Mounted } from '../../../map/mounted.ts';
import { onMove, seen } from '../../../map/show.ts';
import { neighbours, network } from './edit-state.ts';

/** Nearer than this, neighbours can be told apart well enough to snap to. */
const nearEnough = 16;

/** Keeps the neighbours of the network that are seen at hand, whole, to snap to. Answers how to stop. */
export function followNeighbours(on: Mounted): () => void {
	let current = new AbortController();
	const ask = async (): Promise<void> => {
		current.abort();
		const classes = network.peek().map(({ id }) => id);
		if (classes.length === 0 || (on.map.getView().getZoom() ?? 0) < nearEnough) {
			neighbours.value = [];
			return;
		}
		const mine = new AbortController();
		current = mine;
		const [west, south, east, north] = seen(on);
		const got = await call(listNeighbours, { west, south, east, north, classes }, { signal: mine.signal }).catch(() => null);
		// Without neighbours one still draws, only nothing snaps.
		if (got && current === mine) neighbours.value = got.neighbours;
	};
	const stops = [
		onMove(on, () => void ask()),
		effect(() => {
			if (network.value.length > 0) void ask();
		}),
	];
	return () => {
		current.abort();
		for (const stop of stops) stop();
	};
}
