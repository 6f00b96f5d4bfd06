import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n/resident.ts';
import { Button } from '../../ui/button.tsx';
import { map as mapIcon } from '../../ui/icons.ts';
import { go } from '../route.ts';
import { choosePlace, draft, type Place } from './draft.ts';
import { FindPlace } from './find-place.tsx';
import { LazyMap } from './lazy-map.tsx';
import { NearList } from './near-list.tsx';
import { Step } from './step.tsx';
import { Verdict } from './verdict.tsx';
import { type Looking, mapWanted, mustAsk, useWhere, type WhereState } from './where-state.ts';
import './where.css';

/** Why the person cannot go on from here; empty when she can. */
const lackingOf = ({ snap }: WhereState): string => {
	const { place, chosen } = draft.value;
	if (!place) return t('where.lacking');
	if (snap.error.value?.code === 'out-of-area') return t('where.outside');
	return snap.data.value && mustAsk(snap.data.value, place) && chosen === null ? t('which.lacking') : '';
};

/** The second question: where? By search, by the device's position, on the map or from the list. */
export function Where(): JSX.Element {
	const state = useWhere();
	const { snap, looking, lacking, open } = state;
	const { place } = draft.value;
	const pickListed = (picked: Place): void => {
		lacking.value = '';
		open.value = false;
		choosePlace(picked);
	};
	const pick = (picked: Place): void => {
		looking.value = null;
		pickListed(picked);
	};
	const next = (): void => {
		lacking.value = lackingOf(state);
		if (!lacking.value) go('/report/details');
	};
	const answer = useRef<HTMLDivElement>(null);
	const answered = snap.data.value;
	useEffect(() => {
		if (!place) snap.data.value = undefined;
	}, [place]);
	// On a phone the answer stands under the map: it is brought into sight as soon as it is there.
	useEffect(() => {
		if (place && answered) answer.current?.scrollIntoView({ block: 'nearest' });
	}, [place, answered]);
	return (
		<Step step={2} title={t('where.title')} wide next={{ go: next, busy: Boolean(place) && snap.loading.value }}>
			<div class="where">
				<FindPlace
					onPick={pick}
					onLook={(there) => {
						choosePlace(null);
						looking.value = there;
					}}
				/>
				<div ref={answer} class="where-answer stack" aria-live="polite">
					{looking.value && <Around state={state} there={looking.value} onPick={pickListed} />}
					{!place && !looking.value && <p class="quiet small">{t('where.hint')}</p>}
					{place && <Verdict state={state} />}
					{lacking.value && (
						<p class="field-error" role="alert">
							{lacking.value}
						</p>
					)}
				</div>
				<PlaceMap state={state} onPick={pick} />
			</div>
		</Step>
	);
}

/** What is near where the person looks; the list stays when one of it is chosen, so that arrow keys can go on. */
function Around({ state, there, onPick }: { state: WhereState; there: Looking; onPick: (place: Place) => void }): JSX.Element {
	return (
		<>
			<p>{t('where.look', { place: there.name })}</p>
			<NearList
				around={{ lon: there.lon, lat: there.lat }}
				state={state}
				chosen={draft.value.place?.asset ?? null}
				onChoose={({ lon, lat, reference, title }) => onPick({ lon, lat, method: 'list', asset: reference, name: title })}
			/>
		</>
	);
}

function PlaceMap({ state, onPick }: { state: WhereState; onPick: (place: Place) => void }): JSX.Element {
	const wanted = useSignal(mapWanted());
	if (wanted.value) return <LazyMap state={state} onPick={onPick} />;
	return (
		<div class="where-map waiting">
			<Button icon={mapIcon} onClick={() => (wanted.value = true)}>
				{t('where.showMap')}
			</Button>
		</div>
	);
}
