import type { Session } from './session.ts';
import { letter, messages } from './wire.ts';

/** A checkpoint is due when so much has been written, or so much time has passed since: the engine takes none of its own accord, and a restart replays all since the last. */
const checkpointBytes = 128 * 1024 * 1024;
const checkpointEvery = 3 * 60_000;
/** How often the amount is looked at, ms. */
const lookEvery = 2000;
/** How long the session must have been quiet before it is given up for a restart, and how long that may be put off, ms. */
const quietBeforeRestart = 250;
const longestWithoutRestart = 20_000;

/** Bytes of write-ahead log since the database was made. */
const written = async (session: Session): Promise<number> => {
	const answer = await session.own("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text");
	const row = [...messages(answer)].find((part) => part.type === letter.dataRow);
	// One row of one column: its head, the number of columns, the length of the text, the text.
	return Number(row?.bytes.toString('latin1', 5 + 2 + 4) ?? 0);
};

/** Takes a checkpoint when one is due. */
const checkpoints = (session: () => Session): (() => Promise<void>) => {
	let looked = Date.now();
	let taken = Date.now();
	let bytes = 0;
	return async () => {
		if (Date.now() - looked < lookEvery) return;
		looked = Date.now();
		const grown = (await written(session())) - bytes;
		if (grown <= 0 || (grown < checkpointBytes && Date.now() - taken < checkpointEvery)) return;
		await session().own('checkpoint');
		taken = Date.now();
		bytes = await written(session());
	};
};

/** Calls for a restart once the session has been quiet for a moment after a swallowed exception, or when that moment does not come. */
const restarts = (session: () => Session, restart: () => void): (() => void) => {
	let since: number | undefined;
	const whenQuiet = (bad: number): void => {
		const seen = session().bytesIn;
		setTimeout(() => {
			const quiet = session().idle && session().bytesIn === seen;
			const late = Date.now() - bad > longestWithoutRestart && !session().inTransaction;
			if (quiet || late) restart();
			else whenQuiet(bad);
		}, quietBeforeRestart);
	};
	return () => {
		if (session().swallowed === 0 || since !== undefined) return;
		since = Date.now();
		whenQuiet(since);
	};
};

/** What is done between transactions: checkpoints, and the restart that a swallowed exception calls for. */
export const housekeeping = (session: () => Session, restart: () => void): (() => Promise<void>) => {
	const checkpoint = checkpoints(session);
	const restartIfBad = restarts(session, restart);
	return async () => {
		restartIfBad();
		await checkpoint();
	};
};
