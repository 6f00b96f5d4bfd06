import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Run } from '../../../server/planning/runs/contract.ts';
import { dateTime, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/planner-heavy.ts';
import { Button } from '../../ui/button.tsx';
import { cross, play, refresh } from '../../ui/icons.ts';
import { announce } from '../../ui/live-region.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import './run-bar.css';
import type { Running } from './use-run.ts';

const troubles = { interrupted: 'run.interrupted', 'too-long': 'run.tooLong', 'too-large': 'run.tooLarge', error: 'run.error' } as const;

/** How far an answer is that takes a while: its progress, the way to stop it, and of when the figures are that are kept. */
export function RunBar({ running }: { running: Running }): JSX.Element | null {
	const run = running.run.value;
	const kept = running.kept.value;
	const state = run?.state;
	useEffect(() => {
		if (state === 'done' && run?.progress === 1) announce(t('run.done'));
	}, [state]);
	if (running.error.value) return <ProblemNotice problem={running.error.value} onRetry={running.again} />;
	if (!run) return null;
	if (run.state === 'waiting' || run.state === 'running') return <Working run={run} onCancel={running.cancel} />;
	if (run.state === 'done' && kept !== null) {
		return (
			<p class="row between run-bar small no-print">
				<span class="quiet">{t('run.kept', { when: dateTime(kept) })}</span>
				<Button kind="quiet" icon={refresh} onClick={running.again}>
					{t('run.again')}
				</Button>
			</p>
		);
	}
	return (
		<Notice
			kind={run.state === 'failed' ? 'warn' : 'note'}
			actions={
				<Button icon={play} onClick={running.again}>
					{t(kept === null ? 'run.start' : 'run.again')}
				</Button>
			}
		>
			{run.trouble ? t(troubles[run.trouble]) : t('run.cancelled')} {kept !== null && t('run.kept', { when: dateTime(kept) })}
		</Notice>
	);
}

function Working({ run, onCancel }: { run: Run; onCancel: () => void }): JSX.Element {
	const label = t(run.state === 'waiting' ? 'run.waiting' : 'run.working');
	return (
		<div class="run-bar stack close">
			<div class="row between">
				<strong>{label}</strong>
				<span class="figures">{t('run.percent', { percent: percent(run.progress) })}</span>
			</div>
			<progress class="run-progress" aria-label={label} max={1} value={run.progress} />
			<div class="row between">
				<span class="small quiet">{t('run.why')}</span>
				<Button icon={cross} onClick={onCancel}>
					{t('run.cancel')}
				</Button>
			</div>
		</div>
	);
}
