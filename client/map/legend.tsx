import type { JSX } from 'preact';
import type { LegendEntry, Swatch } from '../../gis-layers/index.ts';
import { text } from '../i18n/text.ts';
import './legend.css';
import { outlineOf } from './swatch-shape.ts';

/** One symbol of the map, small, as it is drawn there. */
export function SwatchDrawing({ swatch }: { swatch: Swatch }): JSX.Element {
	return (
		<svg class="swatch" width="28" height="20" viewBox="0 0 28 20" role="img" aria-hidden="true">
			{swatch.kind === 'point' && <PointSwatch swatch={swatch} />}
			{swatch.kind === 'line' && <LineSwatch swatch={swatch} />}
			{swatch.kind === 'area' && (
				<rect
					x="4"
					y="3"
					width="20"
					height="14"
					rx="2"
					fill={swatch.hollow ? 'none' : swatch.color}
					stroke={swatch.outline ?? swatch.color}
					stroke-width="1.5"
					stroke-dasharray={swatch.dash?.join(' ')}
				/>
			)}
		</svg>
	);
}

function PointSwatch({ swatch }: { swatch: Swatch }): JSX.Element {
	const edge = swatch.outline ?? swatch.color;
	return (
		<>
			{swatch.halo && <circle cx="14" cy="10" r="9" fill="none" stroke={edge} stroke-width="1.25" stroke-dasharray="2 3" />}
			<path
				d={outlineOf(swatch.shape ?? 'circle', Math.min(swatch.radius ?? 5, 8))}
				transform="translate(14 10)"
				fill={swatch.hollow ? 'none' : swatch.color}
				stroke={edge}
				stroke-width={swatch.width ?? 1.25}
				stroke-dasharray={swatch.dash?.join(' ')}
			/>
		</>
	);
}

function LineSwatch({ swatch }: { swatch: Swatch }): JSX.Element {
	const width = Math.min(swatch.width ?? 2, 10);
	const run = 'M2 10h24';
	return (
		<>
			{swatch.halo && <path d={run} stroke={swatch.outline ?? swatch.color} stroke-width={width + 8} stroke-dasharray="1 6" fill="none" />}
			{swatch.outline && !swatch.hollow && <path d={run} stroke={swatch.outline} stroke-width={width + 2} fill="none" />}
			<path d={run} stroke={swatch.color} stroke-width={width} stroke-dasharray={swatch.dash?.join(' ')} fill="none" />
			{swatch.core && <path d={run} stroke={swatch.core.color} stroke-width={swatch.core.width} stroke-dasharray={swatch.core.dash?.join(' ')} fill="none" />}
		</>
	);
}

/** The legend of a class of assets: each symbol with what it means. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }): JSX.Element {
	return (
		<ul class="legend bare-list">
			{entries.map((entry) => (
				<li key={JSON.stringify(entry)}>
					<SwatchDrawing swatch={entry.swatch} />
					<span>{text(entry.title)}</span>
				</li>
			))}
		</ul>
	);
}
