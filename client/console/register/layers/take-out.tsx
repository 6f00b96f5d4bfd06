import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { exportAssets } from '../../../../server/assets/contract.ts';
import { mostLabels, printLabels } from '../../../../server/assets/labels/contract.ts';
import type { RegisterLayer } from '../../../../server/assets/layers/contract.ts';
import { theTown } from '../../../api/town.ts';
import { t } from '../../../i18n/console.ts';
import { number } from '../../../i18n/format.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { download, table } from '../../../ui/icons.ts';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';

/** The formats of the server's shelf, by the names GIS officers call them. */
const formats = [
	{ value: 'geopackage', label: 'GeoPackage' },
	{ value: 'flatgeobuf', label: 'FlatGeobuf' },
	{ value: 'shapefile', label: 'Shapefile (.zip)' },
	{ value: 'geojson', label: 'GeoJSON' },
	{ value: 'geojsonseq', label: 'GeoJSONSeq' },
	{ value: 'csv', label: 'CSV' },
];

const perSheet: Readonly<Record<string, number>> = { 'a4-3x8': 24, 'a4-2x7': 14, 'roll-50': 1 };

const address = (path: string, values: Record<string, string>): string => `${path}?${new URLSearchParams(Object.entries(values).filter(([, it]) => it))}`;

/** What can be taken away from a layer: a file of it, as of any day, and sheets of labels to stick on what stands outside. */
export function TakeOut({ layer }: { layer: RegisterLayer }): JSX.Element {
	return (
		<section class="take-out stack close">
			<h2 class="register-heading">{t('takeOut.title')}</h2>
			<details class="folded">
				<summary>{t('takeOut.file')}</summary>
				<File layer={layer} />
			</details>
			<details class="folded">
				<summary>{t('takeOut.labels')}</summary>
				<Labels layer={layer} />
			</details>
		</section>
	);
}

function File({ layer }: { layer: RegisterLayer }): JSX.Element {
	const format = useSignal('geopackage');
	const system = useSignal(`EPSG:${theTown().srid}`);
	const day = useSignal('');
	const systems = new Map([[4326, 'WGS84'], ...theTown().systems.map(({ srid, title }): [number, string] => [srid, title])]);
	return (
		<div class="stack close">
			<Select label={t('takeOut.format')} value={format.value} options={formats} onChoose={(it) => (format.value = it)} />
			<Select
				label={t('takeOut.system')}
				value={system.value}
				options={[...systems].map(([srid, title]) => ({ value: `EPSG:${srid}`, label: `${title} (EPSG:${srid})` }))}
				onChoose={(it) => (system.value = it)}
			/>
			<TextField label={t('takeOut.day')} hint={t('takeOut.dayHint')} optional type="date" value={day.value} onText={(it) => (day.value = it)} />
			<ButtonLink icon={download} href={address(exportAssets.path, { class: layer.class, format: format.value, crs: system.value, at: day.value })} download>
				{t('takeOut.download')}
			</ButtonLink>
		</div>
	);
}

function Labels({ layer }: { layer: RegisterLayer }): JSX.Element {
	const layout = useSignal('a4-3x8');
	const ward = useSignal('');
	const skip = useSignal('');
	const free = perSheet[layout.value] ?? 1;
	const used = Math.min(Number(skip.value) || 0, free - 1);
	return (
		<div class="stack close">
			<p class="quiet">{t('takeOut.labelsHint')}</p>
			<Select
				label={t('takeOut.sheet')}
				value={layout.value}
				options={[
					{ value: 'a4-3x8', label: t('takeOut.sheet24') },
					{ value: 'a4-2x7', label: t('takeOut.sheet14') },
					{ value: 'roll-50', label: t('takeOut.roll') },
				]}
				onChoose={(it) => (layout.value = it)}
			/>
			<Select
				label={t('takeOut.ward')}
				value={ward.value}
				options={[{ value: '', label: t('takeOut.everyWard') }, ...theTown().wards.map(({ code, name }) => ({ value: code, label: name }))]}
				onChoose={(it) => (ward.value = it)}
			/>
			{free > 1 && (
				<TextField
					label={t('takeOut.skip')}
					hint={t('takeOut.skipHint')}
					optional
					type="number"
					min={0}
					max={free - 1}
					value={skip.value}
					onText={(it) => (skip.value = it)}
				/>
			)}
			{layer.inService > mostLabels && !ward.value ? (
				<p class="quiet">{t('takeOut.byWard', { count: number(mostLabels) })}</p>
			) : (
				<ButtonLink
					icon={table}
					href={address(printLabels.path, { class: layer.class, layout: layout.value, ward: ward.value, skip: used ? String(used) : '' })}
					download
				>
					{t('takeOut.print')}
				</ButtonLink>
			)}
		</div>
	);
}
