import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { changeQuestion, keepQuestion, type OwnQuestion, readQuestions } from '../../../server/planning/inquiry/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/planner-ask.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { mail, trash } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { hrefOf } from '../route.ts';
import { type Draft, writeInquiry } from './inquiry.ts';

/** Questions that are kept: one's own and those that colleagues share; and the way to keep the one that is asked. */
export function Kept({ asked }: { asked: Draft | null }): JSX.Element {
	const all = useCall(readQuestions, () => ({}));
	const problem = useSignal<Problem | null>(null);
	const act = async (doing: Promise<{ questions: OwnQuestion[] }>): Promise<boolean> => {
		problem.value = null;
		try {
			all.data.value = await doing;
			return true;
		} catch (thrown) {
			problem.value = asProblem(thrown);
			return false;
		}
	};
	const put = async ({ id, title }: OwnQuestion): Promise<void> => {
		if (!(await act(call(changeQuestion, { id, gone: true })))) return;
		toast({
			text: t('kept.gone', { title }),
			undo: async () => {
				await act(call(changeQuestion, { id, gone: false }));
			},
		});
	};
	const questions = all.data.value?.questions;
	return (
		<section class="stack close" aria-label={t('kept.title')}>
			<h2>{t('kept.title')}</h2>
			{questions?.length === 0 && <p class="quiet small">{t('kept.empty')}</p>}
			<ul class="bare-list ask-kept">
				{questions?.map((it) => (
					<li key={it.id} class="row between">
						<a href={hrefOf({ values: { ask: writeInquiry(it.inquiry) } })}>{it.title}</a>
						<span class="cluster close">
							{!it.mine && <span class="quiet small">{t('kept.sharedBy', { name: it.by })}</span>}
							<a
								class="icon-button"
								href={hrefOf({ page: 'letters', values: { send: 'question', question: it.id } })}
								aria-label={t('kept.send', { title: it.title })}
							>
								<Icon path={mail} />
							</a>
							{it.mine && <IconButton path={trash} label={t('kept.put', { title: it.title })} onClick={() => void put(it)} />}
						</span>
					</li>
				))}
			</ul>
			{problem.value && <ProblemNotice problem={problem.value} />}
			{asked && <Keep onKeep={(title, shared) => act(call(keepQuestion, { title, shared, inquiry: asked }))} />}
		</section>
	);
}

function Keep({ onKeep }: { onKeep: (title: string, shared: boolean) => Promise<boolean> }): JSX.Element {
	const title = useSignal('');
	const shared = useSignal(false);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		const name = title.value.trim();
		if (!(await onKeep(name, shared.value))) return;
		toast({ text: t('kept.kept', { title: name }) });
		title.value = '';
	};
	return (
		<form class="ask-part" onSubmit={(event) => void submit(event)}>
			<TextField label={t('kept.name')} required maxLength={120} value={title.value} onText={(it) => (title.value = it)} />
			<Checkbox label={t('kept.share')} checked={shared.value} onCheck={(it) => (shared.value = it)} />
			<Button type="submit">{t('kept.keep')}</Button>
		</form>
	);
}
