import { expect, test } from 'vitest';
import { roles } from '../../../server/auth/contract.ts';
import { type Held, rightsOf, roleRules, rolesWith, scopeOf } from '../../../server/auth/rights.ts';

const held = (role: Held['role'], departmentId: number | null = null, wardId: number | null = null): Held => ({ role, departmentId, wardId });

test('every role has its rights, and an administrator has them all', () => {
	expect(Object.keys(roleRules).sort()).toEqual([...roles].sort());
	const all = rightsOf([{ role: 'administrator' }]);
	for (const role of roles) expect(all).toEqual(expect.arrayContaining(rightsOf([{ role }])));
});

test('only those who talk to residents read contacts', () => {
	expect(rolesWith('contact.read').sort()).toEqual(['administrator', 'contact-centre', 'dispatcher', 'engineer']);
});

test('a role held everywhere reaches everywhere, beside narrower ones', () => {
	expect(scopeOf([held('engineer'), held('crew', 3)], 'fault.read')).toBeUndefined();
});

test('roles held for departments and wards reach those, and each right only as far as the roles that give it', () => {
	const roles = [held('engineer', 1), held('crew', 2), held('councillor', null, 7)];
	expect(scopeOf(roles, 'fault.read')).toEqual({ departments: [1, 2], wards: [7] });
	expect(scopeOf(roles, 'fault.move')).toEqual({ departments: [1, 2], wards: [] });
	expect(scopeOf(roles, 'fault.merge')).toEqual({ departments: [1], wards: [] });
});

test('a crew without a department and a councillor without a ward reach nothing', () => {
	expect(scopeOf([held('crew'), held('councillor')], 'fault.read')).toEqual({ departments: [], wards: [] });
});

test('a right that nobody gave reaches nothing', () => {
	expect(scopeOf([held('planner')], 'fault.move')).toEqual({ departments: [], wards: [] });
});
