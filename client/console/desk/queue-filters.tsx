import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { states } from '../../../server/faults/contract.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { collate } from '../../i18n/format.ts';
import { t as shared } from '../../i18n/shared.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { cross, list, search } from '../../ui/icons.ts';
import { remember, remembered } from '../../ui/remembered.ts';
import { type Option, Select } from '../../ui/select.tsx';
import { filter as filterIcon } from '../../ui/staff-icons.ts';
import { everything, narrowedBy, type Order, orders } from '../address.ts';
import { layers } from '../facts.ts';
import { narrow, route } from '../route.ts';
import { Views, viewsOpen } from './views.tsx';

const isFlag = (it: unknown): it is boolean => typeof it === 'boolean';

/** What narrows the queue: words, and under a button what is chosen from lists. */
export function QueueFilters(): JSX.Element {
	const open = useSignal(remembered('console.filters', false, isFlag));
	const { filters } = route.value;
	const count = narrowedBy({ ...filters, q: '' });
	const toggle = (): void => {
		open.value = !open.value;
		remember('console.filters', open.value);
	};
	return (
		<div class="queue-filters stack close">
			<div class="row">
				<SearchField />
				<Button
					icon={list}
					aria-expanded={viewsOpen.value}
					title={`${t('views.title')} (v)`}
					aria-keyshortcuts="v"
					onClick={() => (viewsOpen.value = !viewsOpen.value)}
				>
					{t('views.open')}
				</Button>
				<Button icon={filterIcon} aria-expanded={open.value} aria-pressed={count > 0} onClick={toggle}>
					{count > 0 ? t('filter.some', { count }) : t('filter.open')}
				</Button>
			</div>
			{viewsOpen.value && <Views />}
			{open.value && <Choices />}
		</div>
	);
}

function SearchField(): JSX.Element {
	const { q } = route.value.filters;
	const typed = useSignal(q);
	const timer = useRef<ReturnType<typeof setTimeout>>();
	useEffect(() => {
		typed.value = q;
	}, [q]);
	useEffect(() => () => clearTimeout(timer.current), []);
	const type = (words: string): void => {
		typed.value = words;
		clearTimeout(timer.current);
		timer.current = setTimeout(() => narrow({ q: words.trim() }), 300);
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
				aria-label={t('filter.search')}
				placeholder={t('filter.searchHint')}
				value={typed.value}
				onInput={(event) => type(event.currentTarget.value)}
				onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
			/>
		</div>
	);
}

const any = (label: string): Option => ({ value: '', label });
const byLabel = (one: Option, other: Option): number => collate(one.label, other.label);

function Choices(): JSX.Element {
	const { filters } = route.value;
	const town = theTown();
	const departments = town.departments.map((it) => ({ value: it.code, label: text(it.title) })).sort(byLabel);
	const classes = layers.value.map(({ id, title }) => ({ value: id, label: title })).sort(byLabel);
	const wards = town.wards.map(({ code, name }) => ({ value: code, label: name })).sort(byLabel);
	const allStates = states.filter((it) => it !== 'merged').map((it) => ({ value: it, label: shared(`state.${it}`) }));
	const sorting = orders.map((it) => ({ value: it, label: t(`order.${it}`) }));
	const lists = [
		{ name: 'department', label: t('filter.department'), options: [any(t('filter.anyDepartment')), ...departments] },
		{ name: 'class', label: t('filter.class'), options: [any(t('filter.anyClass')), ...classes] },
		{ name: 'ward', label: t('filter.ward'), options: [any(t('filter.anyWard')), ...wards] },
		{ name: 'state', label: t('filter.state'), options: [any(t('filter.anyState')), ...allStates] },
	] as const;
	return (
		<div class="queue-choices">
			{lists.map(({ name, label, options }) => (
				<Select key={name} label={label} options={options} value={filters[name]} onChoose={(value) => narrow({ [name]: value })} />
			))}
			<Select label={t('filter.order')} options={sorting} value={filters.order} onChoose={(order: Order) => narrow({ order })} />
			{narrowedBy(filters) > 0 && (
				<Button kind="quiet" icon={cross} onClick={() => narrow({ ...everything, lane: filters.lane, order: filters.order })}>
					{t('filter.clear')}
				</Button>
			)}
		</div>
	);
}
