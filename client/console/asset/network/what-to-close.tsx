import { type Signal, useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Isolation, readIsolation } from '../../../../server/network/contract.ts';
import { useCall } from '../../../api/use-call.ts';
import { t } from '../../../i18n/console.ts';
import { dateTime, distance } from '../../../i18n/format.ts';
import { language } from '../../../i18n/language.ts';
import type { NetworkDrawing } from '../../../map/network-layer.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { lazy } from '../../../ui/lazy.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Counted, Critical } from './affected.tsx';
import { Key } from './key.tsx';
import './network.css';
import { printOnly } from './print.ts';
import { Refused } from './refused.tsx';
import { type Valve, ValveList } from './valve-list.tsx';

const NetworkMap = lazy(async () => (await import('./network-map.tsx')).NetworkMap);

const around = ['water-pipes', 'water-valves', 'reservoirs'] as const;

/** How a plan is drawn. */
const drawingOf = (it: Isolation | undefined): NetworkDrawing => ({
	shut: it?.shut.shape ?? null,
	dry: it?.dry.shape ?? null,
	traced: null,
	numbered: it ? [...it.close, ...it.drain] : [],
	first: it?.close.length ?? 0,
	stuck: it?.stuck ?? [],
});

/** What the person has said beside what the register says. */
interface Said {
	at: Signal<number | null>;
	without: Signal<readonly string[]>;
}

/** What to close to shut off a pipe or what hangs on it: valves in order, those of no use, and who goes without. */
export function WhatToClose({ reference }: { reference: string }): JSX.Element {
	const said: Said = { at: useSignal<number | null>(null), without: useSignal<readonly string[]>([]) };
	const read = useCall(readIsolation, () => ({
		reference,
		language: language.value,
		without: [...said.without.value],
		...(said.at.value !== null && { at: said.at.value }),
	}));
	const it = read.data.value;
	return (
		<section class="isolation" aria-busy={read.loading.value}>
			<Card
				title={t('close.title')}
				actions={
					it && (
						<Button class="no-print" onClick={printOnly}>
							{t('close.print')}
						</Button>
					)
				}
			>
				<p class="isolation-name code">{reference}</p>
				<Refused read={read} />
				{!it && !read.error.value && <Skeleton kind="rows" count={5} />}
				{it && <Plan it={it} said={said} read={read} />}
			</Card>
		</section>
	);
}

interface PlanProps {
	it: Isolation;
	said: Said;
	read: ReturnType<typeof useCall<typeof readIsolation.input, typeof readIsolation.output>>;
}

function Plan({ it, said, read }: PlanProps): JSX.Element {
	const pointed = useSignal<Valve | null>(null);
	const drawing = useComputed(() => drawingOf(read.data.value));
	return (
		<div class="isolation-columns">
			<div class="stack">
				{!it.fed && <Notice kind="warn">{t('close.notFed')}</Notice>}
				<p class="network-sum">{t('close.customers', { count: it.taps.customers })}</p>
				<Critical taps={it.taps} />
				<div class="network-map">
					<NetworkMap around={around} drawing={drawing} pointed={pointed} />
				</div>
				<Key drawing={drawing.value} />
				<Without it={it} />
			</div>
			<div class="stack">
				<Parts parts={it.parts} at={said.at} />
				<Valves it={it} said={said} onPoint={(valve) => (pointed.value = valve)} />
			</div>
		</div>
	);
}

/** Between which of its valves the pipe is to be shut off; nothing to choose where it is of one part. */
function Parts({ parts, at }: { parts: Isolation['parts']; at: Said['at'] }): JSX.Element | null {
	if (parts.length < 2) return null;
	const middle = ({ fromM, toM }: Isolation['parts'][number]): string => String((fromM + toM) / 2);
	const longest = [...parts].filter((part) => part.this).sort((a, b) => b.toM - b.fromM - (a.toM - a.fromM))[0];
	const chosen = at.value === null ? longest : parts.find(({ toM }) => (at.value ?? 0) <= toM);
	return (
		<Select
			label={t('close.part')}
			value={chosen ? middle(chosen) : ''}
			options={parts.map((part) => ({ value: middle(part), label: t('close.partFrom', { from: distance(part.fromM), to: distance(part.toM) }) }))}
			onChoose={(value) => (at.value = Number(value))}
		/>
	);
}

/** What must be closed, what may be, what is closed already, and what is of no use. */
function Valves({ it, said: { without }, onPoint }: { it: Isolation; said: Said; onPoint: (valve: Valve | null) => void }): JSX.Element {
	const { close, drain, closed, stuck } = it;
	const doubt = (valve: Valve): JSX.Element => (
		<Button kind="quiet" aria-label={t('close.withoutFor', { valve: valve.reference })} onClick={() => (without.value = [...without.value, valve.reference])}>
			{t('close.without')}
		</Button>
	);
	const believe = ({ reference }: Valve): JSX.Element =>
		without.value.includes(reference) ? (
			<Button
				kind="quiet"
				aria-label={`${reference}: ${t('close.turnsAfterAll')}`}
				onClick={() => (without.value = without.value.filter((one) => one !== reference))}
			>
				{t('close.turnsAfterAll')}
			</Button>
		) : (
			<span class="quiet small">{t('close.stuckInRegister')}</span>
		);
	return (
		<>
			{close.length === 0 && <Notice kind={it.fed ? 'warn' : 'note'}>{t(it.fed ? 'close.noValve' : 'close.nothing')}</Notice>}
			<ValveList title={t('close.first', { count: close.length })} valves={close} from={1} kind="close" onPoint={onPoint} after={doubt} />
			<ValveList title={t('close.drain')} valves={drain} from={1 + close.length} onPoint={onPoint} after={doubt} />
			<ValveList title={t('close.closed')} valves={closed} onPoint={onPoint} />
			<ValveList title={t('close.stuck')} valves={stuck} onPoint={onPoint} after={believe} />
		</>
	);
}

/** What is without water, and how far that can be trusted. */
function Without({ it: { shut, dry, taps, builtAt } }: { it: Isolation }): JSX.Element {
	return (
		<div class="stack tight">
			<Counted taps={taps} />
			<p>{t('close.extent', { count: shut.count, length: distance(shut.lengthM) })}</p>
			{dry.count > 0 && <p>{t('close.dry', { count: dry.count, length: distance(dry.lengthM) })}</p>}
			<p class="quiet small">{t('close.atLeast', { at: dateTime(builtAt) })}</p>
		</div>
	);
}
