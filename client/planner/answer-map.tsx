import { effect, type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import type MapBrowserEvent from 'ol/MapBrowserEvent.js';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Town } from '../../server/municipality/contract.ts';
import type { BehindFault, ReportAnswer, Shapes } from '../../server/planning/contract.ts';
import { hitsAt, onTap } from '../map/hit.ts';
import { MapView } from '../map/map-view.tsx';
import type { Mounted } from '../map/mounted.ts';
import { dark } from '../ui/theme.ts';
import { pointed } from './brush.ts';
import { chosenOf, toggle } from './choose.ts';
import { LassoButton } from './lasso-button.tsx';
import type { Painted } from './paint.ts';
import { change, route } from './route.ts';
import { gradedLayer, inks, pointLayer, shapeLayer } from './shapes.ts';

interface AnswerMapProps {
	town: Town;
	answer: ReportAnswer;
	shapes: Shapes | undefined;
	painted: Painted;
	/** Those behind the chosen row. */
	faults: readonly BehindFault[];
	/** Whether several rows can be looked at together. */
	several?: boolean;
}

const keyAt = (on: Mounted, pixel: number[]): string | null => {
	const hit = hitsAt(on, pixel, 5).find(({ layer }) => layer === 'answer');
	return hit ? String(hit.properties['key']) : null;
};

const pointAtMap = (on: Mounted): (() => void) => {
	const moved = (event: MapBrowserEvent): void => {
		if (event.dragging) return;
		const place = keyAt(on, event.pixel);
		on.map.getTargetElement().classList.toggle('pointing', place !== null);
		if (place !== (pointed.peek()?.place ?? null) || pointed.peek()?.row) pointed.value = place === null ? null : { row: null, place };
	};
	const left = (): void => {
		pointed.value = null;
	};
	const target = on.map.getViewport();
	on.map.on('pointermove', moved);
	target.addEventListener('pointerleave', left);
	return () => {
		on.map.un('pointermove', moved);
		target.removeEventListener('pointerleave', left);
	};
};

/** Draws an answer and what is lit of it, anew whenever either changes. */
function drawAnswer(
	on: Mounted,
	now: ReadonlySignal<AnswerMapProps>,
	litNow: () => ReadonlySet<string | null | undefined>,
): { extent: () => number[] | null; stops: (() => void)[] } {
	const shapes = on.add(shapeLayer());
	const graded = on.add(gradedLayer());
	const points = on.add(pointLayer());
	const extent = (): number[] | null => graded.extent() ?? shapes.extent();
	const stops = [
		effect(() => {
			const { painted, answer } = now.value;
			const colours = painted.steps.map(({ colour }) => colour);
			graded.show(answer.geography?.graded ?? [], colours);
		}),
		effect(() => {
			if (!now.value.shapes) return;
			shapes.show(now.value.shapes);
			showExtent(on, extent());
		}),
		effect(() => {
			const { painted, answer } = now.value;
			const wide = answer.geography?.by === 'own';
			const lit = litNow();
			shapes.wear((key) => ({ ...painted.ofPlace(key), lit: lit.has(key), wide }), inks[dark.value ? 'dark' : 'light']);
		}),
		effect(() => points.show(now.value.faults, inks[dark.value ? 'dark' : 'light'])),
	];
	return { extent, stops };
}

/** The answer on the map: wards or pipes in the colours of their figures; a tap shows the faults behind one. */
export function AnswerMap(props: AnswerMapProps): JSX.Element {
	const now = useSignal(props);
	useEffect(() => {
		now.value = props;
	}, [props.answer, props.shapes, props.painted, props.faults]);
	const chosen = useComputed(() => now.value.answer.rows.find(({ key }) => key === route.value.row)?.place ?? placeOfRow(now.value.answer, route.value.row));
	const together = useComputed(() => new Set(chosenOf(now.value.answer).map(({ place }) => place)));
	const mounted = useSignal<Mounted | null>(null);
	const mount = (on: Mounted): (() => void) => {
		mounted.value = on;
		const { extent, stops: drawing } = drawAnswer(on, now, () => new Set([pointed.value?.place, chosen.value, ...together.value]));
		const stops = [
			...drawing,
			pointAtMap(on),
			onTap(on, (_lon, _lat, hits, { originalEvent: held }) => {
				const key = hits.find(({ layer }) => layer === 'answer')?.properties['key'];
				const place = now.peek().answer.geography?.places.find((it) => it.key === key);
				if (!place) return;
				const adding = now.peek().several && (held.ctrlKey || held.metaKey || held.shiftKey);
				if (adding) toggle(place.row);
				else change({ row: place.row });
			}),
			printWhole(on, extent),
		];
		return () => {
			for (const stop of stops) stop();
		};
	};
	return (
		<MapView town={props.town} onMount={mount}>
			{props.several && mounted.value && props.shapes && (
				<div class="map-corner top-right no-print">
					<LassoButton on={mounted.value} answer={props.answer} shapes={props.shapes} />
				</div>
			)}
		</MapView>
	);
}

const placeOfRow = ({ geography }: ReportAnswer, row: string | null): string | null => geography?.places.find((it) => it.row === row)?.key ?? null;

function showExtent({ map }: Mounted, extent: number[] | null): void {
	if (extent) map.getView().fit(extent, { padding: [24, 24, 24, 24], maxZoom: 16 });
}

/** Paper is not as wide as the window: the map is measured, fitted and drawn anew for it, and is as it was after. */
function printWhole({ map }: Mounted, extent: () => number[] | null): () => void {
	const view = map.getView();
	let before: { centre: number[] | undefined; resolution: number | undefined } | null = null;
	const draw = ({ matches }: { matches: boolean }): void => {
		map.updateSize();
		const whole = extent();
		if (matches && whole) {
			before = { centre: view.getCenter(), resolution: view.getResolution() };
			view.fit(whole, { padding: [8, 8, 8, 8] });
		} else if (before) {
			view.setCenter(before.centre);
			view.setResolution(before.resolution);
			before = null;
		}
		map.renderSync();
	};
	const media = matchMedia('print');
	media.addEventListener('change', draw);
	return () => media.removeEventListener('change', draw);
}
