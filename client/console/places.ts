import { bell, check, download, edit, list, lock, mail, person, pin, plus, send } from '../ui/icons.ts';
import { chart, clock, flag, layers, link, merge, message, people, wrench } from '../ui/staff-icons.ts';
import type { View } from './address.ts';

/** The groups of rooms, in their order; what is in none of them stands beside them. */
export const groups = ['work', 'residents', 'register', 'town', 'administration'] as const;
export type Group = (typeof groups)[number];

/** A room of the console: the right it needs, and where it is found. */
export interface RoomPlace {
	view: View;
	right: string;
	icon: string;
	/** `first`: always in sight. `elsewhere`: reached from another room, or by one's own name. */
	group: Group | 'first' | 'elsewhere';
}

/** In place of a right: for everybody who is signed in. */
export const anybody = 'anyone';

/** The rooms of the console. */
export const rooms: readonly RoomPlace[] = [
	{ view: 'desk', right: 'fault.read', icon: list, group: 'first' },
	{ view: 'work', right: 'fault.read', icon: wrench, group: 'work' },
	{ view: 'causes', right: 'fault.read', icon: merge, group: 'work' },
	{ view: 'approvals', right: 'fault.approve', icon: check, group: 'work' },
	{ view: 'closing-audits', right: 'work.supervise', icon: check, group: 'work' },
	{ view: 'contractors', right: 'contract.manage', icon: people, group: 'work' },
	{ view: 'standby', right: 'fault.read', icon: bell, group: 'work' },
	{ view: 'away', right: 'fault.read', icon: person, group: 'work' },
	{ view: 'authorities', right: 'fault.assign', icon: send, group: 'work' },
	{ view: 'new', right: 'report.take', icon: plus, group: 'residents' },
	{ view: 'drafts', right: 'report.take', icon: mail, group: 'residents' },
	{ view: 'notices', right: 'notice.manage', icon: bell, group: 'residents' },
	{ view: 'held', right: 'content.moderate', icon: message, group: 'residents' },
	{ view: 'safety', right: 'content.moderate', icon: lock, group: 'residents' },
	{ view: 'outbox', right: 'message.read', icon: message, group: 'residents' },
	{ view: 'asset', right: 'asset.read', icon: pin, group: 'register' },
	{ view: 'proposals', right: 'asset.read', icon: edit, group: 'register' },
	{ view: 'layers', right: 'asset.read', icon: layers, group: 'register' },
	{ view: 'imports', right: 'layer.import', icon: download, group: 'register' },
	{ view: 'calibration', right: 'snapping.manage', icon: pin, group: 'register' },
	{ view: 'edit', right: 'asset.read', icon: edit, group: 'elsewhere' },
	{ view: 'rules', right: 'setting.manage', icon: flag, group: 'town' },
	{ view: 'standards', right: 'setting.manage', icon: clock, group: 'town' },
	{ view: 'priorities', right: 'setting.manage', icon: flag, group: 'town' },
	{ view: 'indicators', right: 'setting.manage', icon: chart, group: 'town' },
	{ view: 'means', right: 'setting.manage', icon: wrench, group: 'town' },
	{ view: 'settings', right: 'setting.manage', icon: edit, group: 'town' },
	{ view: 'town-file', right: 'setting.manage', icon: download, group: 'town' },
	{ view: 'people', right: 'person.manage', icon: person, group: 'administration' },
	{ view: 'keys', right: 'asset.read', icon: lock, group: 'administration' },
	{ view: 'connections', right: 'setting.manage', icon: link, group: 'administration' },
	{ view: 'audit', right: 'audit.read', icon: list, group: 'administration' },
	{ view: 'account', right: anybody, icon: person, group: 'elsewhere' },
];

/** The other apps of the staff, each under the right that opens it. */
export const apps = [
	{ name: 'crew', right: 'work.do', href: '/crew/' },
	{ name: 'planner', right: 'planning.read', href: '/planner/' },
] as const;
