import type { JSX } from 'preact';
import type { ImportRequest, Reading } from '../../../../server/assets/import/contract.ts';
import { t } from '../../../i18n/console.ts';
import { number } from '../../../i18n/format.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { download } from '../../../ui/icons.ts';
import { Notice } from '../../../ui/notice.tsx';

type Counted = Reading['reasons'];

/** What came of reading and checking: every row is accounted for. */
export function Result({ it, reading }: { it: ImportRequest; reading: Reading }): JSX.Element {
	const { rows, accepted, repaired, rejected } = reading.tally;
	return (
		<Card title={t('imports.checked')}>
			<p class="tally figures">
				{t('imports.tally', { rows: number(rows), accepted: number(accepted), repaired: number(repaired), rejected: number(rejected) })}
			</p>
			<p class="quiet small figures">{t('imports.readAs', { format: reading.format, srid: String(reading.srid), seconds: number(reading.seconds, 1) })}</p>
			{reading.warning && <Notice kind="warn">{reading.warning}</Notice>}
			{reading.fits.length > 0 && <Notice kind="warn">{t('imports.fits', { systems: reading.fits.join(', ') })}</Notice>}
			<Counts title={t('imports.reasons')} counts={reading.reasons} />
			<Counts title={t('imports.repairs')} counts={reading.repairs} />
			{reading.notes.length > 0 && (
				<details>
					<summary>{t('imports.notes', { count: reading.notes.length })}</summary>
					<ul class="kept-rules small">
						{reading.notes.map((note) => (
							<li key={note}>{note}</li>
						))}
					</ul>
				</details>
			)}
			{rejected > 0 && it.state === 'ready' && (
				<div>
					<ButtonLink icon={download} href={`/api/register/imports/${encodeURIComponent(it.code)}/rejects.csv`} download>
						{t('imports.rejectsFile')}
					</ButtonLink>
				</div>
			)}
		</Card>
	);
}

function Counts({ title, counts }: { title: string; counts: Counted }): JSX.Element | null {
	if (counts.length === 0) return null;
	return (
		<section class="stack tight">
			<h3>{title}</h3>
			<ul class="bare-list counts">
				{counts.map(({ what, count }) => (
					<li key={what}>
						<span class="figures">{number(count)}</span>
						<span>{what}</span>
					</li>
				))}
			</ul>
		</section>
	);
}
