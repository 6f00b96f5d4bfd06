import type { Spent } from '../history/effort.ts';
import { type Link, publicPlace, rangeOf } from '../history/sighted.ts';
import type { Story } from '../history/story.ts';
import { DAY, point } from '../town/register.ts';
import type { Scribe } from './scribe.ts';
import { ewkb, instantText, type Value } from './text.ts';

const HOUR = 3_600_000;
const roadsOnly: readonly number[] = [9];

export interface FaultRow {
	readonly id: number;
	readonly link: Link;
	readonly spent: readonly Spent[];
	readonly parentId: number | null;
	/** How many faults hang below this one. */
	readonly below: number;
	readonly reports: number;
}

type Columns = Record<string, Value>;

/** Writes the row of a fault as it stands now. */
export function writeFault(story: Story, it: FaultRow, scribe: Scribe): void {
	const { incident, moves } = story;
	const { mode } = incident.mode;
	scribe.ledger.add('fault', {
		id: it.id,
		failure_mode: mode.code,
		family: mode.family,
		state: story.state,
		state_since: instantText(story.stateSince),
		reason: moves.at(-1)?.reason,
		street: incident.street,
		ward_id: incident.ward,
		department_id: scribe.staff.departments.get(mode.department),
		priority: mode.urgency,
		emergency: mode.emergency,
		parent_id: it.parentId,
		repeat_of: repeatOf(story, it, scribe.recent),
		reopened: story.reopened,
		needs_look: it.link.needsLook,
		version: 1 + moves.length,
		...linkColumns(story, it.link, scribe),
		...timeColumns(story, scribe),
		...effortColumns(story, it),
	});
}

function linkColumns(story: Story, link: Link, { staff, around }: Scribe): Columns {
	const place = publicPlace(story, link, (at) => around.near.around(at, 70, roadsOnly));
	const range = rangeOf(link);
	const confirmed =
		link.confirmedAt === null ? {} : { confirmed_asset_id: link.asset?.id, confirmed_at: instantText(link.confirmedAt), confirmed_by: staff.engineer };
	return {
		asset_id: link.asset?.id,
		asset_version: link.asset ? 1 : null,
		class: link.asset?.number ?? story.incident.mode.home.number,
		linear: range !== null,
		link_method: link.method,
		p_link: link.p,
		...confirmed,
		geom: ewkb(point(link.at)),
		public_geom: ewkb(point(place)),
		chainage_m: link.chainage,
		chainage_sd_m: link.chainageSd,
		chainage_range: range,
	};
}

function timeColumns(story: Story, { office }: Scribe): Columns {
	const { mode } = story.incident.mode;
	const due = (hours: number): string | null => instantText(mode.calendar === 'office' ? office.due(story.first, hours) : story.first + hours * HOUR);
	const latest = story.tellings.findLast((telling) => !telling.meToo)?.at ?? story.first;
	return {
		first_report_at: instantText(story.first),
		last_report_at: instantText(latest),
		alive_until: instantText(story.aliveUntil),
		respond_due_at: due(mode.respondHours),
		due_at: due(mode.resolveHours),
		fixed_at: instantText(story.fixedAt),
		closed_at: instantText(story.closedAt),
		changed_at: instantText(Math.max(latest, story.stateSince)),
	};
}

function effortColumns({ incident, tellings, fixedAt }: Story, { spent, below, reports }: FaultRow): Columns {
	const last = spent.at(-1);
	const inherited = incident.parent && fixedAt !== null ? { cause: incident.cause } : {};
	const own = last
		? { cause: last.cause, component: last.component, cost: sum(spent.map((it) => it.cost)), hours: sum(spent.map((it) => it.hours)) }
		: inherited;
	return { ...own, customers_affected: below > 0 ? below : null, reports, me_toos: tellings.filter((telling) => telling.meToo).length };
}

const sum = (all: readonly number[]): number => Math.round(100 * all.reduce((a, b) => a + b, 0)) / 100;

// A fault of the family on the same asset within six weeks of the last one repeats it. Those with others below come first in the table and name none.
function repeatOf({ incident, first, closedAt }: Story, { id, link, parentId, below }: FaultRow, recent: Scribe['recent']): number | null {
	if (!link.asset || below > 0 || parentId !== null) {
		return null;
	}
	const key = `${link.asset.id}/${incident.mode.mode.family}`;
	const before = recent.get(key);
	if (closedAt !== null) {
		recent.set(key, { id, closed: closedAt });
	}
	return before && first > before.closed && first - before.closed < 45 * DAY ? before.id : null;
}
