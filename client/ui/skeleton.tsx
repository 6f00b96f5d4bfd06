import type { JSX } from 'preact';
import { t } from '../i18n/shared.ts';
import './skeleton.css';

interface SkeletonProps {
	/** The shape of the answer: lines of a text, rows of a list, or one block that fills its place. */
	kind?: 'text' | 'rows' | 'block';
	count?: number;
}

/** Where the answer will be, in its shape, while it is on its way. */
export function Skeleton({ kind = 'text', count = 3 }: SkeletonProps): JSX.Element {
	return (
		<div class={`skeleton ${kind}`} role="status">
			<span class="unseen">{t('shell.loading')}</span>
			{Array.from({ length: kind === 'block' ? 1 : count }, (_, row) => (
				<div key={row} class="skeleton-bone" />
			))}
		</div>
	);
}
