import type { JSX } from 'preact';
import { type Held, moderateFault } from '../../../server/reports/moderation/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { eye } from '../../ui/staff-icons.ts';
import { toast } from '../../ui/toast.tsx';
import { HeldLine } from './held-line.tsx';

type Fault = Held['faults'][number];
type Again = () => void | Promise<void>;

/** Lets everybody see a fault; undone, it waits again. */
async function decide(code: string, held: boolean, again: Again): Promise<void> {
	try {
		await call(moderateFault, { code, held });
		await again();
		toast({ text: t(held ? 'done.faultHeld' : 'done.faultReleased'), undo: () => decide(code, !held, again) });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Faults whose first report came from a new device of a suspicious network: staff work on them, and nobody else sees them yet. */
export function HeldFaults({ faults, again }: { faults: readonly Fault[]; again: Again }): JSX.Element | null {
	if (faults.length === 0) return null;
	return (
		<Card title={t('held.faults', { count: faults.length })}>
			<p class="quiet small">{t('held.faultsHint')}</p>
			<ul class="bare-list stack">
				{faults.map((it) => (
					<HeldFault key={it.code} fault={it} again={again} />
				))}
			</ul>
		</Card>
	);
}

function HeldFault({ fault, again }: { fault: Fault; again: Again }): JSX.Element {
	const release = (): void => void decide(fault.code, false, again);
	return (
		// The item itself takes the key: p shows it to everybody.
		<li class="stack tight held-item" tabIndex={-1} data-held onKeyDown={(event) => event.target === event.currentTarget && event.key === 'p' && release()}>
			<HeldLine fault={fault.code} at={fault.at} flags={[]} />
			<strong>{[fault.title, fault.street].filter(Boolean).join(' · ')}</strong>
			{fault.words && <blockquote class="message-body">{fault.words}</blockquote>}
			<div class="cluster">
				<Button icon={eye} aria-keyshortcuts="p" onClick={release}>
					{t('held.release')}
				</Button>
			</div>
		</li>
	);
}
