import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import { listInstructions } from '../../../server/work/contractors/contract.ts';
import type { Order } from '../../../server/work/orders/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { hrefOf, readRoute } from '../address.ts';
import { moneyWords } from './order-words.ts';

type Instruction = z.infer<typeof listInstructions.output>['instructions'][number];

const money = (cents: number): string => moneyWords(cents / 100);

/** What contractors were told to do on an order, what it may cost and what of that they have asked for; nothing where they were told nothing. */
export function Instructed({ it }: { it: Order }): JSX.Element | null {
	const { data, error, reload } = useCall(listInstructions, () => ({ order: it.code }));
	if (error.value) return <ProblemNotice problem={error.value} onRetry={() => void reload()} />;
	const rows = data.value?.instructions ?? [];
	if (rows.length === 0) return null;
	const columns: Column<Instruction>[] = [
		{
			key: 'contractor',
			title: t('orders.contractor'),
			heading: true,
			cell: ({ code, contractorName }) => (
				<>
					{contractorName} <span class="code quiet">{code}</span>
				</>
			),
		},
		{ key: 'state', title: t('orders.instruction.state'), cell: ({ state }) => t(`orders.instruction.${state}`) },
		{ key: 'ceiling', title: t('orders.instruction.ceiling'), figures: true, cell: ({ ceiling }) => money(ceiling) },
		{ key: 'invoiced', title: t('orders.instruction.invoiced'), figures: true, cell: ({ invoiced }) => money(invoiced) },
	];
	return (
		<div class="stack close">
			<Table caption={t('orders.instructed')} captionSeen columns={columns} rows={rows} keyOf={({ code }) => code} unlinked />
			<p>
				<a href={hrefOf({ ...readRoute(''), view: 'contractors' })}>{t('orders.toContractors')}</a>
			</p>
		</div>
	);
}
