import type { JSX } from 'preact';
import { listProjects } from '../../../server/planning/projects/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/planner-projects.ts';
import { ProblemNotice } from '../../ui/notice.tsx';

const shown = 8;

/** What has been handed over: how far it is, and what it costs against the plan. */
export function ProjectList(): JSX.Element {
	const it = useCall(listProjects, () => ({ limit: shown }));
	const projects = it.data.value?.projects;
	return (
		<div class="stack tight">
			<h3>{t('projects.title')}</h3>
			{it.error.value && <ProblemNotice problem={it.error.value} onRetry={() => void it.reload()} />}
			{projects?.length === 0 && <p class="small quiet">{t('projects.none')}</p>}
			<ul class="behind bare-list">
				{projects?.map(({ code, title, assets, ended, planned, actual }) => (
					<li key={code}>
						<span class="grow stack tight">
							<span class="row between">
								<span>{title || code}</span>
								<span class="code">{code}</span>
							</span>
							<span class="quiet small figures">
								{t('projects.done', { ended, assets })}
								{planned !== null && ` · ${t('projects.planned')} ${number(planned)}`}
								{actual !== null && ` · ${t('projects.actual')} ${number(actual)}`}
							</span>
						</span>
					</li>
				))}
			</ul>
		</div>
	);
}
