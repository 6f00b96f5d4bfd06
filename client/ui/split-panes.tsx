import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/shared.ts';
import { clamp, fitWidths, type Limits } from './pane-widths.ts';
import { remember, remembered } from './remembered.ts';
import './split-panes.css';

/** A pane of fixed width; the last of the panes takes what is left. */
export interface Pane extends Limits {
	name: string;
	/** What it holds: names its separator. */
	label: string;
	/** Width in px until somebody drags it. */
	width: number;
	content: ComponentChildren;
}

interface SplitPanesProps {
	/** Under this name the widths are remembered. */
	name: string;
	panes: readonly Pane[];
	/** What stands in the rest: the map. */
	rest: ComponentChildren;
}

const areWidths = (it: unknown): it is Record<string, number> =>
	typeof it === 'object' && it !== null && Object.values(it).every((width) => typeof width === 'number');

/** Panes side by side whose widths are dragged, or moved with the arrow keys, and remembered. */
export function SplitPanes({ name, panes, rest }: SplitPanesProps): JSX.Element {
	const frame = useRef<HTMLDivElement>(null);
	const widths = useSignal(remembered(`panes.${name}`, {}, areWidths));
	const resize = (pane: Pane, width: number): void => {
		widths.value = { ...widths.value, [pane.name]: clamp(width, pane) };
		remember(`panes.${name}`, widths.value);
	};
	const room = useSignal(innerWidth);
	useEffect(() => {
		if (!frame.current) return;
		const sizes = new ResizeObserver(([entry]) => {
			room.value = entry?.contentRect.width ?? room.value;
		});
		sizes.observe(frame.current);
		return () => sizes.disconnect();
	}, []);
	const shown = fitWidths(panes, widths.value, room.value);
	return (
		<div class="split-panes" ref={frame}>
			{panes.map((pane, at) => {
				const width = shown[at] ?? pane.width;
				return [
					<section key={pane.name} class="pane" style={{ width: `${width}px` }} aria-label={pane.label}>
						{pane.content}
					</section>,
					<Separator key={`${pane.name}-separator`} pane={pane} width={width} onResize={(to) => resize(pane, to)} />,
				];
			})}
			<div class="pane rest">{rest}</div>
		</div>
	);
}

interface SeparatorProps {
	pane: Pane;
	width: number;
	onResize: (width: number) => void;
}

const keySteps: Record<string, number> = { ArrowLeft: -16, ArrowRight: 16 };

function Separator({ pane, width, onResize }: SeparatorProps): JSX.Element {
	const from = useRef<{ x: number; width: number } | null>(null);
	const pressed = (event: KeyboardEvent): void => {
		const to = { Home: pane.least, End: pane.most }[event.key] ?? (keySteps[event.key] === undefined ? null : width + (keySteps[event.key] ?? 0));
		if (to === null) return;
		event.preventDefault();
		onResize(to);
	};
	return (
		// biome-ignore lint/a11y/useSemanticElements: a separator that is moved is a control, which <hr> is not.
		<div
			class="pane-separator"
			role="separator"
			tabIndex={0}
			aria-orientation="vertical"
			aria-label={t('panes.resize', { pane: pane.label })}
			aria-valuenow={Math.round(width)}
			aria-valuemin={pane.least}
			aria-valuemax={pane.most}
			onKeyDown={pressed}
			onDblClick={() => onResize(pane.width)}
			onPointerDown={(event) => {
				from.current = { x: event.clientX, width };
				event.currentTarget.setPointerCapture(event.pointerId);
			}}
			onPointerMove={(event) => from.current && onResize(from.current.width + event.clientX - from.current.x)}
			onPointerUp={() => (from.current = null)}
			onPointerCancel={() => (from.current = null)}
		/>
	);
}
