import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { t as shared } from '../../i18n/shared.ts';
import { hrefOf, readRoute } from '../address.ts';
import { earlier } from './draft.ts';

type Report = (typeof earlier.value)[number];

const when = ({ expected, due }: Report): string | false => {
	if (expected?.from && expected.to) return t('calls.expected', { from: date(expected.from), to: date(expected.to) });
	return due !== null && t('calls.due', { date: date(due) });
};

/** What the caller reported before, to be read out: what is open first. */
export function Earlier(): JSX.Element | null {
	if (earlier.value.length === 0) return null;
	return (
		<section class="stack tight" aria-live="polite">
			<h2 class="field-label">{t('calls.earlier')}</h2>
			<ul class="bare-list stack tight">
				{earlier.value.map((it) => (
					<li key={it.ticket}>
						<a class="code" href={hrefOf({ ...readRoute(''), fault: it.fault })}>
							{it.ticket}
						</a>{' '}
						{[it.title, it.asset ?? it.street, shared(`state.${it.state}`), t('calls.on', { date: date(it.at) }), it.open && when(it)]
							.filter(Boolean)
							.join(' · ')}
					</li>
				))}
			</ul>
		</section>
	);
}
