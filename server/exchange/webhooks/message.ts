import type { Level } from '../tell.ts';
import { toldToAll, toldToStaff } from '../tell.ts';
import type { Change, FaultTold, Message } from '../telling.ts';
import { Message as MessageSchema } from '../telling.ts';
import type { ToldRow } from '../telling-queries.ts';
import type { DueRow } from './queries.ts';

const text = (it: unknown): string | undefined => (typeof it === 'string' ? it : undefined);

/** What changed, of what an event says: names of states, assets and faults, nothing else. Which asset it was only staff may know. */
function changeOf({ kind, details, previousAsset }: DueRow, level: Level): Change {
	const [from, to] = [text(details['from']), text(details['to'])];
	if (kind === 'fault.merged') return { into: text(details['into']) };
	if (kind === 'fault.received-merge' || kind === 'fault.lost-merge') return { merged: from };
	if (kind === 'fault.moved' || kind === 'fault.reopened') return { from, to };
	if (kind === 'fault.linked' && level === 'staff') return { asset: text(details['asset']) ?? null, previousAsset };
	return {};
}

function faultOf(
	row: ToldRow,
	{ known }: DueRow,
	{ level, link }: { level: Level; link: string },
): FaultTold | { code: string; gone: true; mergedInto: string | null } | undefined {
	if (level === 'staff') return toldToStaff(row, link);
	const told = toldToAll(row, link);
	if (told || !known) return told;
	return { code: row.code, gone: true, mergedInto: row.mergedPublic ? row.mergedInto : null };
}

/** The message that tells of an event; undefined where at this level there is nothing to tell. */
export function messageOf(row: ToldRow, due: DueRow, it: { level: Level; link: string; municipality: string }): Message | undefined {
	const fault = faultOf(row, due, it);
	if (!fault) return undefined;
	return MessageSchema.parse({
		type: due.kind,
		timestamp: due.at.toISOString(),
		data: { sequence: due.eventId, municipality: it.municipality, change: changeOf(due, it.level), fault },
	});
}
