import type { JSX } from 'preact';
import { t } from '../../../i18n/console.ts';
import { distance, quantity } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { edit, pin, undo } from '../../../ui/icons.ts';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { isReshaped } from './draft.ts';
import { draft, layer, reshape, subject, type Tool, tool } from './edit-state.ts';
import { crossingsOf, lengthOf, metresBetween, placeOf } from './shapes.ts';

const toggle = (wanted: Tool): void => {
	tool.value = tool.peek() === wanted ? 'none' : wanted;
};

/** Where the asset is: drawn on the map, or typed; its length as it is being drawn, and what is odd about it. */
export function ShapeSection(): JSX.Element {
	const { shape } = draft.value;
	const crossings = crossingsOf(shape);
	const point = layer.value?.geometry === 'Point';
	const changed = isReshaped(subject.value, draft.value);
	return (
		<section class="stack close" aria-labelledby="shape-title">
			<h2 class="register-heading" id="shape-title">
				{t('edit.shape')}
			</h2>
			<div class="cluster">
				{shape && (
					<Button icon={edit} aria-pressed={tool.value === 'shape'} onClick={() => toggle('shape')}>
						{t(point ? 'edit.move' : 'edit.reshape')}
					</Button>
				)}
				<Button icon={pin} aria-pressed={tool.value === 'draw'} onClick={() => toggle('draw')}>
					{t(shape && !point ? 'edit.redraw' : point ? 'edit.place' : 'edit.draw')}
				</Button>
				{changed && shape && (
					<Button kind="quiet" icon={undo} onClick={() => reshape(subject.peek()?.geometry ?? null)}>
						{t('edit.resetShape')}
					</Button>
				)}
			</div>
			{!shape && <p class="quiet">{t('edit.noShape')}</p>}
			<Extent />
			{crossings > 0 && <Notice kind="warn">{t('edit.crossings', { count: crossings })}</Notice>}
			{point && shape && <Typed key={JSON.stringify(shape)} />}
		</section>
	);
}

/** Metres of the line as it is drawn, or how far a point was moved. */
function Extent(): JSX.Element | null {
	const { shape } = draft.value;
	const before = subject.value?.geometry ?? null;
	const [now, was] = [lengthOf(shape), lengthOf(before)];
	if (now !== null)
		return (
			<p class="figures" role="status">
				{t('edit.length', { length: quantity(now, 'm', 2) })}
				{was !== null && Math.abs(now - was) >= 0.005 && ` · ${t('edit.lengthBefore', { length: quantity(was, 'm', 2) })}`}
			</p>
		);
	const [from, to] = [placeOf(before), placeOf(shape)];
	const metres = from && to ? metresBetween(from, to) : 0;
	return metres < 0.01 ? null : (
		<p class="figures" role="status">
			{t('edit.moved', { metres: distance(metres) })}
		</p>
	);
}

/** The position in figures, for whoever has it from an instrument, or does not draw. */
function Typed(): JSX.Element {
	const [lon = 0, lat = 0] = placeOf(draft.value.shape) ?? [];
	const set = (at: 0 | 1, written: string): void => {
		const value = Number(written.replace(',', '.'));
		const limit = at === 0 ? 180 : 90;
		if (written.trim() === '' || !Number.isFinite(value) || Math.abs(value) > limit) return;
		reshape({ type: 'Point', coordinates: at === 0 ? [value, lat] : [lon, value] });
	};
	return (
		<div class="setup-fields">
			<TextField
				label={t('edit.latitude')}
				inputMode="decimal"
				value={lat.toFixed(7)}
				onText={() => undefined}
				onChange={(event) => set(1, event.currentTarget.value)}
			/>
			<TextField
				label={t('edit.longitude')}
				inputMode="decimal"
				value={lon.toFixed(7)}
				onText={() => undefined}
				onChange={(event) => set(0, event.currentTarget.value)}
			/>
		</div>
	);
}
