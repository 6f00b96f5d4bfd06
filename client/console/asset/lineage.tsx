import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { hrefOf } from '../address.ts';
import { route } from '../route.ts';
import { statusWords } from './facts.tsx';
import type { Versions } from './versions.tsx';

type Kin = Versions['lineage'][number];

const kinds = ['merged', 'renumbered', 'replaced', 'split'] as const;
const kindWords = (kind: string): string => {
	const known = kinds.find((it) => it === kind);
	return known ? t(`page.lineage.${known}`) : kind;
};

const line = ({ side, reference, kind }: Kin): string =>
	t(side === 'after' ? 'page.successor' : 'page.predecessor', { asset: reference, kind: kindWords(kind) });

/** What the asset took the place of, and what took its place. */
export function Lineage({ lineage }: Pick<Versions, 'lineage'>): JSX.Element | null {
	if (lineage.length === 0) return null;
	return (
		<nav aria-label={t('page.lineage')}>
			<ul class="bare-list cluster">
				{lineage.map((it) => (
					<li key={`${it.side} ${it.reference}`}>
						<a href={hrefOf({ ...route.value, view: 'asset', asset: it.reference })}>{line(it)}</a> <span class="quiet small">{statusWords(it.status)}</span>
					</li>
				))}
			</ul>
		</nav>
	);
}
