import type { Random } from '../../server/maths/random.ts';
import type { Office } from '../history/calendar.ts';
import { crewOf, effortOf, type Spent } from '../history/effort.ts';
import type { Told } from '../history/live.ts';
import type { Surroundings } from '../history/pins.ts';
import { type Link, linkOf, publicPlace, rangeOf, reportsOf } from '../history/sighted.ts';
import type { Story } from '../history/story.ts';
import { groupBy } from '../town/lists.ts';
import { DAY, point } from '../town/register.ts';
import type { Town } from '../town/town.ts';
import { type Happened, writeEvents } from './event-rows.ts';
import type { Ledger } from './ledger.ts';
import type { Kept } from './media.ts';
import { writeComments, writeTellings } from './report-rows.ts';
import { ewkb, instantText } from './text.ts';

const HOUR = 3_600_000;
const roadsOnly: ReadonlySet<number> = new Set([9]);

/** Who does what in the demo, by id. */
export interface Staff {
	readonly engineer: number;
	readonly clerk: number;
	readonly crew: number;
	readonly departments: ReadonlyMap<string, number>;
}

/** What the rows of a history are written with. */
export interface Scribe {
	readonly town: Town;
	readonly ledger: Ledger;
	readonly around: Surroundings;
	readonly office: Office;
	readonly staff: Staff;
	readonly random: Random;
	/** Pictures that may be attached to reports. */
	readonly photos: readonly Kept[];
	/** Asset and family of the faults that are open. */
	readonly open: Set<string>;
	readonly recent: Map<string, { id: number; closed: number }>;
}

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

function writeStory(entry: Entry, scribe: Scribe): void {
	const { story, id } = entry;
	const { random } = scribe;
	const reports = reportsOf(story, scribe.around, random);
	const link = settled(story, linkOf(story, reports, random), scribe);
	const happened: Happened[] = [{ at: story.first, kind: 'fault.opened', details: { mode: story.incident.mode.mode.code } }];
	const spent = story.visits.map((visit) => effortOf(story, visit.mended, random));
	writeFault(entry, { link, spent, reported: reports.length }, scribe);
	const first = writeTellings(story, { id, reports, happened }, scribe);
	writeConfirmation(entry, { link, first, happened }, scribe);
	writeWork(entry, { link, spent, happened }, scribe);
	writeComments(story, id, scribe);
	writeEvents(story, { id, link, happened }, scribe);
}

const isOpen = ({ state }: Story): boolean => ['reported', 'confirmed', 'scheduled', 'in-progress', 'made-safe', 'waiting'].includes(state);

// No two open faults of a family on one asset: a guess that would make a second one is left to an engineer.
function settled(story: Story, link: Link, { open }: Scribe): Link {
	if (!(link.asset && isOpen(story))) {
		return link;
	}
	const key = `${link.asset.id}/${story.incident.mode.mode.family}`;
	if (open.has(key)) {
		return { ...link, asset: null, method: 'none', p: null, needsLook: true, chainage: null, chainageSd: null };
	}
	open.add(key);
	return link;
}

interface Linked {
	readonly link: Link;
	readonly spent: readonly Spent[];
	readonly reported: number;
}

function writeFault({ story, id, parentId, below }: Entry, { link, spent, reported }: Linked, scribe: Scribe): void {
	const { incident, tellings } = story;
	const { mode, home } = incident.mode;
	const { staff, office, around, ledger } = scribe;
	const due = (hours: number): string | null => instantText(mode.calendar === 'office' ? office.due(story.first, hours) : story.first + hours * HOUR);
	const place = publicPlace(story, link, (at) => around.near.around(at, 70, roadsOnly));
	const confirmed = link.confirmedAt !== null;
	const last = spent.at(-1);
	const latest = tellings.findLast((telling) => !telling.meToo)?.at ?? story.first;
	const range = rangeOf(link);
	ledger.add('fault', [
		...[id, mode.code, mode.family, story.state, instantText(story.stateSince), story.moves.at(-1)?.reason ?? null, link.asset?.id],
		...[link.asset ? (link.asset.retired === null ? 1 : 2) : null, link.asset?.number ?? home.number, range !== null, link.method, link.p],
		...[confirmed ? link.asset?.id : null, instantText(link.confirmedAt), confirmed ? staff.engineer : null, ewkb(point(link.at)), ewkb(point(place))],
		...[link.chainage, link.chainageSd, range, incident.street, incident.ward, staff.departments.get(mode.department), mode.urgency, mode.emergency],
		...[instantText(story.first), instantText(latest), instantText(story.aliveUntil), due(mode.respondHours), due(mode.resolveHours)],
		...[instantText(story.fixedAt), instantText(story.closedAt), last ? last.cause : incident.parent && story.fixedAt ? incident.cause : null, last?.component],
		...[last ? sum(spent.map((it) => it.cost)) : null, last ? sum(spent.map((it) => it.hours)) : null, below.length > 0 ? below.length : null],
		...[
			reported,
			tellings.filter((telling) => telling.meToo).length,
			repeatOf(story, link, { id, parentId, alone: below.length === 0, recent: scribe.recent }),
		],
		...[parentId, story.reopened, link.needsLook, 1 + story.moves.length, instantText(Math.max(latest, story.stateSince))],
	]);
}

