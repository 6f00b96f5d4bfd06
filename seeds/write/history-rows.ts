import { effortOf } from '../history/effort.ts';
import type { Told } from '../history/live.ts';
import { type Link, linkOf, reportsOf } from '../history/sighted.ts';
import { isOpen, type Story } from '../history/story.ts';
import { groupBy } from '../town/lists.ts';
import { writeEvents } from './event-rows.ts';
import { writeFault } from './fault-rows.ts';
import { writeComments, writeTellings } from './report-rows.ts';
import type { Happened, Scribe } from './scribe.ts';
import { instantText } from './text.ts';
import { writeWork } from './work-rows.ts';

/** Writes down all stories of a town: larger troubles first, as others name them. */
export function writeHistory(told: readonly Told[], scribe: Scribe): void {
	const ids = new Map(told.map(({ story }) => [story, scribe.ledger.id('fault')]));
	const children = groupBy(
		told.filter((it) => it.parent !== null),
		(it) => it.parent,
	);
	const roots = told.filter(({ story }) => children.has(story));
	const others = told.filter(({ story }) => !children.has(story));
	for (const { story, parent } of [...roots, ...others]) {
		const below = (children.get(story) ?? []).map((child) => ({ id: ids.get(child.story) ?? 0, asset: child.story.incident.asset }));
		writeStory({ story, id: ids.get(story) ?? 0, parentId: parent ? (ids.get(parent) ?? null) : null, below }, scribe);
	}
}

interface Entry {
	readonly story: Story;
	readonly id: number;
	readonly parentId: number | null;
	readonly below: readonly { id: number; asset: { id: number } | null }[];
}

function writeStory({ story, id, parentId, below }: Entry, scribe: Scribe): void {
	const { random } = scribe;
	const reports = reportsOf(story, scribe.around, random);
	const link = settled(story, linkOf(story, reports, random), scribe);
	const happened: Happened[] = [{ at: story.first, kind: 'fault.opened', details: { mode: story.incident.mode.mode.code } }];
	const spent = story.visits.filter((visit) => visit.over).map((visit) => effortOf(story, visit.mended, random));
	writeFault(story, { id, link, spent, parentId, below: below.length, reports: reports.length }, scribe);
	const first = writeTellings(story, { id, reports, happened }, scribe);
	confirm(link, { id, first, happened }, scribe);
	writeWork(story, { id, link, spent, below, happened }, scribe);
	writeComments(story, id, scribe);
	writeEvents(story, { id, link, happened }, scribe);
}

// No two open faults of a family on one asset: a guess that would make a second one is left to an engineer.
function settled(story: Story, link: Link, { open }: Scribe): Link {
	if (!(link.asset && isOpen(story.state))) {
		return link;
	}
	const key = `${link.asset.id}/${story.incident.mode.mode.family}`;
	if (open.has(key)) {
		return { ...link, asset: null, method: 'none', p: null, needsLook: true, chainage: null, chainageSd: null };
	}
	open.add(key);
	return link;
}

function confirm(link: Link, { id, first, happened }: { id: number; first: number | null; happened: Happened[] }, { ledger, staff }: Scribe): void {
	if (link.confirmedAt !== null) {
		const asset = link.asset?.id ?? null;
		const at = instantText(link.confirmedAt);
		ledger.add('confirmation', { fault_id: id, sighting_id: first, asset_id: asset, previous_asset_id: link.guessed?.id, person_id: staff.engineer, at });
		happened.push({ at: link.confirmedAt, kind: 'fault.linked', person: staff.engineer, asset, details: {} });
	}
}
