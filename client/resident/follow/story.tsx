import type { ComponentChildren, JSX } from 'preact';
import type { PublicFault } from '../../../server/faults/contract.ts';
import type { Expected, Tracked } from '../../../server/reports/contract.ts';
import { date, longDate, number } from '../../i18n/format.ts';
import { t as form } from '../../i18n/resident.ts';
import { t } from '../../i18n/resident-pages.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Card } from '../../ui/card.tsx';
import { Media } from '../../ui/media.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { departmentName } from '../department.ts';
import { endsOtherwise, isOver, plainState } from '../plain-state.ts';
import { Flag } from './flag.tsx';
import { Stepper } from './stepper.tsx';
import './story.css';

type Story = Pick<Tracked, 'photos' | 'steps' | 'comments'>;

/** Where the matter stands: the five words, or the end by its name and why. */
export function Standing({ fault, steps }: { fault: PublicFault; steps: Tracked['steps'] }): JSX.Element {
	const reason = steps.at(-1)?.reason;
	const said = endsOtherwise.has(fault.state) || fault.state === 'waiting' || fault.state === 'made-safe';
	return (
		<Card>
			<Stepper state={fault.state} steps={steps} />
			{said && (
				<Notice kind={fault.state === 'made-safe' ? 'good' : 'note'} title={shared(`state.${fault.state}`)}>
					{reason ?? t(`state.${fault.state as 'waiting'}Means`)}
				</Notice>
			)}
		</Card>
	);
}

interface FactsProps {
	fault: PublicFault;
	department: string;
	expected?: Expected | null;
}

function expectedWords(expected: Expected | null | undefined): string | null {
	if (!expected) return null;
	const { from, to, of, where, coverage } = expected;
	if (from === null || to === null) return t('facts.rangeOver', { of: number(of) });
	const values = { from: longDate(from), to: longDate(to), tenths: Math.round(coverage * 10), of: number(of) };
	return where === 'ward' ? t('facts.rangeInWard', values) : t('facts.rangeInTown', values);
}

/** Who has it, since when, until when: what is known, in short lines. */
export function Facts({ fault, department, expected }: FactsProps): JSX.Element {
	const open = !isOver(fault.state);
	const facts: [string, ComponentChildren][] = [
		[t('facts.where'), (fault.asset || fault.street) && <Where key="where" fault={fault} />],
		[t('facts.department'), departmentName(department)],
		[t('facts.since'), longDate(fault.since)],
		[t('facts.reports'), t('facts.people', { count: fault.reports + fault.meToos })],
		[t('facts.due'), open && fault.due ? longDate(fault.due) : null],
		[t('facts.range'), open ? expectedWords(expected) : null],
	];
	return (
		<dl class="facts">
			{facts.map(([name, value]) =>
				value ? (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				) : null,
			)}
		</dl>
	);
}

/** The asset, which has a page of its own, and its street. */
function Where({ fault: { asset, street } }: { fault: PublicFault }): JSX.Element {
	return (
		<>
			{asset && <a href={`/a/${encodeURIComponent(asset)}`}>{asset}</a>}
			{asset && street && ', '}
			{street}
		</>
	);
}

/** What happened, by day. */
export function History({ steps }: Pick<Story, 'steps'>): JSX.Element {
	const entries = steps.map(({ at, kind, state, reason, note }, index) => ({
		key: index,
		at,
		dayOnly: true,
		what: kind === 'fault.reopened' ? t('history.reopened') : state ? plainState(state) : t('history.joined'),
		why: note ?? reason,
		mark: state && <StateSymbol state={state} />,
	}));
	return (
		<section class="stack close" aria-labelledby="history">
			<h2 id="history">{t('history.title')}</h2>
			<Timeline label={t('history.title')} entries={entries} />
		</section>
	);
}

/** Photos of the fault; with a tracking link also one's own that nobody else may see yet. */
export function Photos({ photos, tracking, code }: { photos: Tracked['photos']; tracking?: string; code?: string }): JSX.Element | null {
	if (photos.length === 0) return null;
	return (
		<section class="stack close" aria-labelledby="photos">
			<h2 id="photos">{t('photos.title')}</h2>
			<ul class="photos">
				{photos.map((it, at) => (
					<li key={it.id}>
						<Media
							{...it}
							{...(tracking && { own: tracking })}
							alt={it.video ? shared('media.video', { number: at + 1 }) : form('photo.alt', { number: String(at + 1) })}
						/>
						{code && <Flag code={code} photo={it.id} />}
					</li>
				))}
			</ul>
		</section>
	);
}

/** What people and the municipality say. */
export function Comments({ comments, code }: Pick<Story, 'comments'> & { code: string }): JSX.Element | null {
	if (comments.length === 0) return null;
	return (
		<ul class="comments">
			{comments.map(({ id, words, on, byStaff }) => (
				<li key={id} class={byStaff ? 'staff' : ''}>
					<p>{words}</p>
					<span class="quiet small figures">
						{byStaff ? t('comments.staff') : t('comments.resident')} · {date(on)}
					</span>
					{!byStaff && <Flag code={code} comment={id} />}
				</li>
			))}
		</ul>
	);
}
