import type { JSX } from 'preact';
import type { Order } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { check } from '../../ui/icons.ts';

type Task = Order['tasks'][number];

const answered = ({ answer, unit, doneAt }: Task): string =>
	[answer && [answer, unit].filter(Boolean).join(' '), doneAt && dateTime(doneAt)].filter(Boolean).join(' · ');

/** A checklist as the crew left it. */
export function Tasks({ title, tasks }: { title: string; tasks: readonly Task[] }): JSX.Element {
	const done = tasks.filter(({ doneAt }) => doneAt !== null).length;
	return (
		<details class="order-tasks" open={done < tasks.length && done > 0}>
			<summary>
				{title} <span class="quiet figures">{t('orders.doneOf', { done, all: tasks.length })}</span>
			</summary>
			<ul class="bare-list">
				{tasks.map((task) => (
					<li key={task.id} class="row order-task">
						<span class={`order-tick${task.doneAt ? ' done' : ''}`}>
							{task.doneAt ? <Icon path={check} size={16} label={t('orders.done')} /> : <span class="unseen">{t('orders.toDo')}</span>}
						</span>
						<span class="grow">
							{task.title}
							{task.wanted && !task.doneAt && <span class="quiet small"> · {t('orders.wanted')}</span>}
						</span>
						<span class="small quiet">{answered(task)}</span>
					</li>
				))}
			</ul>
		</details>
	);
}
