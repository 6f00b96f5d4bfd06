import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type CatalogueEntry, listReports } from '../../../server/planning/contract.ts';
import { type OwnQuestion, readQuestions } from '../../../server/planning/inquiry/contract.ts';
import { type Letter, readLetters } from '../../../server/planning/letters/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/planner-letters.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { mail } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { change, route } from '../route.ts';
import { LetterForm, type Wanted } from './letter-form.tsx';
import { LetterItem } from './letter-item.tsx';
import '../kept/kept.css';
import './letters.css';

interface Known {
	reports: readonly CatalogueEntry[];
	questions: readonly OwnQuestion[];
}

type About = Pick<Letter, 'what' | 'report' | 'question'>;

/** What a letter is about, by the name that people know. */
function nameOf({ what, report, question }: About, { reports, questions }: Known): string {
	if (what === 'board') return t('board');
	if (what === 'report') return reports.find(({ id }) => id === report)?.title ?? report ?? '';
	return questions.find(({ id }) => id === question)?.title ?? '';
}

function aboutOf(it: About, known: Known): string {
	if (it.what === 'board') return t('board');
	const title = nameOf(it, known);
	return it.what === 'report' ? t('report', { title }) : t('question', { title });
}

/** What the address asks to be sent. */
function wantedOf(known: Known): Wanted | null {
	const { send, question = null, ...params } = route.value.values;
	if (send === undefined) return null;
	const what = send === 'board' || send === 'question' ? send : 'report';
	const about = { what, report: what === 'report' ? send : null, question: what === 'question' ? question : null } as const;
	const when = { every: 'week', day: 1, hour: 7 } as const;
	return {
		...about,
		...when,
		id: null,
		params: what === 'report' ? params : {},
		title: nameOf(about, known),
		language: language.peek(),
		people: [],
		outside: [],
	};
}

const wantedBy = (it: Letter): Wanted => ({
	...it,
	people: it.readers.flatMap(({ person, left }) => (person && !left ? [person] : [])),
	outside: it.readers.flatMap(({ email }) => email ?? []),
});

/** What goes out by e-mail again and again, and what is to go out. */
export function LettersPage(): JSX.Element {
	const all = useCall(readLetters, () => ({}));
	const catalogue = useCall(listReports, () => ({ language: language.value }));
	const questions = useCall(readQuestions, () => ({}));
	const changing = useSignal<Letter | null>(null);
	const follow = (letters: Letter[]): void => {
		if (all.data.value) all.data.value = { ...all.data.value, letters };
	};
	const failed = [all, catalogue, questions].find(({ error }) => error.value !== null);
	const known = catalogue.data.value && questions.data.value && { ...catalogue.data.value, ...questions.data.value };
	return (
		<div class="letters-page page wide stack loose">
			<div class="stack close">
				<h1>{t('heading')}</h1>
				<p class="quiet">{t('intro')}</p>
			</div>
			{failed?.error.value && <ProblemNotice problem={failed.error.value} onRetry={() => void failed.reload()} />}
			{!failed && !(all.data.value && known) && <Skeleton kind="rows" count={3} />}
			{all.data.value && known && <Letters {...all.data.value} known={known} changing={changing} onChange={follow} />}
		</div>
	);
}

interface LettersProps {
	letters: readonly Letter[];
	people: readonly { id: string; name: string }[];
	outside: boolean;
	known: Known;
	changing: Signal<Letter | null>;
	onChange: (letters: Letter[]) => void;
}

function Letters({ letters, people, outside, known, changing, onChange }: LettersProps): JSX.Element {
	const wanted = changing.value ? wantedBy(changing.value) : wantedOf(known);
	const close = (): void => {
		changing.value = null;
		change({ values: {} });
	};
	return (
		<>
			{letters.length === 0 && !wanted && (
				<EmptyState icon={mail} title={t('none')}>
					{t('noneHint')}
				</EmptyState>
			)}
			<ul class="kept-list bare-list">
				{letters.map((it) => (
					<LetterItem key={it.id} it={it} about={aboutOf(it, known)} onEdit={() => (changing.value = it)} onChange={onChange} />
				))}
			</ul>
			{wanted && (
				<SidePanel title={wanted.id === null ? t('add') : t('change')} over onClose={close}>
					<LetterForm
						key={wanted.id ?? 'new'}
						wanted={wanted}
						about={aboutOf(wanted, known)}
						staff={people}
						outside={outside}
						onDone={(now) => {
							onChange(now);
							close();
						}}
					/>
				</SidePanel>
			)}
		</>
	);
}
