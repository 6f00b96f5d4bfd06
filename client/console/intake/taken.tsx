import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Ticket } from '../../../server/reports/contract.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { arrowRight, plus } from '../../ui/icons.ts';
import { hrefOf, readRoute, spokenCode } from '../address.ts';
import { departmentName } from '../facts.ts';
import { beginAnew } from './draft.ts';

/** The ticket, to be read out: its number first. */
export function Taken({ ticket: { ticket, fault, joined, reopened, reports, asset, department, due } }: { ticket: Ticket }): JSX.Element {
	const title = useRef<HTMLHeadingElement>(null);
	useEffect(() => title.current?.focus(), []);
	return (
		<section class="stack" aria-labelledby="ticket-title">
			<h1 id="ticket-title" ref={title} tabIndex={-1}>
				{t('taken.title')}
			</h1>
			<p class="taken-number code">{ticket}</p>
			<p>{t('taken.readOut')}</p>
			<ul class="bare-list stack tight">
				<li>
					{joined
						? t('taken.joined', { fault: spokenCode(fault), count: reports })
						: reopened
							? t('taken.reopened', { fault: spokenCode(fault) })
							: t('taken.opened', { fault: spokenCode(fault) })}
				</li>
				<li>{asset ? t('taken.asset', { asset: asset.title }) : t('taken.noAsset')}</li>
				<li>{t('taken.department', { department: departmentName(department) })}</li>
				{due && <li>{t('taken.due', { when: dateTime(due) })}</li>}
			</ul>
			<div class="cluster">
				<Button kind="primary" icon={plus} onClick={beginAnew}>
					{t('taken.next')}
				</Button>
				<ButtonLink href={hrefOf({ ...readRoute(''), fault })} iconAfter={arrowRight}>
					{t('taken.openFault')}
				</ButtonLink>
			</div>
		</section>
	);
}
