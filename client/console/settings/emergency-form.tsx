import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type EmergencySettings, writeEmergencySettings } from '../../../server/municipality/settings/contract.ts';
import { call } from '../../api/call.ts';
import { fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { languageNames, offered } from '../../i18n/language.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { check } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { keepSetting } from './keep.ts';
import { Texts } from './texts.tsx';
import { WardMessages } from './ward-messages.tsx';

interface EmergencyFormProps {
	it: EmergencySettings;
	again: () => Promise<void>;
}

type Errors = Readonly<Record<string, string | undefined>>;

interface PartProps {
	it: EmergencySettings;
	errors: Errors;
	write: (part: Partial<EmergencySettings>) => void;
}

/** What is wrong in one group of fields, by what follows its name. */
const within = (errors: Errors, group: string): Errors =>
	Object.fromEntries(Object.entries(errors).flatMap(([path, words]) => (path.startsWith(`${group}.`) ? [[path.slice(group.length + 1), words]] : [])));

const orNull = (it: string | null): string | null => it?.trim() || null;

const wishOf = (it: EmergencySettings): EmergencySettings => ({
	...it,
	email: orNull(it.email),
	wards: it.wards.map((ward) => ({ ...ward, phone: orNull(ward.phone) })),
	words: Object.fromEntries(Object.entries(it.words).map(([language, lines]) => [language, lines.filter((line) => line.trim() !== '')])),
});

/** Whom people in danger are told to phone, by day, by night and by ward, with what they will see of it. */
export function EmergencyForm({ it, again }: EmergencyFormProps): JSX.Element {
	const draft = useSignal(it);
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const write = (part: Partial<EmergencySettings>): void => {
		draft.value = { ...draft.peek(), ...part };
	};
	const keep = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = await keepSetting({
			before: it,
			wish: wishOf(draft.peek()),
			write: (wish) => call(writeEmergencySettings, wish),
			done: () => void again(),
		});
		busy.value = false;
	};
	const errors = fieldErrors(problem.value);
	return (
		<Card title={t('settings.emergency')}>
			<div class="settings-columns with-preview">
				<form class="stack" noValidate onSubmit={(event) => void keep(event)}>
					<Numbers it={draft.value} errors={errors} write={write} />
					<Told it={draft.value} errors={errors} write={write} />
					<WardMessages wards={draft.value.wards} errors={errors} onChange={(wards) => write({ wards })} />
					<Signs it={draft.value} errors={errors} write={write} />
					{problem.value && <ProblemNotice problem={problem.value} />}
					<div>
						<Button kind="primary" type="submit" icon={check} busy={busy.value}>
							{t('settings.keep')}
						</Button>
					</div>
				</form>
				<Seen it={draft.value} />
			</div>
		</Card>
	);
}

function Numbers({ it, errors, write }: PartProps): JSX.Element {
	return (
		<>
			<TextField
				type="tel"
				label={t('settings.phone')}
				hint={t('settings.phoneHint')}
				maxLength={25}
				error={errors['phone']}
				value={it.phone}
				onText={(phone) => write({ phone })}
			/>
			<TextField
				type="email"
				label={t('settings.email')}
				optional
				maxLength={200}
				error={errors['email']}
				value={it.email ?? ''}
				onText={(email) => write({ email })}
			/>
		</>
	);
}

function Told({ it, errors, write }: PartProps): JSX.Element {
	return (
		<>
			<Texts label={t('settings.text')} texts={it.text} errors={within(errors, 'text')} onChange={(words) => write({ text: words })} />
			<Texts
				label={t('settings.afterHours')}
				hint={t('settings.afterHoursHint')}
				texts={it.afterHours}
				errors={within(errors, 'afterHours')}
				onChange={(afterHours) => write({ afterHours })}
			/>
			<Select
				label={t('settings.calendar')}
				error={errors['calendar']}
				value={it.calendar}
				options={it.calendars.map((code) => ({ value: code, label: code }))}
				onChoose={(calendar) => write({ calendar })}
			/>
		</>
	);
}

/** Words that make an emergency of a report, one a line. */
function Signs({ it, errors, write }: PartProps): JSX.Element {
	return (
		<fieldset class="stack close settings-part">
			<legend>{t('settings.words')}</legend>
			<p class="field-hint">{t('settings.wordsHint')}</p>
			{offered.value.map((language) => (
				<TextArea
					key={language}
					label={languageNames[language]}
					lang={language}
					optional
					rows={2}
					error={Object.entries(within(errors, `words.${language}`)).map(([, words]) => words)[0]}
					value={(it.words[language] ?? []).join('\n')}
					onText={(lines) => write({ words: { ...it.words, [language]: lines.split('\n') } })}
				/>
			))}
		</fieldset>
	);
}

/** What somebody in danger will see. */
function Seen({ it }: { it: EmergencySettings }): JSX.Element {
	const night = Object.values(it.afterHours).some((words) => words.trim() !== '');
	return (
		<section class="stack close settings-part" aria-labelledby="settings-seen">
			<h3 id="settings-seen">{t('settings.seen')}</h3>
			<strong class="figures">{it.phone}</strong>
			<p>{text(it.text)}</p>
			{night && (
				<>
					<p class="quiet small">{t('settings.seenNight')}</p>
					<p>{text(it.afterHours)}</p>
				</>
			)}
		</section>
	);
}
