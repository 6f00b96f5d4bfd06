import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { changeSource, listSources, type RegisterSource, removeSource, runSource } from '../../../../server/assets/import/saved/contract.ts';
import { call } from '../../../api/call.ts';
import { asProblem } from '../../../api/problem.ts';
import { useCall } from '../../../api/use-call.ts';
import { t } from '../../../i18n/console.ts';
import { dateTime } from '../../../i18n/format.ts';
import { problemText } from '../../../i18n/problem-text.ts';
import { t as shared } from '../../../i18n/shared.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { refresh, trash } from '../../../ui/icons.ts';
import { ProblemNotice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { clock } from '../../../ui/staff-icons.ts';
import { toast } from '../../../ui/toast.tsx';
import { registerHref } from '../../address.ts';
import { LayerTitle } from '../layers/layer-title.tsx';
import { FileDrop, openImport } from './begin.tsx';
import { ImportState } from './import-list.tsx';
import { type Schedule, scheduleOf, schedules } from './schedules.ts';
import { beginFile } from './uploads.ts';

/** Where editions come from again and again: read with the saved mapping, by schedule or when somebody asks. */
export function Sources(): JSX.Element {
	const sources = useCall(listSources, () => ({}));
	const it = sources.data.value?.sources;
	return (
		<Card title={t('sources.title')}>
			{sources.error.value && <ProblemNotice problem={sources.error.value} onRetry={() => void sources.reload()} />}
			{it?.length === 0 && (
				<EmptyState icon={clock} title={t('sources.none')}>
					{t('sources.noneHint')}
				</EmptyState>
			)}
			<ul class="bare-list stack">
				{it?.map((source) => (
					<li key={source.code}>
						<Source source={source} again={sources.reload} />
					</li>
				))}
			</ul>
		</Card>
	);
}

function Source({ source, again }: { source: RegisterSource; again: () => Promise<void> }): JSX.Element {
	const busy = useSignal(false);
	const doing = async (ask: () => Promise<unknown>): Promise<void> => {
		busy.value = true;
		try {
			await ask();
			await again();
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		} finally {
			busy.value = false;
		}
	};
	const { code, version, address } = source;
	const run = async (): Promise<void> => openImport((await call(runSource, { code })).code);
	return (
		<section class="stack close source" aria-label={source.title}>
			<div class="cluster between">
				<h3>{source.title}</h3>
				<LayerTitle id={source.class} />
			</div>
			{address && <p class="quiet small source-address">{address}</p>}
			<LastRun source={source} />
			{address ? (
				<div class="cluster source-controls">
					<Select
						label={t('sources.schedule')}
						value={scheduleOf(source.everyMinutes)}
						disabled={busy.value}
						options={(Object.keys(schedules) as Schedule[]).map((value) => ({ value, label: t(`sources.${value}`) }))}
						onChoose={(value) => void doing(() => call(changeSource, { code, version, everyMinutes: schedules[value] }))}
					/>
					<Button icon={refresh} busy={busy.value} onClick={() => void doing(run)}>
						{t('sources.run')}
					</Button>
				</div>
			) : (
				<FileDrop
					label={t('sources.drop')}
					hint={t('sources.dropHint')}
					onFile={(file) => void doing(async () => openImport((await beginFile(file, { source: code })).code))}
				/>
			)}
			<Checkbox
				checked={source.applies}
				disabled={busy.value}
				onCheck={(applies) => void doing(() => call(changeSource, { code, version, applies }))}
				label={t('sources.applies')}
				hint={t('sources.appliesHint')}
			/>
			<div>
				<Button
					kind="quiet"
					icon={trash}
					busy={busy.value}
					aria-label={t('sources.removeOf', { title: source.title })}
					onClick={() => void doing(() => call(removeSource, { code }))}
				>
					{shared('action.delete')}
				</Button>
			</div>
		</section>
	);
}

function LastRun({ source: { last, nextAt, failures } }: { source: RegisterSource }): JSX.Element {
	return (
		<div class="cluster small">
			{last ? (
				<>
					<a href={registerHref('imports', { import: last.code })}>{dateTime(last.at)}</a>
					<ImportState state={last.state} />
				</>
			) : (
				<span class="quiet">{t('sources.neverRun')}</span>
			)}
			{nextAt && <span class="quiet">{t('sources.next', { at: dateTime(nextAt) })}</span>}
			{failures > 0 && <Badge tone="bad">{t('sources.failures', { count: failures })}</Badge>}
		</div>
	);
}
