import type { JSX } from 'preact';
import { linkFault, unmergeFault } from '../../../server/faults/changes/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { check, edit, list, person, refresh, undo } from '../../ui/icons.ts';
import { flag, merge, message, split, wrench } from '../../ui/staff-icons.ts';
import { toast } from '../../ui/toast.tsx';
import { spokenCode } from '../address.ts';
import { may } from '../session.ts';
import { AssignForm } from './assign-form.tsx';
import { type Form, form, openForm, theCase } from './case.ts';
import { changeFault, changing, takeBack } from './change-fault.ts';
import { LinkForm } from './link-form.tsx';
import { MergeForm } from './merge-form.tsx';
import { MoveForm } from './move-form.tsx';
import { answering, NoteForm } from './note-form.tsx';
import { OrderForm } from './order-form.tsx';
import { RecategoriseForm } from './recategorise-form.tsx';
import { WorkForm } from './work-form.tsx';

/** Confirms the asset the fault hangs on; where there is none yet, opens the choice. */
export function confirmAsset(): void {
	const fault = theCase.peek()?.fault;
	if (!fault || !may('fault.link')) return;
	const { asset } = fault;
	if (!asset) openForm('link');
	else if (fault.confirmed) toast({ text: t('done.alreadyConfirmed', { asset: asset.reference }), seconds: 3 });
	else void changeFault({ said: t('done.confirmed', { asset: asset.reference }), ask: (known) => call(linkFault, { ...known, asset: asset.reference }) });
}

/** Whether a form can be opened for a fault by this person. */
export function mayOpen(name: Form, { fault, moves }: Case): boolean {
	if (fault.state === 'merged') return name === 'note';
	const rules: Record<Form, boolean> = {
		link: may('fault.link'),
		recategorise: may('fault.link') && fault.open,
		move: may('fault.move') && moves.length > 0,
		assign: may('fault.assign'),
		order: may('fault.assign') && fault.open,
		merge: may('fault.merge') && fault.open,
		work: may('work.plan') && fault.open,
		note: may('fault.read'),
	};
	return rules[name];
}

/** Opens a form by its key, if it may be; the same key closes it again. */
export function toggleForm(name: Form): void {
	const it = theCase.peek();
	if (it && mayOpen(name, it)) openForm(form.peek() === name ? null : name);
}

/** Opens the note for everybody: what is written stands on the pages of those who reported. */
export function answerPublicly(): void {
	answering.value = true;
	toggleForm('note');
}

const buttons: readonly { name: Form; icon: string; key: string }[] = [
	{ name: 'link', icon: edit, key: 'r' },
	{ name: 'recategorise', icon: refresh, key: 't' },
	{ name: 'move', icon: flag, key: 's' },
	{ name: 'assign', icon: person, key: 'a' },
	{ name: 'order', icon: list, key: 'o' },
	{ name: 'merge', icon: merge, key: 'm' },
	{ name: 'work', icon: wrench, key: 'w' },
	{ name: 'note', icon: message, key: 'n' },
];

/** What can be done with a fault, and the form of what is being done. */
export function FaultActions({ it }: { it: Case }): JSX.Element {
	const { fault, mayUndo } = it;
	const toConfirm = may('fault.link') && fault.asset && !fault.confirmed && fault.state !== 'merged';
	return (
		<div class="fault-actions stack close">
			<div class="cluster" role="toolbar" aria-label={t('fault.actions')}>
				{toConfirm && (
					<Button kind="primary" icon={check} disabled={changing.value} title={`${t('action.confirm')} (c)`} aria-keyshortcuts="c" onClick={confirmAsset}>
						{t('action.confirm')}
					</Button>
				)}
				{buttons
					.filter(({ name }) => mayOpen(name, it))
					.map(({ name, icon, key }) => (
						<Button
							key={name}
							icon={icon}
							aria-expanded={form.value === name}
							aria-pressed={form.value === name}
							aria-keyshortcuts={key}
							title={`${t(`action.${name}`)} (${key})`}
							onClick={() => toggleForm(name)}
						>
							{name === 'link' && !fault.asset ? t('action.chooseAsset') : t(`action.${name}`)}
						</Button>
					))}
				{fault.state === 'merged' && may('fault.merge') && <Unmerge it={it} />}
				{mayUndo && may('fault.move') && fault.state !== 'merged' && (
					<Button
						kind="quiet"
						icon={undo}
						title={`${undoWords(mayUndo)} (u)`}
						aria-keyshortcuts="u"
						disabled={changing.value}
						onClick={() => void takeBack(fault.code)}
					>
						{shared('action.undo')}
					</Button>
				)}
			</div>
			<OpenForm it={it} />
		</div>
	);
}

/** What an undo would take back. */
function undoWords(kind: string): string {
	const known = {
		'fault.linked': 'undo.linked',
		'fault.recategorised': 'undo.recategorised',
		'fault.moved': 'undo.moved',
		'fault.assigned': 'undo.assigned',
		'fault.merged': 'undo.merged',
		'fault.ordered': 'undo.ordered',
	} as const;
	return kind in known ? t(known[kind as keyof typeof known]) : t('undo.other');
}

function Unmerge({ it: { fault, mayUndo } }: { it: Case }): JSX.Element {
	const unmerge = (): void => {
		// A merge of today is taken back like any other change; an older one by its own name.
		if (mayUndo === 'fault.merged' && may('fault.move')) void takeBack(fault.code);
		else
			void changeFault({
				said: t('done.unmerged', { fault: spokenCode(fault.code) }),
				ask: ({ code, language }) => call(unmergeFault, { code, language }),
				final: true,
			});
	};
	return (
		<Button icon={split} disabled={changing.value} onClick={unmerge}>
			{t('action.unmerge')}
		</Button>
	);
}

const forms: Record<Form, (props: { it: Case }) => JSX.Element> = {
	link: LinkForm,
	recategorise: RecategoriseForm,
	move: MoveForm,
	assign: AssignForm,
	order: OrderForm,
	merge: MergeForm,
	work: WorkForm,
	note: NoteForm,
};

function OpenForm({ it }: { it: Case }): JSX.Element | null {
	const name = form.value;
	if (!name || !mayOpen(name, it)) return null;
	const Open = forms[name];
	return <Open key={name} it={it} />;
}
