import type { AssetClass } from '../../../gis-layers/index.ts';
import { type Context, catalogue, mustBeWelcome } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { RegisterEdit } from '../edit/contract.ts';
import { attributesTold } from '../edit/told.ts';
import type { NewProposal, Proposed } from './contract.ts';
import { type About, aboutSql, insertProposalSql, insertVoiceSql, lockSql, type NewRow, sameSql, withinSql } from './queries.ts';

/** Who says so and in which words. */
export interface Voice {
	words: string;
	language: string;
	email?: string | undefined;
}

const homeOf = (number: number): AssetClass => {
	const home = catalogue.byNumber.get(number);
	if (!home) throw new Error(`asset class ${number} is not on the shelf`);
	return home;
};

/** An asset the public may speak of, or 404: what is secret is not there. */
async function publicAsset({ db }: Context, reference: string | undefined): Promise<About> {
	if (reference === undefined) throw badField('asset', 'Say which asset it is about.');
	const asset = await maybeOne<About>(db, aboutSql(reference));
	if (asset?.status !== 'in-service' || homeOf(asset.class).secrecy !== 'public') throw notFound('asset');
	return asset;
}

function publicClass(id: string | undefined): AssetClass {
	const home = id === undefined ? undefined : catalogue.byId.get(id);
	if (home?.secrecy !== 'public' || home.geometry !== 'Point') throw badField('class', 'Say what is missing: a class whose assets stand at one place.');
	return home;
}

async function placeOf({ db }: Context, { lon, lat }: NewProposal): Promise<{ lon: number; lat: number }> {
	if (lon === undefined || lat === undefined) throw badField(lon === undefined ? 'lon' : 'lat', 'Say where it stands.');
	const { within } = await one<{ within: boolean }>(db, withinSql(lon, lat));
	if (!within) throw new Problem('out-of-area');
	return { lon, lat };
}

/** The attributes somebody says, as the class knows them; the public speaks of what it may see. */
function attributesOf(home: AssetClass, given: NewProposal['attributes']): Record<string, string | number | boolean | null> {
	const hidden = Object.keys(given).find((id) => !home.attributes.some((it) => it.id === id && it.public));
	if (hidden !== undefined) throw badField(`attributes.${hidden}`, 'This kind of asset shows no such attribute.');
	return attributesTold(home, given);
}

const pointAt = ({ lon, lat }: { lon: number; lat: number }): { type: 'Point'; coordinates: number[] } => ({ type: 'Point', coordinates: [lon, lat] });

async function missing(context: Context, it: NewProposal): Promise<NewRow> {
	const home = publicClass(it.class);
	const place = await placeOf(context, it);
	const attributes = attributesOf(home, it.attributes);
	return { kind: 'missing', class: home.number, assetId: null, ...place, edit: { kind: 'add', class: home.id, geometry: pointAt(place), attributes } };
}

async function moved(context: Context, it: NewProposal, asset: About): Promise<NewRow> {
	if (homeOf(asset.class).geometry !== 'Point')
		throw badField('kind', 'Only what stands at one place can be said to stand elsewhere; say in words what is wrong.');
	const place = await placeOf(context, it);
	return { kind: 'moved', class: asset.class, assetId: asset.id, ...place, edit: { kind: 'change', asset: asset.reference, geometry: pointAt(place) } };
}

function wrong(it: NewProposal, asset: About): NewRow {
	const attributes = attributesOf(homeOf(asset.class), it.attributes);
	const told = Object.keys(attributes).length > 0;
	if (!told && it.words === '') throw badField('words', 'Say what is wrong.');
	const edit: RegisterEdit | null = told ? { kind: 'change', asset: asset.reference, attributes } : null;
	return { kind: 'wrong', class: asset.class, assetId: asset.id, lon: asset.lon, lat: asset.lat, edit };
}

async function wished(context: Context, it: NewProposal): Promise<NewRow> {
	if (it.kind === 'missing') return missing(context, it);
	const asset = await publicAsset(context, it.asset);
	if (it.kind === 'moved') return moved(context, it, asset);
	if (it.kind === 'wrong') return wrong(it, asset);
	return { kind: 'gone', class: asset.class, assetId: asset.id, lon: asset.lon, lat: asset.lat, edit: { kind: 'retire', asset: asset.reference } };
}

/** Somebody says that the register is wrong: kept as a proposal, or as one more voice of the proposal that says the same. */
export async function proposeChange(context: Context, it: NewProposal): Promise<Proposed> {
	if (it.website) throw badField('website', 'Leave this empty.');
	if (!context.town.municipality.languages.includes(it.language)) throw badField('language', 'Not a language of this municipality.');
	return keepProposal(context, await wished(context, it), it);
}

/** Keeps a proposal with whoever makes it; the same said again is a voice more, not a proposal more. */
export async function keepProposal(context: Context, row: NewRow, { words, language, email }: Voice): Promise<Proposed> {
	const { db, actor, photos, sender } = context;
	await mustBeWelcome(context, { email });
	await all(db, lockSql(row.class));
	const before = await maybeOne<{ id: number; code: string }>(db, sameSql(row));
	const { id, code } = before ?? (await one<{ id: number; code: string }>(db, insertProposalSql(row)));
	const voice = await one<{ id: number; tracking: string }>(
		db,
		insertVoiceSql({
			proposalId: id,
			personId: actor.personId,
			email: email ? email : null,
			reporterHash: actor.personId === null ? sender : `person ${actor.personId}`,
			language,
			words,
			edit: row.edit,
			photos: photos.map(({ hash, thumbHash, kind, bytes, width, height }) => ({ hash, thumbHash, kind, bytes, width, height })),
		}),
	);
	const kind = before ? 'proposal.supported' : 'proposal.received';
	const details = { proposal: id, voice: voice.id, of: row.kind, layer: homeOf(row.class).id };
	await happened(db, { kind, personId: actor.personId, assetId: row.assetId, details });
	return { code, tracking: `/p/${voice.tracking}`, joined: before !== undefined };
}
