import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { theTown } from '../../api/town.ts';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/planner-workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import './area.css';
import { AreaMap } from './area-map.tsx';
import { type Corner, circleText, cornersIn, cornersOf, type Fault, polygonText, sizeOf, written } from './drawn.ts';
import { HexPanel } from './hex-panel.tsx';

interface AreaPanelProps {
	value: string;
	onSet: (value: string) => void;
	onClose: () => void;
}

const faultText = (fault: Fault): string => t(`area.wrong.${fault}`);

const ways = ['corners', 'circle', 'hex'] as const;
type Way = (typeof ways)[number];

/** An area of one's own: drawn on the map, typed corner by corner, so far around a point, or hexagon by hexagon. */
export function AreaPanel({ value, onSet, onClose }: AreaPanelProps): JSX.Element {
	const way = useSignal<Way>(ways.find((it) => value.startsWith(`${it}:`)) ?? 'corners');
	const Part = parts[way.value];
	const set = (it: string): void => {
		onSet(it);
		onClose();
	};
	return (
		<section class="area-panel stack" aria-label={t('area.title')}>
			<Tabs
				label={t('area.title')}
				tabs={[
					{ name: 'corners', label: t('area.draw') },
					{ name: 'circle', label: t('area.circle') },
					{ name: 'hex', label: t('area.hexagons') },
				]}
				current={way.value}
				onChoose={(it) => {
					way.value = it;
				}}
			>
				<Part value={value} onSet={set} onClose={onClose} />
			</Tabs>
		</section>
	);
}

const sizeText = (corners: readonly Corner[]): string => {
	const metres = sizeOf(corners);
	return metres >= 100_000 ? `${number(metres / 1_000_000, 2)} km²` : `${number(metres, 0)} m²`;
};

function Corners({ value, onSet, onClose }: AreaPanelProps): JSX.Element {
	const text = useSignal(written(cornersIn(value)));
	const tried = useSignal(false);
	const corners = cornersOf(text.value);
	const fault = typeof corners === 'string' ? corners : null;
	// While nothing is drawn yet, nothing is wrong yet.
	const error = fault !== null && (tried.value || fault !== 'few') ? faultText(fault) : undefined;
	return (
		<div class="area-corners">
			<div class="area-map">
				<AreaMap
					town={theTown()}
					corners={typeof corners === 'string' ? [] : corners}
					onDrawn={(it) => {
						text.value = written(it);
					}}
				/>
			</div>
			<div class="stack">
				<p class="small quiet">{t('area.drawHint')}</p>
				<TextArea
					label={t('area.corners')}
					hint={t('area.cornersHint')}
					rows={6}
					value={text.value}
					error={error}
					onText={(it) => {
						text.value = it;
					}}
				/>
				{typeof corners !== 'string' && <p class="small">{t('area.size', { size: sizeText(corners), count: corners.length })}</p>}
				<div class="cluster">
					<Button
						kind="primary"
						onClick={() => {
							tried.value = true;
							if (typeof corners !== 'string') onSet(polygonText(corners));
						}}
					>
						{t('area.use')}
					</Button>
					<Button kind="quiet" onClick={onClose}>
						{t('area.cancel')}
					</Button>
				</div>
			</div>
		</div>
	);
}

function Circle({ value, onSet, onClose }: AreaPanelProps): JSX.Element {
	const [place = '', radius = '500'] = value.startsWith('circle:') ? value.slice(7).split(',') : [theTown().centre.join(' ')];
	const typed = useSignal({ place, radius });
	const fault = useSignal<Fault | null>(null);
	const use = (): void => {
		const made = circleText(typed.value.place, typed.value.radius);
		const wrong = made.startsWith('circle:') ? null : (made as Fault);
		fault.value = wrong;
		if (wrong === null) onSet(made);
	};
	const type = (change: Partial<typeof typed.value>): void => {
		typed.value = { ...typed.value, ...change };
	};
	return (
		<div class="stack area-circle">
			<TextField
				label={t('area.place')}
				hint={t('area.placeHint')}
				value={typed.value.place}
				error={fault.value === 'place' ? faultText('place') : undefined}
				onText={(it) => type({ place: it })}
			/>
			<TextField
				label={t('area.metres')}
				inputMode="numeric"
				value={typed.value.radius}
				error={fault.value === 'radius' ? faultText('radius') : undefined}
				onText={(it) => type({ radius: it })}
			/>
			<div class="cluster">
				<Button kind="primary" onClick={use}>
					{t('area.use')}
				</Button>
				<Button kind="quiet" onClick={onClose}>
					{t('area.cancel')}
				</Button>
			</div>
		</div>
	);
}

const parts: Readonly<Record<Way, (props: AreaPanelProps) => JSX.Element>> = { corners: Corners, circle: Circle, hex: HexPanel };
