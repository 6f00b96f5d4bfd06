import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type Alert, confirmAlert, readAlert, stopAlert } from '../../../server/reports/alerts/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/resident-public.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Page } from '../page.tsx';
import { startServices } from '../report/services.ts';
import { AlertForm } from './alert-form.tsx';
import './alerts.css';
import { classes } from './filters.tsx';

/** Where somebody asks to hear of new faults, in a ward, a street or an area. */
export function AlertsScreen(): JSX.Element {
	useEffect(startServices, []);
	return (
		<Page title={t('alert.title')}>
			<p class="quiet">{t('alert.help')}</p>
			<AlertForm />
		</Page>
	);
}

const placeOf = ({ ward, street, class: of }: Alert): string => {
	const where = (ward === null ? street : theTown().wards.find(({ code }) => code === ward)?.name) ?? t('alert.yourArea');
	const kind = classes().find(({ value }) => value === of)?.label;
	return kind ? `${where} (${kind})` : where;
};

/** What the link of a message leads to: yes, or no more. */
export function AlertScreen({ id }: { id: string }): JSX.Element {
	useEffect(startServices, []);
	const read = useCall(readAlert, () => ({ tracking: id }));
	const changed = useSignal<Alert | null>(null);
	const failed = useSignal<Problem | null>(null);
	const it = changed.value ?? read.data.value;
	const problem = failed.value ?? read.error.value;
	const ask = async (what: typeof confirmAlert | typeof stopAlert): Promise<void> => {
		try {
			changed.value = await call(what, { tracking: id });
		} catch (thrown) {
			failed.value = asProblem(thrown);
		}
	};
	return (
		<Page title={t('alert.title')}>
			{!it && !problem && <Skeleton kind="text" count={3} />}
			{problem && (problem.status === 404 || problem.status === 400) && (
				<Notice kind="warn" title={t('alert.unknown')}>
					{t('alert.unknownHelp')}
				</Notice>
			)}
			{problem && problem.status !== 404 && problem.status !== 400 && <ProblemNotice problem={problem} />}
			{it && <Standing it={it} onConfirm={() => void ask(confirmAlert)} onStop={() => void ask(stopAlert)} />}
		</Page>
	);
}

function Standing({ it, onConfirm, onStop }: { it: Alert; onConfirm: () => void; onStop: () => void }): JSX.Element {
	const place = placeOf(it);
	const confirm = (
		<Button kind="primary" onClick={onConfirm}>
			{t('alert.confirm')}
		</Button>
	);
	if (it.stopped) return <Notice actions={confirm}>{t('alert.stopped')}</Notice>;
	if (!it.confirmed) return <Notice actions={confirm}>{t('alert.confirmAsk', { place })}</Notice>;
	return (
		<Notice kind="good" actions={<Button onClick={onStop}>{t('alert.stop')}</Button>}>
			{t('alert.already', { place })}
		</Notice>
	);
}
