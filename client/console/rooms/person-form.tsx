import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { changePerson, invitePerson, type Person } from '../../../server/auth/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { language, languageNames } from '../../i18n/language.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { copy, mail } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { complete, type HeldRole, RoleList } from './role-list.tsx';

interface PersonFormProps {
	/** Null: somebody new is invited. */
	person: Person | null;
	/** It is done; `stay`: there is something left to read. */
	onDone: (stay: boolean) => void;
}

const languageOptions = (): { value: string; label: string }[] =>
	theTown().languages.map((it) => ({ value: it, label: it in languageNames ? languageNames[it as keyof typeof languageNames] : it }));

/** Invites somebody, or changes their name and roles. */
export function PersonForm({ person, onDone }: PersonFormProps): JSX.Element {
	const name = useSignal(person?.name ?? '');
	const email = useSignal('');
	const spoken = useSignal<string>(language.peek());
	const roles = useSignal<HeldRole[]>(person?.roles ?? [{ role: 'engineer', department: null, ward: null }]);
	const problem = useSignal<Problem | null>(null);
	const link = useSignal<string | null>(null);
	const busy = useSignal(false);
	const send = async (): Promise<void> => {
		const common = { name: name.value.trim(), roles: roles.value };
		if (person) {
			await call(changePerson, { id: person.id, ...common });
			toast({ text: t('done.person') });
		} else link.value = (await call(invitePerson, { ...common, email: email.value.trim(), language: spoken.value })).link;
		onDone(!person);
	};
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		await send().catch((thrown: unknown) => {
			problem.value = asProblem(thrown);
		});
		busy.value = false;
	};
	const errors = fieldErrors(problem.value);
	if (link.value) return <Invited email={email.value} link={link.value} />;
	return (
		<form class="stack" onSubmit={submit}>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<TextField label={t('people.name')} error={errors['name']} required maxLength={120} value={name.value} onText={(it) => (name.value = it)} />
			{!person && <TextField label={t('signIn.email')} error={errors['email']} type="email" required value={email.value} onText={(it) => (email.value = it)} />}
			{!person && <Select label={t('intake.language')} value={spoken.value} options={languageOptions()} onChoose={(it) => (spoken.value = it)} />}
			<RoleList roles={roles.value} onChange={(it) => (roles.value = it)} />
			<Button kind="primary" type="submit" busy={busy.value} disabled={!complete(roles.value)} {...(!person && { icon: mail })}>
				{person ? shared('action.save') : t('people.send')}
			</Button>
		</form>
	);
}

function Invited({ email, link }: { email: string; link: string }): JSX.Element {
	const copyLink = async (): Promise<void> => {
		await navigator.clipboard.writeText(link);
		toast({ text: shared('action.copied'), seconds: 3 });
	};
	return (
		<Notice
			kind="good"
			title={t('people.invited', { email })}
			actions={
				<Button icon={copy} onClick={() => void copyLink()}>
					{t('people.copyLink')}
				</Button>
			}
		>
			<p>{t('people.invitedHint')}</p>
			<p class="code message-body">{link}</p>
		</Notice>
	);
}
