import type { JSX } from 'preact';
import { type Found, findCallers, readCaller } from '../../../server/reports/calls/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { languageNames, language as spoken } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Combobox, type Match } from '../../ui/combobox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { may } from '../session.ts';
import { consentIn } from './aloud.ts';
import { type Said, saidIn } from './caller-words.ts';
import { draft, earlier, hasContact, write } from './draft.ts';
import { Earlier } from './earlier.tsx';
import { toPart } from './parts.ts';

type Choice = { known: Found } | { said: Said };

const knownMatch = (it: Found): Match<Choice> => ({
	key: `known ${it.id}`,
	value: { known: it },
	title: [it.name ?? t('calls.noName'), it.phone, it.email].filter(Boolean).join(', '),
	detail: t('calls.known', { count: it.reports, open: it.open, date: date(it.lastAt) }),
});

const newMatch = (typed: string): Match<Choice> => {
	const said = saidIn(typed);
	return { key: 'new', value: { said }, title: t('calls.new', { who: Object.values(said).filter(Boolean).reverse().join(', ') }), detail: t('calls.newHint') };
};

/** A whole number or address means the one who left it; a name alone may be anybody's. */
async function find(typed: string, signal: AbortSignal): Promise<Match<Choice>[]> {
	const { phone, email } = saidIn(typed);
	const { callers } = may('contact.read') && typed.length >= 3 ? await call(findCallers, { about: email || phone || typed }, { signal }) : { callers: [] };
	const known = callers.map(knownMatch);
	const sure = email !== '' || phone.replace(/\D/g, '').length >= 10 || typed.includes('-');
	return sure ? [...known, newMatch(typed)] : [newMatch(typed), ...known];
}

async function choose(it: Choice): Promise<void> {
	earlier.value = [];
	if ('said' in it) {
		write({ ...it.said, agreed: null });
		toPart(hasContact(draft.peek()) ? 'agree' : 'what');
		return;
	}
	toPart(it.known.agreed ? 'what' : 'agree');
	try {
		const { name, phone, email, language, agreed, reports } = await call(readCaller, { id: it.known.id, language: spoken.peek() });
		write({ name: name ?? '', phone: phone ?? '', email: email ?? '', language, agreed: agreed ? 'earlier' : null, agreedAt: agreed });
		earlier.value = reports;
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Who calls: found among those who called before, or taken down from one line; then how they are reached, and what they reported earlier. */
export function Caller({ errors }: { errors: Readonly<Record<string, string>> }): JSX.Element {
	const { name, phone, email, language, key } = draft.value;
	const languages = theTown().languages.map((it) => ({ value: it, label: it in languageNames ? languageNames[it as keyof typeof languageNames] : it }));
	return (
		<div class="stack close">
			<div data-part="caller">
				<Combobox<Choice>
					key={key}
					label={t('intake.caller')}
					hint={t('calls.find')}
					start={[name, phone, email].filter(Boolean).join(', ')}
					find={find}
					onChoose={(it) => void choose(it)}
				/>
			</div>
			<Select label={t('intake.language')} value={language} options={languages} onChoose={(it) => write({ language: it })} />
			{hasContact(draft.value) && <Agree />}
			<Earlier />
			<details open={Boolean(errors['name'] ?? errors['phone'] ?? errors['email'])}>
				<summary>{t('calls.details')}</summary>
				<div class="two">
					<TextField
						{...{ label: t('intake.name'), optional: true, error: errors['name'], autoComplete: 'off', maxLength: 120, value: name }}
						onText={(it) => write({ name: it })}
					/>
					<TextField
						{...{ label: t('intake.phone'), optional: true, error: errors['phone'], type: 'tel', autoComplete: 'off', value: phone }}
						onText={(it) => write({ phone: it })}
					/>
					<TextField
						{...{ label: t('intake.email'), optional: true, error: errors['email'], type: 'email', autoComplete: 'off', value: email }}
						onText={(it) => write({ email: it })}
					/>
				</div>
			</details>
		</div>
	);
}

/** Whether the caller agrees that we keep how they are reached; without it the report is taken without a name. */
function Agree(): JSX.Element {
	const { agreed, agreedAt, language } = draft.value;
	const answer = (it: 'asked' | 'no'): void => {
		write({ agreed: it });
		toPart('what');
	};
	return (
		<fieldset class="stack tight" data-part="agree">
			<legend>
				{agreed === 'earlier' && agreedAt ? (
					t('calls.agreedOn', { date: date(agreedAt) })
				) : (
					<>
						{t('calls.readOut')} <q lang={language}>{consentIn(language)}</q>
					</>
				)}
			</legend>
			<div class="cluster">
				<button type="button" class="button plain" aria-pressed={agreed === 'asked' || agreed === 'earlier'} onClick={() => answer('asked')}>
					{t('calls.agree.yes')}
				</button>
				<button type="button" class="button plain" aria-pressed={agreed === 'no'} onClick={() => answer('no')}>
					{t('calls.agree.no')}
				</button>
			</div>
		</fieldset>
	);
}
