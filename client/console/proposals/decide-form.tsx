import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { RegisterEdit } from '../../../server/assets/edit/contract.ts';
import { approveProposal, type Proposal, rejectProposal } from '../../../server/assets/proposals/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { check, cross } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Spot } from './spot.ts';

interface DecideFormProps {
	it: Proposal;
	spot: Signal<Spot | null>;
	onDecided: () => Promise<void>;
}

/** What was wished, at the place the reviewer has put it. */
const adjusted = (edit: RegisterEdit | null, spot: Spot | null): RegisterEdit | undefined =>
	edit && spot && 'geometry' in edit ? { ...edit, geometry: { type: 'Point', coordinates: [spot.lon, spot.lat] } } : undefined;

/** Corrects the register as proposed, or leaves it as it is and says why. */
export function DecideForm({ it, spot, onDecided }: DecideFormProps): JSX.Element {
	const reason = useSignal('');
	const wanting = useSignal(false);
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const decide = async (act: () => Promise<unknown>, said: string): Promise<void> => {
		busy.value = true;
		problem.value = null;
		try {
			await act();
			toast({ text: said });
			await onDecided();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	const told = (): { code: string; reason: string; language: string } => ({ code: it.code, reason: reason.value.trim(), language: language.peek() });
	const approve = (): void => {
		const edit = adjusted(it.edit, spot.value);
		void decide(() => call(approveProposal, { ...told(), ...(edit && { edit }), ...(it.version !== null && { version: it.version }) }), t('care.approved'));
	};
	const reject = (): void => {
		wanting.value = reason.value.trim() === '';
		if (!wanting.value) void decide(() => call(rejectProposal, told()), t('care.rejected'));
	};
	if (it.mayDecide === 'own') return <Notice>{t('care.own')}</Notice>;
	if (it.mayDecide === 'no') return <Notice>{t('care.notAllowed')}</Notice>;
	return (
		<div class="stack">
			<TextArea
				label={t('care.reason')}
				hint={t('care.reasonHint')}
				rows={3}
				maxLength={2000}
				value={reason.value}
				error={wanting.value ? t('care.reasonNeeded') : undefined}
				onText={(text) => (reason.value = text)}
			/>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<div class="cluster">
				<Button kind="primary" icon={check} busy={busy.value} disabled={it.edit === null} onClick={approve}>
					{t('care.approve')}
				</Button>
				<Button icon={cross} busy={busy.value} onClick={reject}>
					{t('care.reject')}
				</Button>
			</div>
		</div>
	);
}
