import { signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { listPeople } from '../../../server/auth/contract.ts';
import { type AuditEntry, type AuditFilter, auditTopics, readAudit } from '../../../server/work/audit/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { requestOf } from '../../api/request.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { collate } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { download, list } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { RoomFrame } from '../rooms/room-frame.tsx';
import './audit.css';
import { AuditTable } from './audit-table.tsx';

/** What is asked for; it stays while somebody looks at a fault and comes back. */
const filter = signal<AuditFilter>({ staff: '1' });

/** A field with nothing in it narrows nothing. */
const asked = (it: AuditFilter): AuditFilter => Object.fromEntries(Object.entries(it).filter(([, value]) => value)) as AuditFilter;

const csvHref = (): string => requestOf({ method: 'get', path: `${readAudit.path}.csv` }, asked(filter.value)).url;

/** The room in which administrators read what happened, by whom, about what. */
export function AuditRoom(): JSX.Element {
	const page = useCall(readAudit, () => ({ ...asked(filter.value) }));
	const csv = (
		<ButtonLink icon={download} href={csvHref()} download>
			{t('audit.csv')}
		</ButtonLink>
	);
	const problem = page.error.value;
	return (
		<RoomFrame title={t('audit.title')} hint={t('audit.hint')} actions={csv}>
			<Filters />
			{problem &&
				(problem.code === 'not-found' ? (
					<Notice kind="warn">{t('audit.noSuch')}</Notice>
				) : (
					<ProblemNotice problem={problem} onRetry={() => void page.reload()} />
				))}
			{page.data.value && !problem ? (
				<Entries key={JSON.stringify([filter.value, page.data.value.entries[0]?.id])} first={page.data.value} />
			) : (
				!problem && <Skeleton kind="rows" count={8} />
			)}
		</RoomFrame>
	);
}

function Entries({ first }: { first: { entries: AuditEntry[]; more: boolean } }): JSX.Element {
	const shown = useSignal(first.entries);
	const more = useSignal(first.more);
	const busy = useSignal(false);
	const earlier = async (): Promise<void> => {
		const last = shown.peek().at(-1);
		if (!last) return;
		busy.value = true;
		try {
			const next = await call(readAudit, { ...asked(filter.peek()), before: last.id });
			shown.value = [...shown.peek(), ...next.entries];
			more.value = next.more;
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
		busy.value = false;
	};
	if (shown.value.length === 0)
		return (
			<EmptyState icon={list} title={<h2>{t('audit.none')}</h2>}>
				{t('audit.noneHint')}
			</EmptyState>
		);
	return (
		<>
			<AuditTable entries={shown.value} />
			{more.value && (
				<div>
					<Button busy={busy.value} onClick={() => void earlier()}>
						{t('audit.more')}
					</Button>
				</div>
			)}
		</>
	);
}

const write = (part: { [Name in keyof AuditFilter]?: string }): void => {
	filter.value = { ...filter.peek(), ...part } as AuditFilter;
};

function Filters(): JSX.Element {
	const people = useCall(listPeople, () => ({}));
	const names = [...(people.data.value?.people ?? [])].sort((one, other) => collate(one.name, other.name));
	const { topic = '', person = '', fault = '', asset = '', from = '', to = '', staff } = filter.value;
	return (
		<form class="audit-filters" onSubmit={(event) => event.preventDefault()}>
			<Select
				label={t('audit.topic')}
				value={topic}
				options={[{ value: '', label: t('audit.all') }, ...auditTopics.map((value) => ({ value, label: t(`audit.${value}`) }))]}
				onChoose={(it) => write({ topic: it })}
			/>
			<Select
				label={t('audit.person')}
				value={person}
				options={[{ value: '', label: t('audit.anybody') }, ...names.map(({ id, name }) => ({ value: id, label: name }))]}
				onChoose={(it) => write({ person: it })}
			/>
			<Later label={t('audit.fault')} value={fault} onText={(it) => write({ fault: it })} />
			<Later label={t('audit.asset')} value={asset} onText={(it) => write({ asset: it })} />
			<TextField type="date" label={t('audit.from')} value={from} onText={(it) => write({ from: it })} />
			<TextField type="date" label={t('audit.to')} value={to} onText={(it) => write({ to: it })} />
			<Checkbox label={t('audit.staff')} checked={staff === '1'} onCheck={(it) => write({ staff: it ? '1' : '' })} />
		</form>
	);
}

/** Asks once the field is left or Enter is pressed: half a code is no code. */
function Later({ label, value, onText }: { label: string; value: string; onText: (text: string) => void }): JSX.Element {
	const typed = useSignal(value);
	const done = (): void => {
		if (typed.value.trim() !== value) onText(typed.value.trim());
	};
	return (
		<TextField
			label={label}
			value={typed.value}
			onText={(it) => (typed.value = it)}
			onBlur={done}
			onKeyDown={(event) => {
				if (event.key === 'Enter') done();
			}}
		/>
	);
}
