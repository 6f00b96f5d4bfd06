import type { AssetClass, FailureMode } from '../../gis-layers/index.ts';
import { legend } from '../../gis-layers/index.ts';
import type { Serve } from '../platform/http.ts';
import { badField } from '../platform/problem.ts';
import { catalogue, inLanguage } from './catalogue.ts';
import { type Layer, readCoordinates, readEmergency, readLayers, readServices, readTown, type Service } from './contract.ts';
import { positionsTyped } from './coordinates.ts';
import { emergencyNotice } from './emergency.ts';
import type { Context } from './index.ts';
import { notices } from './notices/routes.ts';
import { rules } from './rules/routes.ts';
import { settings } from './settings/routes.ts';
import { standards } from './standards/routes.ts';
import { type OfferedService, type Town, usualColour } from './town.ts';

/** Answers what a client must know of the municipality. */
export function routes(serve: Serve<Context>): void {
	notices(serve);
	settings(serve);
	rules(serve);
	standards(serve);
	serve(readTown, ({ town }) => describe(town));
	serve(readEmergency, async ({ db, town, now }, { language, lon, lat }) => ({
		...(await emergencyNotice(db, town, { language, now, place: lon === undefined || lat === undefined ? undefined : { lon, lat } })),
		words: Object.values(town.municipality.emergency.words ?? {}).flat(),
	}));
	serve(readServices, ({ town }, { language }) => ({ services: offered(town, language) }));
	serve(readLayers, ({ town, actor }, { language }) => ({
		layers: catalogue.classes
			.filter((it) => it.secrecy === 'public' || actor.may('asset.read'))
			.map((it) => layer(it, { language, town, staff: actor.may('asset.read') })),
	}));
	serve(readCoordinates, async ({ db, town }, { q }) => {
		const positions = await positionsTyped(db, town.municipality, q);
		if (positions.length === 0) throw badField('q', 'No position can be read from this.');
		return { positions };
	});
}

function describe({ municipality: it, departments, wards }: Town) {
	const [west, south, east, north] = it.bounds;
	const base = it.map.base;
	return {
		...it,
		centre: it.map.centre ?? ([(west + east) / 2, (south + north) / 2] as [number, number]),
		zoom: it.map.zoom ?? 13,
		brand: { colour: it.brand.colour ?? usualColour, logo: it.brand.logo ?? null },
		emergency: { phone: it.emergency.phone, email: it.emergency.email ?? null, text: it.emergency.text },
		departments: departments.map(({ code, title }) => ({ code, title })),
		wards: [...wards],
		base: { kind: base?.kind ?? ('own' as const), url: base?.url ?? null, attribution: base?.attribution ?? null },
	};
}

const offered = (town: Town, language: string): Service[] =>
	[...catalogue.modes.values()].flatMap(({ mode, home }) => {
		const service = town.services.get(mode.code);
		return service?.enabled ? [describeService(mode, home, { service, language })] : [];
	});

function describeService(mode: FailureMode, home: AssetClass, { service, language }: { service: OfferedService; language: string }): Service {
	const notice = (service.texts['notice'] as Record<string, string> | undefined) ?? {};
	return {
		mode: mode.code,
		class: home.id,
		title: inLanguage(mode.title, language),
		group: inLanguage(home.title, language),
		icon: home.icon,
		theme: home.theme,
		family: mode.family,
		urgency: mode.urgency,
		emergency: mode.emergency,
		keywords: inLanguage(mode.keywords, language),
		questions: mode.questions.map((it) => ({
			...it,
			title: inLanguage(it.title, language),
			choices: it.choices?.map((choice) => ({ id: choice.id, title: inLanguage(choice.title, language) })),
			emergencyIf: it.emergencyIf ? [...it.emergencyIf] : undefined,
		})) as Service['questions'],
		offAsset: mode.offAsset,
		...(Object.keys(notice).length > 0 && { notice: inLanguage(notice, language) }),
	};
}

function layer(it: AssetClass, { language, town, staff }: { language: string; town: Town; staff: boolean }): Layer {
	const attributes = it.attributes.filter((attribute) => staff || attribute.public);
	return {
		id: it.id,
		number: it.number,
		title: inLanguage(it.title, language),
		one: inLanguage(it.one, language),
		geometry: it.geometry,
		icon: it.icon,
		theme: it.theme,
		style: it.style,
		styleDark: it.styleDark,
		legend: { light: legend(it, false), dark: legend(it, true) },
		minZoom: it.minZoom,
		secrecy: it.secrecy,
		attributes: attributes.map((attribute) => ({
			id: attribute.id,
			title: inLanguage(attribute.title, language),
			kind: attribute.kind,
			...(attribute.unit && { unit: attribute.unit }),
			...(attribute.choices && { choices: Object.fromEntries(attribute.choices.map((choice) => [choice.id, inLanguage(choice.title, language)])) }),
		})),
		modes: it.modes.map(({ code, title, works, family, urgency, emergency }) => ({
			code,
			title: inLanguage(title, language),
			works: inLanguage(works, language),
			family,
			urgency,
			emergency,
		})),
		version: town.layerVersions.get(it.id) ?? 1,
	};
}
