import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Order, orderKinds } from '../../../server/work/orders/contract.ts';
import { fieldErrors } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { localTime, momentAt } from '../notices/local-time.ts';
import { may } from '../session.ts';
import { Isolation } from './isolation.tsx';
import { changing, type Plan, refusal, replan } from './open-order.ts';
import { means } from './orders.ts';
import { isOver } from './signs.ts';

/** What stands in the form, as it is typed. */
interface Draft {
	title: string;
	instructions: string;
	kind: Order['kind'];
	crew: string;
	priority: string;
	from: string;
	until: string;
	hours: string;
	cost: string;
	code: string;
	permits: string;
}

const typed = (it: number | null): string => (it === null ? '' : String(it));
const local = (at: string | null): string => (at === null ? '' : localTime(at, theTown().zone));

const draftOf = (it: Order): Draft => ({
	...{ title: it.title, instructions: it.instructions, kind: it.kind, crew: it.crew ?? '', priority: String(it.priority) },
	...{ from: local(it.plannedFrom), until: local(it.plannedUntil), hours: typed(it.estimateHours), cost: typed(it.estimateCost) },
	...{ code: it.costCode ?? '', permits: it.permits.join('\n') },
});

const amount = (written: string): number | null => (written.trim() === '' ? null : Number(written.replace(',', '.')));
const moment = (written: string): string | null => momentAt(written, theTown().zone) || null;

/** What is asked of the server for what was written in a field. */
const wishes: { readonly [Name in keyof Draft]: (it: Draft) => Plan } = {
	title: ({ title }) => ({ title: title.trim() }),
	instructions: ({ instructions }) => ({ instructions: instructions.trim() }),
	kind: ({ kind }) => ({ kind }),
	crew: ({ crew }) => ({ crew: crew || null }),
	priority: ({ priority }) => ({ priority: Number(priority) }),
	from: ({ from }) => ({ plannedFrom: moment(from) }),
	until: ({ until }) => ({ plannedUntil: moment(until) }),
	hours: ({ hours }) => ({ estimateHours: amount(hours) }),
	cost: ({ cost }) => ({ estimateCost: amount(cost) }),
	code: ({ code }) => ({ costCode: code || null }),
	permits: ({ permits }) => ({
		permits: permits
			.split('\n')
			.map((line) => line.trim())
			.filter(Boolean),
	}),
};

/** Only what was written otherwise than it stands. */
const changesIn = (now: Draft, before: Draft): Plan => {
	const names = (Object.keys(wishes) as (keyof Draft)[]).filter((name) => now[name] !== before[name]);
	return Object.assign({}, ...names.map((name) => wishes[name](now)));
};

/** When, by whom, how and how much: changed in place. */
export function PlanForm({ it }: { it: Order }): JSX.Element {
	const draft = useSignal(draftOf(it));
	const plan = changesIn(draft.value, draftOf(it));
	const fixed = !may('work.plan') || isOver(it.state);
	const submit = (event: Event): void => {
		event.preventDefault();
		void replan(it, plan, t('orders.planned'));
	};
	return (
		<form class="stack" noValidate onSubmit={submit}>
			<fieldset class="stack" disabled={fixed}>
				<Words draft={draft} />
				<When draft={draft} it={it} />
				<HowMuch draft={draft} />
			</fieldset>
			{it.isolation && <Isolation order={it} it={it.isolation} fixed={fixed} />}
			{!fixed && (
				<div>
					<Button kind="primary" type="submit" busy={changing.value} disabled={Object.keys(plan).length === 0}>
						{t('orders.keepPlan')}
					</Button>
				</div>
			)}
		</form>
	);
}

const write = (draft: Signal<Draft>, part: Partial<Draft>): void => {
	draft.value = { ...draft.peek(), ...part };
};

function Words({ draft }: { draft: Signal<Draft> }): JSX.Element {
	const errors = fieldErrors(refusal.value);
	const { title, instructions, kind, priority } = draft.value;
	return (
		<>
			<TextField label={t('orders.called')} optional maxLength={200} error={errors['title']} value={title} onText={(it) => write(draft, { title: it })} />
			<TextArea
				label={t('orders.instructions')}
				hint={t('orders.instructionsHint')}
				optional
				rows={3}
				maxLength={4000}
				error={errors['instructions']}
				value={instructions}
				onText={(it) => write(draft, { instructions: it })}
			/>
			<div class="two">
				<Select
					label={t('orders.kind')}
					value={kind}
					options={orderKinds.map((value) => ({ value, label: t(`orders.kind.${value}`) }))}
					onChoose={(it) => write(draft, { kind: it })}
				/>
				<Select
					label={t('fact.priority')}
					value={priority}
					options={(['1', '2', '3', '4', '5'] as const).map((value) => ({ value, label: t(`priority.${value}`) }))}
					onChoose={(it) => write(draft, { priority: it })}
				/>
			</div>
		</>
	);
}

function When({ draft, it }: { draft: Signal<Draft>; it: Order }): JSX.Element {
	const errors = fieldErrors(refusal.value);
	const { crew, from, until } = draft.value;
	const own = means.value.crews.filter(({ department, code }) => department === it.department || code === it.crew);
	const unknown = it.crew !== null && !own.some(({ code }) => code === it.crew) ? [{ value: it.crew, label: it.crew }] : [];
	return (
		<>
			<Select
				label={t('orders.crew')}
				error={errors['crew']}
				value={crew}
				options={[{ value: '', label: t('orders.noCrew') }, ...unknown, ...own.map(({ code }) => ({ value: code, label: code }))]}
				onChoose={(code) => write(draft, { crew: code })}
			/>
			<div class="two">
				<TextField
					type="datetime-local"
					label={t('orders.from')}
					optional
					error={errors['plannedFrom']}
					value={from}
					onText={(at) => write(draft, { from: at })}
				/>
				<TextField
					type="datetime-local"
					label={t('orders.to')}
					optional
					error={errors['plannedUntil']}
					value={until}
					onText={(at) => write(draft, { until: at })}
				/>
			</div>
		</>
	);
}

function HowMuch({ draft }: { draft: Signal<Draft> }): JSX.Element {
	const errors = fieldErrors(refusal.value);
	const { hours, cost, code, permits, kind } = draft.value;
	const codes = means.value.costCodes;
	const chosen = codes.find((it) => it.code === code);
	const fitting = codes.filter((it) => it.kind === null || it.kind === kind || it.code === code);
	return (
		<>
			<div class="two">
				<TextField
					inputMode="decimal"
					label={t('orders.estimateHours')}
					optional
					error={errors['estimateHours']}
					value={hours}
					onText={(it) => write(draft, { hours: it })}
				/>
				<TextField
					inputMode="decimal"
					label={t('orders.estimateCost')}
					optional
					error={errors['estimateCost']}
					value={cost}
					onText={(it) => write(draft, { cost: it })}
				/>
			</div>
			<Select
				label={t('orders.costCode')}
				hint={chosen?.verify ? t('orders.verify') : undefined}
				error={errors['costCode']}
				value={code}
				options={[{ value: '', label: t('orders.noCostCode') }, ...fitting.map((it) => ({ value: it.code, label: `${it.code} · ${it.title}` }))]}
				onChoose={(it) => write(draft, { code: it })}
			/>
			<TextArea
				label={t('orders.permits')}
				hint={t('orders.permitsHint')}
				optional
				rows={2}
				error={errors['permits']}
				value={permits}
				onText={(it) => write(draft, { permits: it })}
			/>
		</>
	);
}
