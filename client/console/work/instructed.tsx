import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import { listInstructions } from '../../../server/work/contractors/contract.ts';
import type { Order } from '../../../server/work/orders/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { Badge } from '../../ui/badge.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { hrefOf, readRoute } from '../address.ts';
import { moneyWords } from './order-words.ts';

type Instruction = z.infer<typeof listInstructions.output>['instructions'][number];

const tones = { drafted: 'plain', instructed: 'brand', done: 'good', cancelled: 'plain' } as const;

const money = (cents: number): string => moneyWords(cents / 100);

/** What contractors were told to do on an order, what it may cost and what of that they have asked for; nothing where they were told nothing. */
export function Instructed({ it }: { it: Order }): JSX.Element | null {
	const { data, error, reload } = useCall(listInstructions, () => ({ order: it.code }));
	if (error.value) return <ProblemNotice problem={error.value} onRetry={() => void reload()} />;
	const rows = data.value?.instructions ?? [];
	if (rows.length === 0) return null;
	return (
		<section class="stack close">
			<h3>{t('orders.instructed')}</h3>
			<ul class="bare-list stack close">
				{rows.map((row) => (
					<One key={row.code} it={row} />
				))}
			</ul>
			<p>
				<a href={hrefOf({ ...readRoute(''), view: 'contractors' })}>{t('orders.toContractors')}</a>
			</p>
		</section>
	);
}

const One = ({ it: { code, contractorName, state, ceiling, invoiced } }: { it: Instruction }): JSX.Element => (
	<li class="stack tight">
		<span class="cluster close">
			<strong>{contractorName}</strong>
			<span class="code quiet">{code}</span>
			<Badge tone={tones[state]}>{t(`orders.instruction.${state}`)}</Badge>
		</span>
		<span class="small quiet">
			{t('orders.instruction.ceiling', { amount: money(ceiling) })} · {t('orders.instruction.invoiced', { amount: money(invoiced) })}
		</span>
	</li>
);
