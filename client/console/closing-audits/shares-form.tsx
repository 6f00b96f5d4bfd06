import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type AuditShares, readAuditShares, writeAuditShares } from '../../../server/work/closing-audits/contract.ts';
import { outcomes } from '../../../server/work/orders/contract.ts';
import { call } from '../../api/call.ts';
import { theTown } from '../../api/town.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console-closing-audits.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { cross, plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { amountOf, type Errors, MeansForm } from '../means/means-form.tsx';
import { keepSetting } from '../settings/keep.ts';

type Share = AuditShares['shares'][number];
/** A share as it is typed, in per cent. */
type Typed = Omit<Share, 'share'> & { percent: string; key: number };

/** How much of what is closed is looked at again, by how it ended and by trade. */
export function SharesForm({ onClose }: { onClose: () => void }): JSX.Element {
	const read = useCall(readAuditShares, () => ({}));
	if (read.error.value) return <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />;
	return read.data.value ? <Form it={read.data.value} onClose={onClose} /> : <Skeleton kind="rows" count={3} />;
}

function Form({ it, onClose }: { it: AuditShares; onClose: () => void }): JSX.Element {
	const list = useSignal<Typed[]>(it.shares.map(({ share, ...rest }, key) => ({ ...rest, percent: String(Math.round(share * 10_000) / 100), key })));
	const keep = () => {
		const shares = list.peek().map(({ outcome, department, percent }) => ({ outcome, department, share: amountOf(percent) / 100 }));
		return keepSetting({ before: it, wish: { shares, version: it.version }, write: (wish) => call(writeAuditShares, wish), done: () => undefined });
	};
	const put = (key: number, to: Typed | null): void => {
		list.value = list.peek().flatMap((one) => (one.key === key ? (to ?? []) : one));
	};
	const add = (): void => {
		const key = Math.max(0, ...list.peek().map((one) => one.key)) + 1;
		list.value = [...list.peek(), { outcome: 'fixed', department: null, percent: '5', key }];
	};
	return (
		<MeansForm keep={keep} onClose={onClose}>
			{(errors) => (
				<>
					<p class="quiet">{t('sharesHint')}</p>
					{list.value.map((one, at) => (
						<Fields key={one.key} it={one} at={at} errors={errors} put={(to) => put(one.key, to)} />
					))}
					<div>
						<Button icon={plus} onClick={add}>
							{t('addRule')}
						</Button>
					</div>
				</>
			)}
		</MeansForm>
	);
}

interface FieldsProps {
	it: Typed;
	at: number;
	errors: Errors;
	/** null: take it away. */
	put: (to: Typed | null) => void;
}

function Fields({ it, at, errors, put }: FieldsProps): JSX.Element {
	return (
		<fieldset class="means-task stack close">
			<legend class="row">
				{t('rule', { number: at + 1 })}
				<IconButton path={cross} label={t('ruleAway', { number: at + 1 })} onClick={() => put(null)} />
			</legend>
			<Select
				label={t('outcome')}
				error={errors[`shares.${at}.outcome`]}
				value={it.outcome ?? ''}
				options={[{ value: '', label: t('anyOutcome') }, ...outcomes.map((value) => ({ value, label: t(`said.${value}`) }))]}
				onChoose={(to) => put({ ...it, outcome: outcomes.find((one) => one === to) ?? null })}
			/>
			<Select
				label={t('trade')}
				error={errors[`shares.${at}.department`]}
				value={it.department ?? ''}
				options={[{ value: '', label: t('anyTrade') }, ...theTown().departments.map(({ code, title }) => ({ value: code, label: text(title) || code }))]}
				onChoose={(to) => put({ ...it, department: to || null })}
			/>
			<TextField
				inputMode="decimal"
				label={t('percent')}
				error={errors[`shares.${at}.share`]}
				value={it.percent}
				onText={(percent) => put({ ...it, percent })}
			/>
		</fieldset>
	);
}
