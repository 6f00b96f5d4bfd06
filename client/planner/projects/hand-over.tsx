import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { handOver } from '../../../server/planning/projects/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/planner-projects.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { wrench } from '../../ui/staff-icons.ts';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { ProjectList } from './list.tsx';

interface HandOverProps {
	title: string;
	assets: readonly string[];
	planned: number | undefined;
}

/** Hands the assets of a row over to works, and shows what is there already. */
export function HandOver({ title, assets, planned }: HandOverProps): JSX.Element {
	const name = useSignal(title);
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const times = useSignal(0);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			const { code } = await call(
				handOver,
				{ title: name.value.trim(), assets: [...assets], ...(planned !== undefined && { planned }) },
				{ idempotencyKey: crypto.randomUUID() },
			);
			toast({ text: t('order.done', { code }) });
			times.value += 1;
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	return (
		<section class="stack close" aria-label={t('order.title')}>
			<h3>{t('order.title')}</h3>
			<p class="small quiet">{t('order.hint', { count: assets.length })}</p>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<form class="stack close" onSubmit={(event) => void submit(event)}>
				<TextField
					label={t('order.name')}
					error={fieldErrors(problem.value)['title']}
					required
					maxLength={200}
					value={name.value}
					onText={(it) => {
						name.value = it;
					}}
				/>
				<Button type="submit" icon={wrench} busy={busy.value}>
					{t('order.button')}
				</Button>
			</form>
			<ProjectList key={times.value} />
		</section>
	);
}
