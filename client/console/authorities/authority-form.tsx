import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Authority } from '../../../server/exchange/contract.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { languageNames, offered } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { check } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type AuthorityDraft, save, write } from './draft.ts';
import { ourModes } from './our-modes.ts';
import { ServerFields } from './server-fields.tsx';
import { Several } from './several.tsx';
import './authorities.css';

type Errors = Readonly<Record<string, string | undefined>>;

interface AuthorityFormProps {
	it: AuthorityDraft;
	onKept: (after: Authority) => void;
}

/** Writes who else looks after things here: who they are, what is theirs, how they are told. */
export function AuthorityForm({ it, onKept }: AuthorityFormProps): JSX.Element {
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const keep = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			onKept(await save(it));
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	const errors: Errors = fieldErrors(problem.value);
	return (
		<form class="stack authority-form" noValidate onSubmit={(event) => void keep(event)}>
			<Texts it={it} errors={errors} />
			<Reached it={it} errors={errors} />
			<Theirs it={it} errors={errors} />
			<RadioList
				label={t('authority.way')}
				value={it.way}
				choices={[
					{ value: 'people', label: t('authority.byPeople'), hint: t('authority.byPeopleHint') },
					{ value: 'server', label: t('authority.byServer'), hint: t('authority.byServerHint') },
				]}
				onChoose={(way) => write({ way })}
			/>
			{it.way === 'server' && <ServerFields it={it} errors={errors} />}
			{problem.value && <ProblemNotice problem={problem.value} />}
			<div class="cluster">
				<Button kind="primary" type="submit" icon={check} busy={busy.value}>
					{t('authority.keep')}
				</Button>
			</div>
		</form>
	);
}

function Texts({ it, errors }: { it: AuthorityDraft; errors: Errors }): JSX.Element {
	return (
		<>
			{offered.value.map((language, at) => (
				<fieldset key={language} class="stack close authority-part">
					<legend>{languageNames[language]}</legend>
					<TextField
						label={t('authority.name')}
						lang={language}
						maxLength={120}
						// The code is made of the name: what is wrong with one is wrong with the other.
						error={at === 0 ? (errors['name'] ?? errors['code']) : undefined}
						value={it.name[language] ?? ''}
						onText={(text) => write({ name: { ...it.name, [language]: text } })}
					/>
					<TextArea
						label={t('authority.words')}
						hint={at === 0 ? t('authority.wordsHint') : undefined}
						lang={language}
						optional
						rows={2}
						maxLength={2000}
						error={at === 0 ? errors['words'] : undefined}
						value={it.words[language] ?? ''}
						onText={(text) => write({ words: { ...it.words, [language]: text } })}
					/>
				</fieldset>
			))}
		</>
	);
}

function Reached({ it, errors }: { it: AuthorityDraft; errors: Errors }): JSX.Element {
	return (
		<>
			<TextField
				type="tel"
				label={t('authority.phone')}
				optional
				maxLength={40}
				error={errors['phone']}
				value={it.phone}
				onText={(phone) => write({ phone })}
			/>
			<TextField
				type="email"
				label={t('authority.email')}
				optional
				maxLength={200}
				error={errors['email']}
				value={it.email}
				onText={(email) => write({ email })}
			/>
			<TextField type="url" label={t('authority.url')} optional maxLength={500} error={errors['url']} value={it.url} onText={(url) => write({ url })} />
		</>
	);
}

function Theirs({ it, errors }: { it: AuthorityDraft; errors: Errors }): JSX.Element {
	return (
		<fieldset class="stack close authority-part">
			<legend>{t('authority.theirs')}</legend>
			<TextArea
				label={t('authority.owners')}
				hint={t('authority.ownersHint')}
				optional
				rows={2}
				error={errors['owners']}
				value={it.owners}
				onText={(owners) => write({ owners })}
			/>
			<Several
				label={t('authority.modes')}
				hint={t('authority.modesHint')}
				add={t('authority.choose')}
				error={errors['modes']}
				options={ourModes().map(({ code, label }) => ({ value: code, label }))}
				chosen={it.modes}
				onChange={(modes) => write({ modes })}
			/>
			{it.modes.length > 0 && (
				<Several
					label={t('authority.wards')}
					hint={t('authority.wardsHint')}
					add={t('authority.choose')}
					error={errors['wards']}
					options={theTown().wards.map(({ code, name }) => ({ value: code, label: name }))}
					chosen={it.wards}
					onChange={(wards) => write({ wards })}
				/>
			)}
		</fieldset>
	);
}
