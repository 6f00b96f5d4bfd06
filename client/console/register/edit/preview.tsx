import type { JSX } from 'preact';
import { t } from '../../../i18n/console.ts';
import { t as shared } from '../../../i18n/shared.ts';
import { Button } from '../../../ui/button.tsx';
import { check, send as sendIcon } from '../../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { fieldWords, valueWords } from '../field-words.ts';
import { changesOf, editOf, isReshaped } from './draft.ts';
import { classId, draft, layer, loadSubject, refusal, startAgain, subject } from './edit-state.ts';
import { changesDirectly, reason, send, sending } from './send.ts';

/** What would be otherwise, before and after; then it is saved, or proposed. */
export function Preview(): JSX.Element {
	const it = subject.value;
	const edit = editOf(it, draft.value, { id: classId.value, layer: layer.value });
	const changes = changesOf(it, draft.value, layer.value);
	const save = (): void => {
		if (edit) void send(edit, it?.reference ?? '');
	};
	return (
		<section class="stack close" aria-labelledby="preview-title">
			<h2 class="register-heading" id="preview-title">
				{t('edit.preview')}
			</h2>
			{!edit && <p class="quiet">{t(it ? 'edit.nothingYet' : 'edit.drawFirst')}</p>}
			<ul class="bare-list">
				{edit && isReshaped(it, draft.value) && <li>{t(it ? 'edit.shapeChanges' : 'edit.shapeNew')}</li>}
				{changes.map(({ field, before, after }) => (
					<li key={field}>
						<span class="quiet">{fieldWords(field, layer.value)}: </span>
						{it && <del>{valueWords(field, before, layer.value)}</del>} → <ins>{valueWords(field, after, layer.value)}</ins>
					</li>
				))}
			</ul>
			<Refused />
			{edit && !changesDirectly() && <Why />}
			<div class="cluster">
				<Button kind="primary" icon={changesDirectly() ? check : sendIcon} busy={sending.value} disabled={!edit} onClick={save}>
					{changesDirectly() ? shared('action.save') : t('edit.propose')}
				</Button>
				{edit && (
					<Button kind="quiet" onClick={startAgain}>
						{shared('action.cancel')}
					</Button>
				)}
			</div>
		</section>
	);
}

/** Why the last change was refused; where somebody was faster, the way to what the asset is now. */
function Refused(): JSX.Element | null {
	const problem = refusal.value;
	if (!problem) return null;
	if (problem.code !== 'conflict') return <ProblemNotice problem={problem} />;
	const again = (): void => {
		refusal.value = null;
		void loadSubject();
	};
	return (
		<Notice kind="warn" actions={<Button onClick={again}>{t('edit.readAgain')}</Button>}>
			{problem.detail || t('edit.changedMeanwhile')}
		</Notice>
	);
}

/** Whoever may not change the register says why it should be changed. */
export function Why(): JSX.Element {
	return <TextArea label={t('edit.why')} hint={t('edit.whyHint')} optional value={reason.value} onText={(words) => (reason.value = words)} />;
}
