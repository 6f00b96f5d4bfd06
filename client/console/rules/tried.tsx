import type { JSX } from 'preact';
import type { TriedRules } from '../../../server/municipality/rules/contract.ts';
import { t } from '../../i18n/console.ts';
import { date, number } from '../../i18n/format.ts';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { hrefOf, spokenCode } from '../address.ts';
import { departmentName } from '../facts.ts';
import { route } from '../route.ts';
import { rules, tried } from './draft.ts';

interface Share {
	key: string;
	name: string;
	now: number;
	tried: number;
}

const signed = (it: number): string => (it === 0 ? '–' : `${it > 0 ? '+' : '−'}${number(Math.abs(it))}`);

const columns = (title: string): Column<Share>[] => [
	{ key: 'name', title, cell: ({ name }) => name, heading: true },
	{ key: 'now', title: t('rules.now'), cell: ({ now }) => number(now), figures: true },
	{ key: 'tried', title: t('rules.then'), cell: (it) => number(it.tried), figures: true },
	{ key: 'difference', title: t('rules.difference'), cell: (it) => signed(it.tried - it.now), figures: true },
];

const byDepartment = ({ departments }: TriedRules): Share[] => departments.map(({ code, ...it }) => ({ key: code, name: departmentName(code), ...it }));

const byPriority = ({ priorities, looks }: TriedRules): Share[] => [
	...priorities.map(({ priority, ...it }) => ({ key: String(priority), name: t('rules.priorityIs', { n: priority }), ...it })),
	...(looks.now + looks.tried > 0 ? [{ key: 'looks', name: t('rules.looks'), ...looks }] : []),
];

/** What the draft would have changed of the faults of the last days. */
export function Tried(): JSX.Element | null {
	if (!tried.value) return null;
	const { of, it } = tried.value;
	const { faults, changed, days } = it;
	return (
		<Card title={t('rules.tried')}>
			{of !== rules.value && <Notice kind="note">{t('rules.stale')}</Notice>}
			<p role="status" class="rule-tried">
				{changed === 0 ? t('rules.triedNone', { faults, days }) : t('rules.triedSome', { changed: number(changed), faults, days })}
			</p>
			{changed > 0 && (
				<>
					<div class="rule-shares">
						<Table
							caption={t('rules.byDepartment')}
							captionSeen
							unlinked
							columns={columns(t('rules.department'))}
							rows={byDepartment(it)}
							keyOf={({ key }) => key}
						/>
						<Table caption={t('rules.byPriority')} captionSeen unlinked columns={columns(t('rules.priority'))} rows={byPriority(it)} keyOf={({ key }) => key} />
					</div>
					<Examples it={it} />
				</>
			)}
		</Card>
	);
}

type Example = TriedRules['examples'][number];

const decided = ({ department, priority, look }: Example['now']): string =>
	t(look ? 'rules.wouldLook' : 'rules.would', { department: departmentName(department), n: priority });

const ruleName = (id: string): string => tried.value?.of.find((it) => it.id === id)?.name ?? t('rules.unknownRule');

function Examples({ it: { examples } }: { it: TriedRules }): JSX.Element {
	const told: Column<Example>[] = [
		{
			key: 'fault',
			title: t('rules.fault'),
			heading: true,
			cell: ({ code, title, street, at }) => (
				<span class="stack tight">
					<a href={hrefOf({ ...route.value, view: 'desk', fault: code })}>
						{title} <span class="code">{spokenCode(code)}</span>
					</a>
					<span class="quiet small">{[street, date(at)].filter(Boolean).join(' · ')}</span>
				</span>
			),
		},
		{ key: 'now', title: t('rules.now'), cell: (example) => decided(example.now) },
		{ key: 'tried', title: t('rules.then'), cell: (example) => decided(example.tried) },
		{ key: 'by', title: t('rules.because'), cell: ({ by }) => by.map(ruleName).join(', ') || '–' },
	];
	return <Table caption={t('rules.examples')} captionSeen columns={told} rows={examples} keyOf={({ code }) => code} />;
}
