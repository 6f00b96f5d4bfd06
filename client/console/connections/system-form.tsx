import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { makeSystem, type System, type SystemKind, type SystemWish, writeSystem } from '../../../server/exchange/outbound/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { Departments } from './departments.tsx';
import { doing, open } from './doing.ts';
import { kindWords, settingWords } from './kind-words.ts';
import { MappingFields } from './mapping-fields.tsx';

type Wish = Omit<SystemWish, 'key'> & { key: string };

const fresh = (kind: SystemKind | undefined): Wish => ({
	...{ version: 0, title: '', kind: kind?.id ?? '', settings: {}, departments: [], active: true, key: '' },
	mapping: { states: kind?.states ?? {}, back: kind?.back ?? {}, asset: 'reference', unit: 'm' },
});

const wishOf = ({ version, title, kind, settings, mapping, departments, active }: System): Wish => ({
	...{ version, title, kind, settings, mapping, departments, active, key: '' },
});

/** A key that was not typed stays what it was. */
const said = ({ key, ...wish }: Wish): SystemWish => (key === '' ? wish : { ...wish, key });

/** Keeps a system. What was there before comes back with one press, unless a key would be lost by it. */
async function keep(before: System | null, wish: Wish, again: () => void): Promise<void> {
	const { system } = before ? await call(writeSystem, { code: before.code, ...said(wish) }) : await call(makeSystem, said(wish));
	again();
	open.value = null;
	const undo =
		before && wish.key === '' && before.hasKey === system.hasKey
			? () =>
					doing(async () => {
						await call(writeSystem, { code: before.code, ...said({ ...wishOf(before), version: system.version }) });
						again();
					})
			: undefined;
	toast({ text: t('connections.kept', { name: system.title }), ...(undo && { undo }) });
}

/** Connects a work system, or writes how it is spoken to. */
export function SystemForm({ it, kinds, again }: { it: System | null; kinds: readonly SystemKind[]; again: () => void }): JSX.Element {
	const wish = useSignal<Wish>(it ? wishOf(it) : fresh(kinds.find(({ id }) => id === 'rest')));
	const problem = useSignal<Problem | null>(null);
	const busy = useSignal(false);
	const set = (part: Partial<Wish>): void => {
		wish.value = { ...wish.value, ...part };
	};
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			await keep(it, wish.value, again);
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	const { title, kind, departments, active, mapping } = wish.value;
	return (
		<form class="stack" onSubmit={submit}>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<TextField label={t('connections.name')} required maxLength={120} value={title} onText={(text) => set({ title: text })} />
			{it === null && (
				<Select
					label={t('connections.kind')}
					value={kind}
					options={kinds.map(({ id }) => ({ value: id, label: kindWords(id) }))}
					onChoose={(id) => {
						wish.value = { ...fresh(kinds.find((other) => other.id === id)), title };
					}}
				/>
			)}
			<Reach wish={wish.value} kind={kinds.find(({ id }) => id === kind)} hasKey={it?.hasKey ?? false} errors={fieldErrors(problem.value)} set={set} />
			<MappingFields key={kind} mapping={mapping} onChange={(changed) => set({ mapping: changed })} />
			<Departments chosen={departments} onChoose={(chosen) => set({ departments: chosen })} />
			<Checkbox label={t('connections.active')} checked={active} onCheck={(on) => set({ active: on })} />
			<Button kind="primary" type="submit" busy={busy.value}>
				{t('connections.keep')}
			</Button>
		</form>
	);
}

interface ReachProps {
	wish: Wish;
	kind: SystemKind | undefined;
	hasKey: boolean;
	errors: Readonly<Record<string, string>>;
	set: (part: Partial<Wish>) => void;
}

/** How it is reached: what its kind asks for, and the key. */
function Reach({ wish, kind, hasKey, errors, set }: ReachProps): JSX.Element {
	return (
		<>
			{kind?.settings.map((name) => (
				<TextField
					key={name}
					label={settingWords(name)}
					hint={name.endsWith('Field') ? t('connections.usual') : undefined}
					error={errors[`settings.${name}`]}
					maxLength={500}
					value={wish.settings[name] ?? ''}
					onText={(text) => set({ settings: { ...wish.settings, [name]: text } })}
				/>
			))}
			{kind?.keyed && (
				<TextField
					label={t('connections.key')}
					hint={hasKey ? t('connections.keyKept') : undefined}
					type="password"
					autoComplete="off"
					maxLength={2000}
					value={wish.key}
					onText={(text) => set({ key: text })}
				/>
			)}
		</>
	);
}
