import type { JSX } from 'preact';
import { t } from '../i18n/shared.ts';
import './state-legend.css';
import { SignSymbol } from './state-symbol.tsx';
import { signs } from './states.ts';

/** What the symbols of faults mean. */
export function StateLegend(): JSX.Element {
	return (
		<ul class="state-legend bare-list">
			{signs.map((sign) => (
				<li key={sign}>
					<SignSymbol sign={sign} />
					{t(`symbol.${sign}`)}
				</li>
			))}
			<li>
				<SignSymbol sign="open" overdue />
				{t('symbol.overdue', { symbol: t('symbol.open') })}
			</li>
		</ul>
	);
}
