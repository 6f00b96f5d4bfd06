import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { dayIn } from '../../../server/maths/zones.ts';
import { moveOrder, type OrderKind, openOrder, orderKinds } from '../../../server/work/orders/contract.ts';
import { listWorkMeans } from '../../../server/work/orders/means/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { orderHref } from '../address.ts';
import { dayOf, momentAt } from './days.ts';

const whens = ['none', 'today', 'tomorrow', 'day'] as const;
type When = (typeof whens)[number];

/** What the form knows of a fault. */
export interface OrderedFault {
	code: string;
	emergency: boolean;
	department: string;
}

interface Draft {
	title: string;
	kind: OrderKind;
	crew: string;
	when: When;
	day: string;
	isolate: boolean;
}

interface Shift {
	code: string;
	department: string;
	shiftFrom: number;
	shiftUntil: number;
}

/** From when to when a crew is told to do it: its shift on that day. */
function plannedOn({ when, day, crew }: Draft, crews: readonly Shift[]): { plannedFrom?: string; plannedUntil?: string } {
	if (when === 'none') return {};
	const { zone } = theTown();
	const today = dayIn(zone, Date.now());
	const on = when === 'today' ? today : when === 'tomorrow' ? today + 1 : dayOf(day, zone);
	const { shiftFrom, shiftUntil } = crews.find(({ code }) => code === crew) ?? { shiftFrom: 450, shiftUntil: 960 };
	return { plannedFrom: momentAt(zone, on, shiftFrom), plannedUntil: momentAt(zone, on, shiftUntil) };
}

/** Takes back an order that has just been made. */
async function takeBack(code: string, after: () => unknown): Promise<void> {
	try {
		await call(moveOrder, { code, to: 'cancelled', reason: t('orders.undoMade'), language: language.peek() });
		toast({ text: t('orders.undone') });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
	after();
}

interface NewOrderProps {
	faults: readonly OrderedFault[];
	/** It was made or taken back: whatever shows these faults reads them anew. */
	onDone: () => unknown;
	onClose: () => void;
}

/** Makes one work order of one or several faults: what kind, by whom, when. */
export function NewOrder({ faults, onDone, onClose }: NewOrderProps): JSX.Element {
	const means = useCall(listWorkMeans, () => ({ language: language.value }));
	const crews = means.data.value?.crews ?? [];
	const draft = useSignal<Draft>({
		title: '',
		kind: faults.some(({ emergency }) => emergency) ? 'emergency' : 'corrective',
		crew: '',
		when: 'none',
		day: '',
		isolate: false,
	});
	const problem = useSignal<Problem | null>(null);
	const busy = useSignal(false);
	const place = useRef<HTMLFormElement>(null);
	useEffect(() => place.current?.querySelector<HTMLElement>('select, input')?.focus({ preventScroll: true }), []);
	const make = async (): Promise<void> => {
		busy.value = true;
		problem.value = null;
		const { title, kind, crew, isolate } = draft.peek();
		const wish = { faults: faults.map(({ code }) => code), kind, isolate, ...(title.trim() && { title: title.trim() }), ...(crew && { crew }) };
		try {
			const { order } = await call(openOrder, { ...wish, ...plannedOn(draft.peek(), crews), language: language.peek() });
			onClose();
			onDone();
			toast({ text: t('orders.made', { code: order.code }), undo: () => takeBack(order.code, onDone) });
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	return (
		<form
			ref={place}
			class="action-form stack close"
			aria-label={t('orders.makeOf', { count: faults.length })}
			onKeyDown={(event) => {
				if (event.key !== 'Escape') return;
				event.stopPropagation();
				onClose();
			}}
			onSubmit={(event) => {
				event.preventDefault();
				void make();
			}}
		>
			<h3>{t('orders.makeOf', { count: faults.length })}</h3>
			<Fields draft={draft} crews={crews} departments={faults.map(({ department }) => department)} problem={problem.value} />
			{problem.value && <Refusal problem={problem.value} />}
			<div class="cluster">
				<Button kind="primary" type="submit" busy={busy.value} disabled={draft.value.when === 'day' && !draft.value.day}>
					{t('orders.make')}
				</Button>
				<Button kind="quiet" onClick={onClose}>
					{shared('action.cancel')}
				</Button>
			</div>
		</form>
	);
}

/** Why it was refused; where one of the faults has an order already, the way to it. */
function Refusal({ problem }: { problem: Problem }): JSX.Element {
	const { order } = problem.extra;
	return (
		<>
			<ProblemNotice problem={problem} />
			{typeof order === 'string' && <a href={orderHref(order)}>{t('orders.openThat', { code: order })}</a>}
		</>
	);
}

interface FieldsProps {
	draft: Signal<Draft>;
	crews: readonly Shift[];
	departments: readonly string[];
	problem: Problem | null;
}

function Fields({ draft, crews, departments, problem }: FieldsProps): JSX.Element {
	const errors = fieldErrors(problem);
	const it = draft.value;
	const write = (part: Partial<Draft>): void => {
		draft.value = { ...draft.peek(), ...part };
	};
	const own = crews.filter(({ department }) => departments.includes(department));
	return (
		<>
			<div class="two">
				<Select
					label={t('orders.kind')}
					value={it.kind}
					options={orderKinds.map((value) => ({ value, label: t(`orders.kind.${value}`) }))}
					onChoose={(kind) => write({ kind })}
				/>
				<Select
					label={t('orders.crew')}
					error={errors['crew']}
					value={it.crew}
					options={[{ value: '', label: t('orders.noCrew') }, ...own.map(({ code }) => ({ value: code, label: code }))]}
					onChoose={(crew) => write({ crew })}
				/>
			</div>
			<div class="two">
				<Select
					label={t('orders.when')}
					value={it.when}
					options={whens.map((value) => ({ value, label: t(`orders.when.${value}`) }))}
					onChoose={(when) => write({ when })}
				/>
				{it.when === 'day' && <TextField type="date" label={t('orders.day')} error={errors['plannedFrom']} value={it.day} onText={(day) => write({ day })} />}
			</div>
			<TextField label={t('orders.called')} hint={t('orders.titleHint')} optional maxLength={200} value={it.title} onText={(title) => write({ title })} />
			<Checkbox label={t('orders.isolate')} hint={t('orders.isolateHint')} checked={it.isolate} onCheck={(isolate) => write({ isolate })} />
		</>
	);
}
