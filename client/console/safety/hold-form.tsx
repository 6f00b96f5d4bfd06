import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Hold, type HoldGround, holdGrounds, placeHold } from '../../../server/reports/holds/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { lock } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

const kinds = ['fault', 'asset', 'about'] as const;
type Kind = (typeof kinds)[number];

/** A year from today, as most claims are made within it. */
const usualDay = (): string => new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);

interface Props {
	/** The fault that is held; without it, what is held is asked. */
	fault?: string;
	onPlaced: (hold: Hold) => void;
	onCancel?: () => void;
}

/** Puts something under a legal hold: for what, why, until when. */
export function HoldForm({ fault, onPlaced, onCancel }: Props): JSX.Element {
	const kind = useSignal<Kind>('fault');
	const what = useSignal(fault ?? '');
	const ground = useSignal<HoldGround>('claim');
	const reason = useSignal('');
	const until = useSignal(usualDay());
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		problem.value = null;
		try {
			const { hold } = await call(placeHold, { [kind.value]: what.value, ground: ground.value, reason: reason.value, until: until.value });
			reason.value = '';
			if (!fault) what.value = '';
			onPlaced(hold);
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	const errors = problem.value ? fieldErrors(problem.value) : {};
	return (
		<form class="stack close" noValidate onSubmit={(event) => void submit(event)}>
			{!fault && (
				<>
					<Select
						label={t('hold.what')}
						value={kind.value}
						options={kinds.map((value) => ({ value, label: t(`hold.${value}`) }))}
						onChoose={(it) => (kind.value = it)}
					/>
					<TextField label={t(`hold.${kind.value}Label`)} value={what.value} maxLength={200} error={errors[kind.value]} onText={(it) => (what.value = it)} />
				</>
			)}
			<Select
				label={t('hold.ground')}
				value={ground.value}
				options={holdGrounds.map((value) => ({ value, label: t(`hold.ground.${value}`) }))}
				onChoose={(it) => (ground.value = it)}
			/>
			<TextField
				label={t('hold.reason')}
				hint={t('hold.reasonHint')}
				value={reason.value}
				maxLength={500}
				error={errors['reason']}
				onText={(it) => (reason.value = it)}
			/>
			<TextField label={t('hold.until')} type="date" value={until.value} error={errors['until']} onText={(it) => (until.value = it)} />
			<div class="cluster">
				<Button type="submit" icon={lock} disabled={!what.value.trim() || !reason.value.trim() || !until.value}>
					{t('hold.place')}
				</Button>
				{onCancel && (
					<Button kind="quiet" onClick={onCancel}>
						{t('hold.close')}
					</Button>
				)}
			</div>
			{problem.value && <ProblemNotice problem={problem.value} />}
		</form>
	);
}
