import type { JSX } from 'preact';
import { t } from '../../../i18n/console.ts';
import type { NetworkDrawing } from '../../../map/network-layer.ts';

/** What the lines and numbers on the map mean: only of what is on it. */
export function Key({ drawing }: { drawing: NetworkDrawing }): JSX.Element {
	const { shut, dry, numbered, first, stuck } = drawing;
	const rows = [
		{ kind: 'shut', there: shut !== null, words: t('legend.shut') },
		{ kind: 'dry', there: dry !== null, words: t('legend.dry') },
		{ kind: 'close', there: first > 0, words: t('legend.close') },
		{ kind: 'drain', there: numbered.length > first, words: t('legend.drain') },
		{ kind: 'stuck', there: stuck.length > 0, words: t('legend.stuck') },
	];
	return (
		<ul class="bare-list cluster network-key">
			{rows
				.filter(({ there }) => there)
				.map(({ kind, words }) => (
					<li key={kind}>
						<span class={`key-mark ${kind}`} aria-hidden="true">
							{{ close: '1', drain: String(first + 1), stuck: '✕' }[kind] ?? ''}
						</span>
						{words}
					</li>
				))}
		</ul>
	);
}
