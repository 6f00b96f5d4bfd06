import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Proposal, readProposal } from '../../../server/assets/proposals/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date, dateTime, distance } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Badge } from '../../ui/badge.tsx';
import { lazy } from '../../ui/lazy.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { hrefOf } from '../address.ts';
import { route } from '../route.ts';
import { DecideForm } from './decide-form.tsx';
import { kindWords } from './kind-words.ts';
import type { Spot } from './spot.ts';

const CompareMap = lazy(async () => (await import('./compare-map.tsx')).CompareMap);

/** One proposal: what was said, the asset before and after it, and the decision. */
export function ProposalPanel({ code, onDecided }: { code: string; onDecided: () => Promise<void> }): JSX.Element {
	const read = useCall(readProposal, () => ({ code, language: language.value }));
	const spot = useSignal<Spot | null>(null);
	const it = read.data.value;
	const problem = read.error.value;
	if (problem?.status === 404) return <Notice kind="warn" title={t('care.unknown')} />;
	if (!it) return problem ? <ProblemNotice problem={problem} onRetry={() => void read.reload()} /> : <Skeleton kind="text" count={6} />;
	const decided = async (): Promise<void> => {
		await Promise.all([read.reload(), onDecided()]);
	};
	const adjustable = it.mayDecide === 'yes' && it.after?.geometry.type === 'Point';
	return (
		<div class="stack">
			<Head it={it} />
			<div class="compare-map">
				<CompareMap it={it} spot={spot} adjustable={adjustable} />
			</div>
			{spot.value && <p role="status">{t('care.adjusted')}</p>}
			<Compared it={it} />
			<Said it={it} />
			<Decision it={it} />
			{it.state === 'open' && <DecideForm it={it} spot={spot} onDecided={decided} />}
		</div>
	);
}

function Head({ it }: { it: Proposal }): JSX.Element {
	return (
		<div class="stack tight">
			<div class="cluster">
				<Badge tone="brand">{kindWords(it.kind)}</Badge>
				<span class="code quiet">P-{it.code}</span>
				<span class="quiet small">{t('care.voices', { count: it.voices })}</span>
			</div>
			<h3>
				{it.asset ? <a href={hrefOf({ ...route.value, view: 'asset', asset: it.asset })}>{it.title}</a> : it.title}
				{it.street && <span class="quiet"> · {it.street}</span>}
			</h3>
			{it.moved !== null && <p>{t('care.moved', { metres: distance(it.moved) })}</p>}
			{it.before === null && it.state === 'open' && <p>{t('care.missing')}</p>}
			{it.edit?.kind === 'retire' && <p>{t('care.goneAfter')}</p>}
		</div>
	);
}

interface Line {
	title: string;
	before: string | null;
	after: string | null;
}

/** The attributes that would become different. */
function lines({ before, after }: Proposal): Line[] {
	if (!after) return [];
	const names = new Map([...(before?.attributes ?? []), ...after.attributes].map(({ id, title }) => [id, title]));
	const valueIn = (those: Proposal['before'], id: string): string | null => those?.attributes.find((it) => it.id === id)?.value ?? null;
	return [...names].map(([id, title]) => ({ title, before: valueIn(before, id), after: valueIn(after, id) })).filter((it) => it.before !== it.after);
}

function Compared({ it }: { it: Proposal }): JSX.Element | null {
	const changed = it.state === 'open' ? lines(it) : [];
	if (changed.length === 0) return it.edit === null ? <Notice>{t('care.inWords')}</Notice> : null;
	return (
		<table class="differences">
			<thead>
				<tr>
					<th scope="col">{t('care.what')}</th>
					<th scope="col">{t('care.before')}</th>
					<th scope="col">{t('care.after')}</th>
				</tr>
			</thead>
			<tbody>
				{changed.map(({ title, before, after }) => (
					<tr key={title}>
						<th scope="row">{title}</th>
						<td>{before ?? '–'}</td>
						<td>
							<strong>{after ?? '–'}</strong>
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Said({ it: { said, pictures } }: { it: Proposal }): JSX.Element {
	return (
		<section class="stack close" aria-labelledby="proposal-said">
			<h3 id="proposal-said">{t('care.said')}</h3>
			<ol class="bare-list stack close">
				{said.map(({ words, at, staff, contact, language: spoken }, index) => (
					<li key={`${at} ${index}`}>
						<blockquote class="proposal-words" lang={spoken}>
							{words || <span class="quiet">{t('care.saidNothing')}</span>}
						</blockquote>
						<p class="quiet small">{[staff, dateTime(at), contact && t('care.contact', { address: contact })].filter(Boolean).join(' · ')}</p>
					</li>
				))}
			</ol>
			{pictures.length > 0 && (
				<ul class="bare-list cluster">
					{pictures.map(({ id }, at) => (
						<li key={id}>
							<a href={`/media/${id}.jpg`} target="_blank" rel="noreferrer">
								<img class="proposal-photo" src={`/media/${id}.jpg?size=thumb`} loading="lazy" alt={t('care.photo', { number: at + 1 })} />
							</a>
						</li>
					))}
				</ul>
			)}
		</section>
	);
}

function Decision({ it: { state, decidedAt, decidedBy, reason, exportedAt } }: { it: Proposal }): JSX.Element | null {
	if (state === 'open') return null;
	return (
		<Notice kind={state === 'approved' ? 'good' : 'note'} title={t(`care.state.${state}`)}>
			{decidedBy && decidedAt && <p>{t('care.decided', { name: decidedBy, when: date(decidedAt) })}</p>}
			{reason && <p>{reason}</p>}
			{exportedAt && <p>{t('care.exported', { when: date(exportedAt) })}</p>}
		</Notice>
	);
}
