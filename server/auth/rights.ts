import type { Scope } from '../platform/http.ts';
import type { Role } from './contract.ts';

/** All that somebody may be allowed to do. */
const rights = [
	'fault.read',
	'fault.link',
	'fault.move',
	'fault.assign',
	'fault.merge',
	'fault.approve',
	'contact.read',
	'report.take',
	'content.moderate',
	'asset.read',
	'asset.edit',
	'layer.import',
	'snapping.manage',
	'work.plan',
	'work.do',
	'work.supervise',
	'contract.manage',
	'invoice.accept',
	'invoice.approve',
	'planning.read',
	'planning.publish',
	'message.read',
	'notice.manage',
	'person.manage',
	'hold.manage',
	'setting.manage',
	'audit.read',
] as const;

type Right = (typeof rights)[number];

/** What a role may, and what it can only be held for. */
interface RoleRule {
	rights: readonly Right[];
	/** Held for one department or one ward, never for the whole municipality. */
	heldFor?: 'department' | 'ward';
}

const works: readonly Right[] = [
	'fault.read',
	'fault.link',
	'fault.move',
	'fault.assign',
	'fault.merge',
	'fault.approve',
	'contact.read',
	'asset.read',
	'message.read',
	'notice.manage',
	'work.plan',
	'work.do',
	'work.supervise',
];

/** Roles are sets of rights; code asks for rights only. */
export const roleRules: Readonly<Record<Role, RoleRule>> = {
	resident: { rights: [] },
	'contact-centre': { rights: ['fault.read', 'contact.read', 'report.take', 'message.read'] },
	moderator: { rights: ['fault.read', 'content.moderate'] },
	dispatcher: { rights: [...works, 'report.take', 'contract.manage'] },
	engineer: { rights: [...works, 'contract.manage', 'invoice.approve', 'planning.read'] },
	crew: { rights: ['fault.read', 'fault.move', 'asset.read', 'work.do'], heldFor: 'department' },
	contractor: { rights: ['fault.read', 'fault.move', 'work.do'], heldFor: 'department' },
	'gis-officer': { rights: ['fault.read', 'fault.link', 'asset.read', 'asset.edit', 'layer.import', 'snapping.manage'] },
	planner: { rights: ['planning.read', 'planning.publish', 'fault.read', 'asset.read'] },
	councillor: { rights: ['fault.read'], heldFor: 'ward' },
	administrator: { rights },
};

/** A role as a person holds it: everywhere, or for one department or ward. */
export interface Held {
	role: Role;
	departmentId: number | null;
	wardId: number | null;
}

/** All rights of somebody who holds these roles. */
export const rightsOf = (roles: readonly { role: Role }[]): Right[] => [...new Set(roles.flatMap(({ role }) => roleRules[role].rights))];

/** What a key that only reads does not open: how people are reached, what was written to them, what each of them did. */
const closedToReaders: ReadonlySet<Right> = new Set<Right>(['contact.read', 'message.read', 'audit.read']);

/** All rights of somebody as they have proved who they are. A key that only reads opens nothing else, and not even all of that. */
export const rightsBy = ({ roles, readOnly }: { roles: readonly { role: Role }[]; readOnly?: boolean }): Right[] =>
	rightsOf(roles).filter((right) => !readOnly || (right.endsWith('.read') && !closedToReaders.has(right)));

/** The roles that give a right. */
export const rolesWith = (right: Right): Role[] => (Object.keys(roleRules) as Role[]).filter((role) => roleRules[role].rights.includes(right));

const everywhere = (it: Held): boolean => it.departmentId === null && it.wardId === null && roleRules[it.role].heldFor === undefined;
const known = (ids: readonly (number | null)[]): number[] => [...new Set(ids)].filter((id) => id !== null);

/** Where somebody holds a right: undefined is the whole municipality; two empty lists are nowhere. */
export function scopeOf(roles: readonly Held[], right: string): Scope | undefined {
	const giving = roles.filter(({ role }) => (roleRules[role].rights as readonly string[]).includes(right));
	if (giving.some(everywhere)) return undefined;
	return { departments: known(giving.map((it) => it.departmentId)), wards: known(giving.map((it) => it.wardId)) };
}
