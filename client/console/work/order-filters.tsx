import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { orderKinds } from '../../../server/work/orders/contract.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { collate } from '../../i18n/format.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { cross, search } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { route } from '../route.ts';
import { counts, means, type Narrowing, narrowedBy, narrowing, narrowings, narrowWork, shape, widen } from './orders.ts';

/** Words to look for: sent a moment after the last key. */
function Find(): JSX.Element {
	const { find } = route.value.work;
	const typed = useSignal(find);
	const timer = useRef<ReturnType<typeof setTimeout>>();
	useEffect(() => {
		typed.value = find;
	}, [find]);
	useEffect(() => () => clearTimeout(timer.current), []);
	const type = (words: string): void => {
		typed.value = words;
		clearTimeout(timer.current);
		timer.current = setTimeout(() => narrowWork({ find: words.trim() }), 300);
	};
	return (
		<div class="queue-search grow">
			<Icon path={search} size={16} />
			<input
				id="queue-search"
				class="control"
				type="search"
				autoComplete="off"
				spellcheck={false}
				aria-label={t('orders.find')}
				placeholder={t('orders.findHint')}
				value={typed.value}
				onInput={(event) => type(event.currentTarget.value)}
				onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
			/>
		</div>
	);
}

const counted = (name: Narrowing): string => {
	const count = counts.value[name];
	const words = name === 'live' || name === 'all' ? t(`orders.${name}`) : t(`orders.state.${name}`);
	return count === undefined ? words : `${words} (${count})`;
};

/** What narrows the work orders: words, state, kind, department, crew. */
export function OrderFilters(): JSX.Element {
	const { kind, by, crew } = route.value.work;
	const departments = theTown()
		.departments.map((it) => ({ value: it.code, label: text(it.title) }))
		.sort((one, other) => collate(one.label, other.label));
	const crews = means.value.crews.filter((it) => !by || it.department === by).map(({ code }) => ({ value: code, label: code }));
	const kinds = orderKinds.map((value) => ({ value, label: t(`orders.kind.${value}`) }));
	return (
		<div class="order-filters">
			<Find />
			{shape.value === 'list' && (
				<Select<Narrowing>
					bare
					label={t('orders.state')}
					value={narrowing.value}
					options={narrowings.map((value) => ({ value, label: counted(value) }))}
					onChoose={(is) => narrowWork({ is: is === 'live' ? '' : is })}
				/>
			)}
			<Select
				bare
				label={t('orders.kind')}
				value={kind}
				options={[{ value: '', label: t('orders.anyKind') }, ...kinds]}
				onChoose={(to) => narrowWork({ kind: to })}
			/>
			<Select
				bare
				label={t('fact.department')}
				value={by}
				options={[{ value: '', label: t('filter.anyDepartment') }, ...departments]}
				onChoose={(to) => narrowWork({ by: to, crew: '' })}
			/>
			<Select
				bare
				label={t('orders.crew')}
				value={crew}
				options={[{ value: '', label: t('orders.anyCrew') }, ...crews]}
				onChoose={(to) => narrowWork({ crew: to })}
			/>
			{narrowedBy() > 0 && (
				<Button kind="quiet" icon={cross} onClick={widen}>
					{t('filter.clear')}
				</Button>
			)}
		</div>
	);
}
