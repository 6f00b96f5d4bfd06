import type { Knex } from 'knex';
import { happened } from '../platform/events.ts';
import { badField, notFound, Problem } from '../platform/problem.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import type { Role } from './contract.ts';
import { hashPassword } from './password.ts';
import { addTokenSql, disableSql, endSessionsSql, guardsSql, holdPersonSql, placeIdsSql } from './queries.ts';
import { type Held, roleRules } from './rights.ts';
import { hashToken, newToken } from './token.ts';

/** A role to be held, with the codes of the department or ward it is held for. */
export interface WishedRole {
	role: Role;
	department?: string | null | undefined;
	ward?: string | null | undefined;
}

export interface NewPerson {
	email: string;
	name: string;
	password?: string | undefined;
	language: string;
	roles: readonly WishedRole[];
	/** Somebody of the demo town: a production start refuses to run with such people. */
	demo?: boolean | undefined;
}

/** Writes down somebody with an account. Without a password they cannot sign in until they follow an invitation. */
export async function addPerson(db: Knex, it: NewPerson): Promise<{ id: number; publicId: string }> {
	const row = {
		email: it.email.trim().toLowerCase(),
		name: it.name,
		language: it.language,
		demo: it.demo ?? false,
		password_hash: it.password === undefined ? null : await hashPassword(it.password),
	};
	const [person] = await db('person').insert(row).returning<{ id: number; publicId: string }[]>(['id', 'public_id as publicId']);
	if (!person) throw new Error('the person was not written');
	await setRoles(db, person.id, it.roles);
	return person;
}

/** Gives a person exactly these roles. */
export async function setRoles(db: Knex, personId: number, wishes: readonly WishedRole[]): Promise<void> {
	const held: Held[] = [];
	for (const [i, wish] of wishes.entries()) held.push(await placed(db, wish, `roles.${i}`));
	await db('person_role').where({ person_id: personId }).delete();
	const rows = held.map((it) => ({ person_id: personId, role: it.role, department_id: it.departmentId, ward_id: it.wardId }));
	if (rows.length) await db('person_role').insert(rows).onConflict().ignore();
}

async function placed(db: Knex, { role, department, ward }: WishedRole, path: string): Promise<Held> {
	mustSuit({ role, department, ward }, path);
	const ids = await one<{ departmentId: number | null; wardId: number | null }>(db, placeIdsSql(department ?? null, ward ?? null));
	if (department && ids.departmentId === null) throw badField(`${path}.department`, `There is no department "${department}".`);
	if (ward && ids.wardId === null) throw badField(`${path}.ward`, `There is no ward "${ward}".`);
	return { role, ...ids };
}

function mustSuit({ role, department, ward }: WishedRole, path: string): void {
	const { heldFor } = roleRules[role];
	if (department && ward) throw badField(`${path}.ward`, 'A role is held for a department or for a ward, not for both.');
	if (heldFor === 'department' && !department) throw badField(`${path}.department`, `A ${role} belongs to a department.`);
	if (heldFor === 'ward' && !ward) throw badField(`${path}.ward`, `A ${role} has a ward.`);
}

/** Makes a key with which a program acts as this person; it is shown once and never again. */
export async function addApiKey(db: Knex, personId: number, label: string): Promise<string> {
	const { token, hash } = newToken();
	await all(db, addTokenSql({ hash, kind: 'api-key', personId, label, hours: null }));
	return token;
}

/** Gives somebody of the demo town a key that everybody knows. */
export async function addDemoKey(db: Knex, personId: number, key: string): Promise<void> {
	await all(db, addTokenSql({ hash: hashToken(key), kind: 'api-key', personId, label: key, hours: null }));
}

interface PersonChange {
	id: string;
	name?: string | undefined;
	disabled?: boolean | undefined;
	roles?: readonly WishedRole[] | undefined;
}

/** Changes a person; a disabled account's sessions end at once. There is always an administrator left. */
export async function change(db: Knex, it: PersonChange, by: number | null): Promise<void> {
	const person = await maybeOne<{ id: number }>(db, holdPersonSql(it.id));
	if (!person) throw notFound('person');
	if (it.name !== undefined) await db('person').where({ id: person.id }).update({ name: it.name });
	if (it.disabled !== undefined) await setDisabled(db, person.id, it.disabled);
	if (it.roles !== undefined) await setRoles(db, person.id, it.roles);
	const { administered } = await one<{ administered: boolean }>(db, guardsSql);
	if (!administered) throw new Problem('conflict', 'Nobody would be left who can manage people; make somebody else an administrator first.');
	const details = { person: it.id, renamed: it.name !== undefined, disabled: it.disabled, roles: it.roles };
	await happened(db, { kind: 'person.changed', personId: by, details });
}

async function setDisabled(db: Knex, id: number, disabled: boolean): Promise<void> {
	if (disabled) await all(db, endSessionsSql(id));
	await all(db, disableSql(id, disabled));
}
