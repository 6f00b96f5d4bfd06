import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { moveFault } from '../../../server/faults/changes/contract.ts';
import { type PauseKind, pauseKinds, type State } from '../../../server/faults/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { may } from '../session.ts';
import { ActionForm } from './action-form.tsx';
import { changeFault } from './change-fault.ts';
import { asksCause, asksWhy, detailsOf, isReady, type Said } from './move-details.ts';

/** Where somebody may move it by hand: fixed comes with the evidence of work, or from those who supervise it. */
const byHand = (moves: readonly State[]): State[] => moves.filter((state) => state !== 'fixed' || may('work.supervise'));

/** Moves the fault to another state: only where the workflow leads from here. */
export function MoveForm({ it: { moves, fault } }: { it: Case }): JSX.Element {
	const to = useSignal<State | null>(null);
	const said = useSignal<Said>({ reason: '', note: '', cause: '', component: '', internal: false, pause: null });
	const chosen = to.value;
	const submit = (): void => {
		if (!chosen) return;
		void changeFault({
			said: t('done.moved', { state: shared(`state.${chosen}`) }),
			ask: (known) => call(moveFault, { ...known, to: chosen, ...detailsOf(chosen, said.peek()) }),
		});
	};
	return (
		<ActionForm
			title={t('move.title', { state: shared(`state.${fault.state}`) })}
			submit={chosen ? t('move.to', { state: shared(`state.${chosen}`) }) : t('action.move')}
			onSubmit={submit}
			unready={!chosen || !isReady(chosen, said.value)}
		>
			<RadioList<State>
				label={t('move.which')}
				bare
				tiles
				value={chosen}
				choices={byHand(moves).map((state) => ({ value: state, label: shared(`state.${state}`), before: <StateSymbol state={state} /> }))}
				onChoose={(state) => (to.value = state)}
			/>
			{!may('work.supervise') && moves.includes('fixed') && <p class="small quiet">{t('orders.fixedByWork')}</p>}
			{chosen && <Words to={chosen} said={said} />}
		</ActionForm>
	);
}

/** What a state asks for: why, what was wrong, and words for whoever follows it. */
function Words({ to, said }: { to: State; said: Signal<Said> }): JSX.Element {
	const { reason, note, cause, component, internal, pause } = said.value;
	const say = (part: Partial<Said>): void => {
		said.value = { ...said.peek(), ...part };
	};
	return (
		<>
			{to === 'waiting' && (
				<RadioList<PauseKind | 'none'>
					label={t('pause.which')}
					hint={t('pause.hint')}
					value={pause ?? null}
					choices={[...pauseKinds, 'none' as const].map((kind) => ({ value: kind, label: t(`pause.${kind}`) }))}
					onChoose={(kind) => say({ pause: kind })}
				/>
			)}
			{asksWhy(to) && (
				<TextField
					label={t(to === 'fixed' ? 'move.proof' : 'move.reason')}
					hint={t(to === 'fixed' ? 'move.proofHint' : 'move.reasonHint')}
					maxLength={500}
					value={reason}
					onText={(it) => say({ reason: it })}
				/>
			)}
			{asksCause(to) && (
				<div class="two">
					<TextField label={t('move.cause')} optional maxLength={100} value={cause} onText={(it) => say({ cause: it })} />
					<TextField label={t('move.component')} optional maxLength={100} value={component} onText={(it) => say({ component: it })} />
				</div>
			)}
			<TextArea label={t('note.words')} optional rows={2} maxLength={2000} value={note} onText={(it) => say({ note: it })} />
			<Checkbox checked={internal} onCheck={(it) => say({ internal: it })} label={t('note.internal')} hint={t('note.internalHint')} />
		</>
	);
}
