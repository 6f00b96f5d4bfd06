import type { JSX } from 'preact';
import { theTown } from '../api/town.ts';
import { t } from '../i18n/crew.ts';
import { longDate, number, time } from '../i18n/format.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { arrowLeft, table } from '../ui/icons.ts';
import type { ShownStop } from './kept/apply.ts';
import { run, stops } from './kept/run.ts';
import './paper.css';
import { hrefOf } from './route.ts';
import { isOver } from './run-screen.tsx';

/** The run on paper: what is to be done where, with room to write. */
export function Paper(): JSX.Element {
	const left = stops.value.filter((it) => !isOver(it));
	const crews = (run.value?.crews ?? []).map(({ code }) => code).join(', ');
	return (
		<div class="page crew-page paper stack">
			<div class="cluster no-print">
				<ButtonLink kind="quiet" icon={arrowLeft} href={hrefOf({})}>
					{t('paper.back')}
				</ButtonLink>
				<Button kind="primary" icon={table} onClick={() => print()}>
					{t('paper.print')}
				</Button>
			</div>
			<h1>
				{t('paper.title')} {crews}
			</h1>
			<p class="quiet">
				{theTown().name} · {run.value && `${longDate(run.value.at)}, ${time(run.value.at)}`}
			</p>
			{left.length === 0 && <p>{t('paper.empty')}</p>}
			<ol class="bare-list">
				{left.map((it, at) => (
					<Sheet key={it.code} stop={it} number={at + 1} />
				))}
			</ol>
		</div>
	);
}

function Sheet({ stop, number: at }: { stop: ShownStop; number: number }): JSX.Element {
	const planned = stop.materials.filter((it) => it.planned !== null).map((it) => `${it.title} ${number(it.planned ?? 0, 2)} ${it.unit}`);
	const close = (stop.isolation?.close ?? []).map(({ reference }) => reference);
	return (
		<li class="paper-stop">
			<h2>
				{at}. {stop.title} <span class="code">{stop.code}</span>
			</h2>
			<p>{[stop.street ?? '', ...stop.lines.flatMap(({ asset }) => (asset ? [asset.reference] : []))].filter(Boolean).join(' · ')}</p>
			{stop.instructions && <p>{stop.instructions}</p>}
			{close.length > 0 && (
				<p>
					{t('close.title')}: {close.join(', ')}
				</p>
			)}
			{planned.length > 0 && (
				<p>
					{t('materials.title')}: {planned.join('; ')}
				</p>
			)}
			{stop.lines.map((it, nth) => (
				<Boxes key={it.id} stop={stop} line={it} first={nth === 0} />
			))}
			<dl class="paper-room">
				<div>
					<dt>{t('paper.time')}</dt>
					<dd />
				</div>
				<div>
					<dt>{t('paper.found')}</dt>
					<dd />
				</div>
				<div>
					<dt>{t('end.title')}</dt>
					<dd />
				</div>
			</dl>
		</li>
	);
}

/** The checklist of an item with boxes to tick; that of the whole order stands at the first. */
function Boxes({ stop, line, first }: { stop: ShownStop; line: ShownStop['lines'][number]; first: boolean }): JSX.Element {
	const tasks = stop.tasks.filter(({ item }) => item === line.id || (first && item === null));
	return (
		<>
			{stop.lines.length > 1 && (
				<h3>
					{line.title} {line.asset && <span class="code">{line.asset.reference}</span>}
				</h3>
			)}
			<ul class="paper-boxes">
				{tasks.map(({ id, title, unit }) => (
					<li key={id}>{unit ? `${title} (${unit})` : title}</li>
				))}
			</ul>
		</>
	);
}