const sum = (all: readonly number[]): number => Math.round(100 * all.reduce((a, b) => a + b, 0)) / 100;

interface Chain {
	readonly id: number;
	readonly parentId: number | null;
	/** Nothing hangs below it: those that come first in the table cannot name later ones. */
	readonly alone: boolean;
	readonly recent: Scribe['recent'];
}

// A fault of the family on the same asset within six weeks of the last one repeats it.
function repeatOf({ incident, first, closedAt }: Story, { asset }: Link, { id, parentId, alone, recent }: Chain): number | null {
	if (!(asset && alone) || parentId !== null) {
		return null;
	}
	const key = `${asset.id}/${incident.mode.mode.family}`;
	const before = recent.get(key);
	if (closedAt !== null) {
		recent.set(key, { id, closed: closedAt });
	}
	return before && first > before.closed && first - before.closed < 45 * DAY ? before.id : null;
}

interface Confirming {
	readonly link: Link;
	readonly first: number | null;
	readonly happened: Happened[];
}

function writeConfirmation({ id }: Entry, { link, first, happened }: Confirming, { ledger, staff }: Scribe): void {
	if (link.confirmedAt !== null) {
		ledger.add('confirmation', [id, first, link.asset?.id, link.guessed?.id, staff.engineer, instantText(link.confirmedAt)]);
		happened.push({ at: link.confirmedAt, kind: 'fault.linked', person: staff.engineer, asset: link.asset?.id ?? null, details: {} });
	}
}

interface Working {
	readonly link: Link;
	readonly spent: readonly Spent[];
	readonly happened: Happened[];
}

// One order a visit; it also names what hangs below the fault. One that is scheduled has an order that waits for its crew.
function writeWork({ story, id, below }: Entry, { link, spent, happened }: Working, { ledger, staff, random }: Scribe): void {
	const { mode } = story.incident.mode;
	const department = staff.departments.get(mode.department);
	const planned = story.moves.find((move) => move.to === 'scheduled')?.at ?? story.moves[0]?.at ?? story.first;
	const crew = crewOf(story, random);
	const kind = mode.emergency ? 'emergency' : 'corrective';
	const waits = story.state === 'scheduled' && spent.length === 0;
	if (waits) {
		const order = ledger.id('work_order');
		ledger.add('work_order', [order, kind, 'assigned', department, crew, instantText(planned), ...[null, null, null, null, null, null, null]]);
		ledger.add('work_order_item', [order, id, link.asset?.id, link.chainage, null]);
		happened.push({ at: planned, kind: 'work-order.opened', order, details: {} });
	}
	spent.forEach((it, i) => {
		const visit = story.visits[i];
		if (!visit) {
			return;
		}
		const order = ledger.id('work_order');
		const outcome = visit.mended ? 'fixed' : story.state;
		const opened = i === 0 ? planned : visit.from - HOUR;
		ledger.add('work_order', [
			...[order, kind, 'done', department, crew, instantText(Math.min(opened, visit.from)), instantText(visit.from), instantText(visit.until), outcome],
			...[it.cause, it.component, it.hours, it.cost],
		]);
		ledger.add('work_order_item', [order, id, link.asset?.id, link.chainage, it.cost]);
		for (const child of i === 0 ? below : []) {
			ledger.add('work_order_item', [order, child.id, child.asset?.id, null, null]);
		}
		happened.push({ at: visit.until, kind: 'work-order.closed', order, person: staff.crew, details: { outcome } });
	});
}
