import type { JSX } from 'preact';
import { withdrawReport } from '../../../server/reports/calls/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { arrowRight, undo } from '../../ui/icons.ts';
import { toast } from '../../ui/toast.tsx';
import { hrefOf, readRoute, spokenCode } from '../address.ts';
import { departmentName } from '../facts.ts';
import { spelled } from './aloud.ts';
import { beginAgain, type Taken as Last } from './draft.ts';
import { toPart } from './parts.ts';

async function takeBack({ ticket: { ticket }, said }: Last): Promise<void> {
	try {
		await call(withdrawReport, { ticket });
		beginAgain(said);
		toPart('caller');
		toast({ text: t('calls.undone') });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** The last ticket, to be read out letter by letter, over the form of the next call; it can be taken back. */
export function Taken({ last }: { last: Last }): JSX.Element {
	const { ticket, fault, joined, reopened, reports, asset, department, due } = last.ticket;
	return (
		<section class="stack close taken" aria-labelledby="ticket-title" aria-live="polite">
			<h2 id="ticket-title">{t('taken.title')}</h2>
			<p class="taken-number code">{ticket}</p>
			<p lang={last.said.language}>{spelled(ticket, last.said.language).join(' · ')}</p>
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
				{!reopened && !last.said.from && (
					<Button icon={undo} onClick={() => void takeBack(last)}>
						{t('calls.undo')}
					</Button>
				)}
				<ButtonLink href={hrefOf({ ...readRoute(''), fault })} iconAfter={arrowRight}>
					{t('taken.openFault')}
				</ButtonLink>
			</div>
		</section>
	);
}
