import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { noticeKinds, noticeThemes } from '../../../server/municipality/contract.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { languageNames, offered } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { check, send } from '../../ui/icons.ts';
import { lazy } from '../../ui/lazy.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { draftOf, type NoticeDraft, open, save, write } from './draft.ts';
import { moveWithUndo } from './move-with-undo.ts';
import './notices.css';

const NoticeMap = lazy(() => import('./notice-map.tsx').then((it) => it.NoticeMap));

type Errors = Readonly<Record<string, string | undefined>>;

interface NoticeFormProps {
	it: NoticeDraft;
	onDone: () => void;
}

/** Writes an announcement: what, when, where, for which services, in each language. */
export function NoticeForm({ it, onDone }: NoticeFormProps): JSX.Element {
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const keep = async (publish: boolean): Promise<void> => {
		busy.value = true;
		problem.value = null;
		try {
			const notice = await save(it);
			open.value = draftOf(notice);
			onDone();
			if (publish) await moveWithUndo(notice.code, 'published', onDone);
			else toast({ text: t('notices.saved') });
			if (publish) open.value = null;
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	const errors: Errors = problem.value ? fieldErrors(problem.value) : {};
	return (
		<form
			class="stack notice-form"
			noValidate
			onSubmit={(event) => {
				event.preventDefault();
				void keep(false);
			}}
		>
			<Select
				label={t('notices.kind')}
				value={it.kind}
				options={noticeKinds.map((value) => ({ value, label: t(`notices.kind.${value}`) }))}
				onChoose={(kind) => write({ kind })}
			/>
			<When it={it} errors={errors} />
			<Where it={it} error={errors['area'] ?? errors['wards']} />
			<Themes it={it} />
			<Texts it={it} error={errors['title']} />
			{problem.value && <ProblemNotice problem={problem.value} />}
			<div class="cluster">
				{it.state === 'draft' && (
					<Button kind="primary" icon={send} busy={busy.value} onClick={() => void keep(true)}>
						{t('notices.publish')}
					</Button>
				)}
				<Button type="submit" icon={check} busy={busy.value}>
					{t('notices.save')}
				</Button>
			</div>
		</form>
	);
}

function When({ it, errors }: { it: NoticeDraft; errors: Errors }): JSX.Element {
	return (
		<div class="notice-when">
			<TextField type="datetime-local" label={t('notices.from')} error={errors['from']} value={it.from} onText={(from) => write({ from })} />
			<TextField type="datetime-local" label={t('notices.until')} error={errors['until']} value={it.until} onText={(until) => write({ until })} />
		</div>
	);
}

function Where({ it, error }: { it: NoticeDraft; error: string | undefined }): JSX.Element {
	return (
		<>
			<RadioList
				label={t('notices.area')}
				error={error}
				value={it.by}
				choices={[
					{ value: 'area', label: t('notices.byArea') },
					{ value: 'wards', label: t('notices.byWard') },
				]}
				onChoose={(by) => write({ by: by as NoticeDraft['by'] })}
			/>
			{it.by === 'wards' ? (
				<Chips
					label={t('notices.wards')}
					chips={theTown().wards.map(({ code, name }) => ({ value: code, label: name }))}
					chosen={it.wards}
					onChange={(wards) => write({ wards })}
				/>
			) : (
				<>
					<p class="quiet small" role="status">
						{it.area ? t('notices.drawn') : t('notices.draw')}
					</p>
					<div class="notice-map">
						<NoticeMap />
					</div>
				</>
			)}
		</>
	);
}

function Themes({ it }: { it: NoticeDraft }): JSX.Element {
	return (
		<div class="stack tight">
			<span class="field-label">{t('notices.themes')}</span>
			<Chips
				label={t('notices.themes')}
				chips={noticeThemes.map((value) => ({ value, label: t(`notices.theme.${value}`) }))}
				chosen={it.themes}
				onChange={(themes) => write({ themes })}
			/>
			<span class="quiet small">{t('notices.themesHint')}</span>
		</div>
	);
}

function Texts({ it, error }: { it: NoticeDraft; error: string | undefined }): JSX.Element {
	return (
		<>
			{offered.value.map((language, at) => (
				<fieldset key={language} class="stack close notice-texts">
					<legend>{t('notices.texts', { language: languageNames[language] })}</legend>
					<TextField
						label={t('notices.what')}
						maxLength={120}
						lang={language}
						error={at === 0 ? error : undefined}
						value={it.title[language] ?? ''}
						onText={(text) => write({ title: { ...it.title, [language]: text } })}
					/>
					<TextArea
						label={t('notices.words')}
						optional
						rows={2}
						maxLength={2000}
						lang={language}
						value={it.words[language] ?? ''}
						onText={(text) => write({ words: { ...it.words, [language]: text } })}
					/>
				</fieldset>
			))}
		</>
	);
}
