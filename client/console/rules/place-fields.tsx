import type { JSX } from 'preact';
import { type Found, search } from '../../../server/assets/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { Combobox, type Match } from '../../ui/combobox.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { cross } from '../../ui/icons.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { WhenProps } from './when-props.ts';

const usualMetres = 500;

const find = async (typed: string, signal: AbortSignal): Promise<Match<Found>[]> => {
	const { found } = await call(search, { q: typed, limit: 8, language: language.peek() }, { signal });
	return found.map((it) => ({ key: `${it.kind} ${it.title} ${it.lon} ${it.lat}`, value: it, title: it.title, detail: it.detail }));
};

/** Where a rule holds: around places that are found by their names. */
export function PlaceFields({ when: { places }, errors, write }: WhenProps): JSX.Element {
	const change = (at: number, metres: number): void => write({ places: places.map((it, i) => (i === at ? { ...it, metres } : it)) });
	return (
		<div class="stack close">
			<Combobox<Found>
				key={places.length}
				label={t('rules.places')}
				hint={t('rules.placesHint')}
				optional
				error={errors['when.places']}
				find={find}
				onChoose={({ title, lon, lat }) => write({ places: [...places, { name: title, lon, lat, metres: usualMetres }] })}
			/>
			{places.map(({ name, lon, lat, metres }, at) => (
				<div key={`${lon} ${lat}`} class="row">
					<div class="grow">
						<TextField
							type="number"
							min={10}
							max={50_000}
							label={t('rules.metres', { name })}
							error={errors[`when.places.${at}.metres`]}
							value={String(metres)}
							onText={(typed) => change(at, Math.round(Number(typed)))}
						/>
					</div>
					<IconButton path={cross} label={t('rules.placeWithout', { name })} onClick={() => write({ places: places.filter((_, i) => i !== at) })} />
				</div>
			))}
		</div>
	);
}
