import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { changePerson, listPeople, type Person } from '../../../server/auth/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { collate } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';
import { departmentName } from '../facts.ts';
import { me } from '../session.ts';
import { PersonForm } from './person-form.tsx';
import { PersonSignIn } from './person-sign-in.tsx';
import { PersonWork } from './person-work.tsx';
import { wardName } from './role-list.tsx';
import { RoomFrame } from './room-frame.tsx';
import { SignInRuleCard } from './sign-in-rule.tsx';

/** Everybody with an account: invited, changed, disabled. */
export function PeopleRoom(): JSX.Element {
	const people = useCall(listPeople, () => ({}));
	const open = useSignal<Person | 'new' | null>(null);
	const it = open.value;
	return (
		<div class="room-with-panel">
			<RoomFrame
				title={t('people.title')}
				hint={t('people.hint')}
				actions={
					<Button kind="primary" icon={plus} onClick={() => (open.value = 'new')}>
						{t('people.invite')}
					</Button>
				}
			>
				{people.error.value && <ProblemNotice problem={people.error.value} onRetry={() => void people.reload()} />}
				{people.data.value ? (
					<People people={people.data.value.people} again={people.reload} onEdit={(person) => (open.value = person)} />
				) : (
					!people.error.value && <Skeleton kind="rows" count={6} />
				)}
				<SignInRuleCard />
			</RoomFrame>
			{it && (
				<SidePanel title={it === 'new' ? t('people.invite') : it.name} onClose={() => (open.value = null)}>
					<PersonForm
						key={it === 'new' ? 'new' : it.id}
						person={it === 'new' ? null : it}
						onDone={(stay) => {
							if (!stay) open.value = null;
							void people.reload();
						}}
					/>
					{it !== 'new' && <PersonWork person={it} />}
					{it !== 'new' && (
						<PersonSignIn
							person={it}
							onDone={() => {
								open.value = null;
								void people.reload();
							}}
						/>
					)}
				</SidePanel>
			)}
		</div>
	);
}

/** Somebody's roles in words: "Engineer (Electricity)". */
const rolesWords = ({ roles }: Person): string =>
	roles
		.map(({ role, department, ward }) => {
			const place = department ? departmentName(department) : ward ? wardName(ward) : '';
			return place ? `${t(`role.${role}`)} (${place})` : t(`role.${role}`);
		})
		.join(', ');

interface PeopleProps {
	people: readonly Person[];
	again: () => Promise<void>;
	onEdit: (person: Person) => void;
}

function People({ people, again, onEdit }: PeopleProps): JSX.Element {
	const disable = async (id: string, disabled: boolean): Promise<void> => {
		try {
			await call(changePerson, { id, disabled });
			await again();
			toast({ text: t(disabled ? 'done.disabled' : 'done.enabled'), undo: () => disable(id, !disabled) });
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	const columns: Column<Person>[] = [
		{ key: 'name', title: t('people.name'), heading: true, cell: ({ name }) => name },
		{ key: 'email', title: t('signIn.email'), cell: ({ email }) => email },
		{ key: 'roles', title: t('people.roles'), cell: rolesWords },
		{ key: 'state', title: t('filter.state'), cell: (it) => <Standing person={it} /> },
		{
			key: 'actions',
			title: t('people.actions'),
			cell: (it) => (
				<span class="cluster">
					<Button aria-label={t('people.editName', { name: it.name })} onClick={() => onEdit(it)}>
						{shared('action.edit')}
					</Button>
					{it.id !== me.value?.person?.id && (
						<Button
							aria-label={t(it.disabled ? 'people.enableName' : 'people.disableName', { name: it.name })}
							onClick={() => void disable(it.id, !it.disabled)}
						>
							{t(it.disabled ? 'people.enable' : 'people.disable')}
						</Button>
					)}
				</span>
			),
		},
	];
	return <Table caption={t('people.title')} columns={columns} rows={[...people].sort((one, other) => collate(one.name, other.name))} keyOf={({ id }) => id} />;
}

function Standing({ person: { disabled, invited, locked, secondFactor } }: { person: Person }): JSX.Element {
	if (disabled) return <Badge tone="bad">{t('people.isDisabled')}</Badge>;
	if (locked) return <Badge tone="bad">{t('people.isLocked')}</Badge>;
	if (secondFactor) return <Badge tone="good">{t('people.hasFactor')}</Badge>;
	return invited ? <Badge tone="warn">{t('people.isInvited')}</Badge> : <Badge tone="good">{t('people.isActive')}</Badge>;
}
