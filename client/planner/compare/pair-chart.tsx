import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/planner-workspace.ts';
import { dark } from '../../ui/theme.ts';
import '../plot.css';
import { useFrameWidth } from '../frame-width.ts';
import { drawPairs } from './pair-plot.ts';
import type { Pair } from './pairs.ts';

/** More lines than these nobody reads; the table has all of them. */
const mostDrawn = 60;

/** Both answers in one chart; the table beside it says the same. */
export function PairChart({ pairs, title }: { pairs: readonly Pair[]; title: string }): JSX.Element {
	const { frame, width } = useFrameWidth();
	useEffect(() => {
		if (!frame.current || width.value === 0) return;
		const style = getComputedStyle(frame.current);
		const colours = { first: style.getPropertyValue('--side-first'), second: style.getPropertyValue('--side-second') };
		frame.current.replaceChildren(drawPairs(pairs.slice(0, mostDrawn), { width: width.value, ink: style.color, line: style.borderTopColor, ...colours }));
	}, [pairs, width.value, dark.value]);
	return (
		<>
			<div ref={frame} class="plot-frame" role="img" aria-label={t('compare.described', { title, count: pairs.length })} />
			{pairs.length > mostDrawn && <p class="small quiet">{t('compare.firstOnly', { count: number(mostDrawn), total: number(pairs.length) })}</p>}
		</>
	);
}
