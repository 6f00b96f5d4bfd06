import type { JSX } from 'preact';
import { roles as allRoles, type Person, type Role } from '../../../server/auth/contract.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { cross, plus } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';

export type HeldRole = Person['roles'][number];

/** Roles that are only held for one department or one ward. */
const heldFor: Partial<Record<Role, 'department' | 'ward'>> = { crew: 'department', contractor: 'department', councillor: 'ward' };

/** A ward by its name. */
export const wardName = (code: string): string => theTown().wards.find((it) => it.code === code)?.name ?? code;

/** Whether every role has the place it is held for. */
export const complete = (roles: readonly HeldRole[]): boolean =>
	roles.length > 0 &&
	roles.every(({ role, department, ward }) => (heldFor[role] === 'department' ? department !== null : heldFor[role] === 'ward' ? ward !== null : true));

interface RoleListProps {
	roles: readonly HeldRole[];
	onChange: (roles: HeldRole[]) => void;
}

/** The roles of a person, each for everything or for one department or ward. */
export function RoleList({ roles, onChange }: RoleListProps): JSX.Element {
	const set = (at: number, part: Partial<HeldRole>): void => onChange(roles.map((it, index) => (index === at ? { ...it, ...part } : it)));
	return (
		<fieldset class="stack close">
			<legend class="field-label">{t('people.roles')}</legend>
			{roles.map((held, at) => (
				<div key={at} class="role-line stack tight">
					<div class="row">
						<div class="grow">
							<Select
								label={t('people.role')}
								bare
								value={held.role}
								options={allRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
								onChoose={(role: Role) => set(at, { role, department: null, ward: null })}
							/>
						</div>
						{roles.length > 1 && <IconButton path={cross} label={t('people.removeRole')} onClick={() => onChange(roles.filter((_, index) => index !== at))} />}
					</div>
					<Place held={held} onPlace={(part) => set(at, part)} />
				</div>
			))}
			<div>
				<Button kind="quiet" icon={plus} onClick={() => onChange([...roles, { role: 'crew', department: null, ward: null }])}>
					{t('people.addRole')}
				</Button>
			</div>
		</fieldset>
	);
}

/** For which department or ward a role is held. */
function Place({ held: { role, department, ward }, onPlace }: { held: HeldRole; onPlace: (part: Partial<HeldRole>) => void }): JSX.Element {
	const town = theTown();
	if (heldFor[role] === 'ward')
		return (
			<Select
				label={t('filter.ward')}
				value={ward ?? ''}
				options={[{ value: '', label: t('people.chooseWard'), disabled: true }, ...town.wards.map(({ code, name }) => ({ value: code, label: name }))]}
				onChoose={(code) => onPlace({ ward: code })}
			/>
		);
	const must = heldFor[role] === 'department';
	return (
		<Select
			label={t('fact.department')}
			value={department ?? ''}
			options={[
				{ value: '', label: t(must ? 'people.chooseDepartment' : 'people.everywhere'), disabled: must },
				...town.departments.map(({ code, title }) => ({ value: code, label: text(title) })),
			]}
			onChoose={(code) => onPlace({ department: code || null })}
		/>
	);
}
