import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Approval, endMany, ends, mergeMany } from '../../../server/work/approval/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { narrowedBy, spokenCode } from '../address.ts';
import { rows } from '../desk/queue.ts';
import { route } from '../route.ts';

type End = NonNullable<Approval['to']>;

const codesIn = (typed: string): string[] => typed.split(/[\s,;]+/).filter(Boolean);

/** What the queue was narrowed to stands there already: whoever filtered it means those. */
const narrowed = (): string =>
	narrowedBy(route.peek().filters) > 0
		? rows
				.peek()
				.map(({ code }) => spokenCode(code))
				.join(' ')
		: '';

interface Wish {
	kind: 'end' | 'merge';
	faults: string;
	to: End;
	into: string;
	reason: string;
}

/** Sends it; says whether it now waits for somebody. */
async function send({ kind, faults, to, into, reason }: Wish): Promise<boolean> {
	const common = { faults: codesIn(faults), reason };
	const { approval } = kind === 'end' ? await call(endMany, { ...common, to }) : await call(mergeMany, { ...common, into });
	return approval !== null;
}

/** Asks that many faults end or are merged. */
export function AskForm({ onDone }: { onDone: () => void }): JSX.Element {
	const wish = useSignal<Wish>({ kind: 'end', faults: narrowed(), to: 'not-ours', into: '', reason: '' });
	const problem = useSignal<Problem | null>(null);
	const busy = useSignal(false);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			toast({ text: t((await send(wish.value)) ? 'approvals.asked' : 'approvals.mergedNow') });
			onDone();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	return (
		<form class="stack" onSubmit={(event) => void submit(event)}>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<Fields it={wish.value} errors={fieldErrors(problem.value)} write={(part) => (wish.value = { ...wish.peek(), ...part })} />
			<Button kind="primary" type="submit" busy={busy.value}>
				{t('approvals.send')}
			</Button>
		</form>
	);
}

interface FieldsProps {
	it: Wish;
	errors: Readonly<Record<string, string | undefined>>;
	write: (part: Partial<Wish>) => void;
}

function Fields({ it, errors, write }: FieldsProps): JSX.Element {
	const kinds = [
		{ value: 'end', label: t('approvals.kindEnd') },
		{ value: 'merge', label: t('approvals.kindMerge') },
	] as const;
	const states = ends.map((value) => ({ value, label: shared(`state.${value}`) }));
	const faults = { label: t('approvals.faults'), hint: t('approvals.faultsHint'), error: errors['faults'], rows: 4 };
	const reason = { label: t('approvals.reason'), hint: t('approvals.reasonHint'), error: errors['reason'], rows: 3, maxLength: 500 };
	return (
		<>
			<Select label={t('approvals.kind')} value={it.kind} options={kinds} onChoose={(kind) => write({ kind })} />
			<TextArea {...faults} required value={it.faults} onText={(typed) => write({ faults: typed })} />
			{it.kind === 'end' ? (
				<Select label={t('approvals.to')} value={it.to} options={states} onChoose={(to) => write({ to })} />
			) : (
				<TextField label={t('approvals.into')} error={errors['into']} required value={it.into} onText={(into) => write({ into })} />
			)}
			<TextArea {...reason} required value={it.reason} onText={(typed) => write({ reason: typed })} />
		</>
	);
}
