import type { Session } from './session.ts';

/** A checkpoint is due after this long with writes, ms: the engine takes none of its own accord, and a restart replays all since the last. */
const checkpointEvery = 3 * 60_000;
const checkpointBytes = 64 * 1024 * 1024;
/** How long the session must have been quiet before it is given up for a restart, and how long that may be put off, ms. */
const quietBeforeRestart = 250;
const longestWithoutRestart = 20_000;

/** What is done between transactions: checkpoints, and the restart that a swallowed exception calls for. */
export const housekeeping = (session: () => Session, restart: () => void): (() => Promise<void>) => {
	let checked = Date.now();
	let bytes = 0;
	let bad: number | undefined;

	const restartWhenQuiet = (since: number): void => {
		const wait = Math.max(0, Math.min(quietBeforeRestart, since + longestWithoutRestart - Date.now()));
		const seen = session().bytesIn;
		setTimeout(() => {
			const quiet = session().idle && session().bytesIn === seen;
			if (quiet || Date.now() - since > longestWithoutRestart) restart();
			else restartWhenQuiet(since);
		}, wait);
	};

	return async () => {
		const current = session();
		if (current.swallowed > 0 && bad === undefined) {
			bad = Date.now();
			restartWhenQuiet(bad);
		}
		const grown = current.bytesIn - bytes;
		if (grown === 0 || (grown < checkpointBytes && Date.now() - checked < checkpointEvery)) return;
		checked = Date.now();
		bytes = current.bytesIn;
		await current.own('checkpoint');
	};
};
