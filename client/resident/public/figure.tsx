import type { JSX } from 'preact';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/resident-public.ts';
import './figure.css';

interface FigureProps {
	title: string;
	value: number;
	/** Over which time it is counted. */
	span: string;
	/** What stands beside it. */
	more?: string | undefined;
	/** What it means, one tap away. */
	means: string;
}

/** A number with its title, its time and its definition. */
export function Figure({ title, value, span, more, means }: FigureProps): JSX.Element {
	return (
		<div class="figure">
			<h2>{title}</h2>
			<p class="figure-value figures">{number(value)}</p>
			<p class="quiet small">{span}</p>
			{more && <p class="small">{more}</p>}
			<Means>{means}</Means>
		</div>
	);
}

/** A definition, shown when it is wished for. */
export function Means({ children }: { children: string }): JSX.Element {
	return (
		<details class="means small">
			<summary>{t('ward.means')}</summary>
			<p>{children}</p>
		</details>
	);
}
