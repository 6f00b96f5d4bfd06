import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { findAsset, findPlace } from '../../assets/index.ts';
import { catalogue, type Town } from '../../municipality/index.ts';
import type { Photo } from '../../platform/photos.ts';
import { one } from '../../platform/sql.ts';
import { guessMode, numbersIn } from './guess.ts';
import { keepDraftSql, type NewDraft } from './queries.ts';

/** What came, from whom. */
export interface Came {
	channel: 'email' | 'sms' | 'whatsapp' | 'ussd';
	language: string;
	name: string | null;
	email: string | null;
	phone: string | null;
	subject: string | null;
	words: string;
	photos: readonly Photo[];
	/** What the sender said of the place by itself. */
	placed?: string | undefined;
	mode?: string | null | undefined;
}

/** A place as a message tells it. */
export interface Where {
	place: NewDraft['place'];
	asset: string | null;
}

const nowhere: Where = { place: null, asset: null };
const readable: readonly number[] = catalogue.classes.filter((it) => it.secrecy === 'public').map((it) => it.number);

/** The first asset whose number a text names, of those that anybody may know of. */
export async function assetNamed(db: Knex, text: string): Promise<Where | undefined> {
	for (const reference of numbersIn(text)) {
		const asset = await findAsset(db, { reference });
		const known = asset && readable.includes(asset.class);
		if (known) return { asset: asset.reference, place: { lon: asset.lon, lat: asset.lat, placed: 'asset' } };
	}
	return undefined;
}

async function addressed(db: Knex, town: Town, placed: string): Promise<Where> {
	const found = await findPlace({ db, town }, placed);
	return found ? { asset: found.reference, place: { lon: found.lon, lat: found.lat, placed: found.reference ? 'asset' : 'address' } } : nowhere;
}

/** A photo from elsewhere, or from a camera that is lost, says nothing. */
function within({ municipality }: Town, { lon, lat }: { lon: number; lat: number }): boolean {
	const [west, south, east, north] = municipality.bounds;
	return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** Where it is, as far as the message says: an asset whose number it names, else where its photo was taken, else an address that was given by itself. */
async function whereIs(db: Knex, town: Town, { words, subject, photos, placed }: Came): Promise<Where> {
	const named = await assetNamed(db, [placed, subject, words].join(' '));
	if (named) return named;
	const position = photos.map((it) => it.position).find((it) => it && within(town, it));
	if (position) return { ...nowhere, place: { ...position, placed: 'photo' } };
	return placed ? addressed(db, town, placed) : nowhere;
}

/** Keeps what came as a draft, with what can be guessed of it: nothing becomes a report before somebody has looked. */
export async function keepDraft(db: Knex, town: Town, came: Came): Promise<{ id: number; code: string }> {
	const sender = (came.email?.toLowerCase() ?? came.phone?.replace(/\D/g, '')) || 'nobody';
	const photos = came.photos.map(({ position, hash, thumbHash, bytes, width, height }) => ({ hash, thumbHash, bytes, width, height, ...position }));
	return one(
		db,
		keepDraftSql({
			...came,
			...(await whereIs(db, town, came)),
			mode: came.mode ?? guessMode(`${came.subject ?? ''} ${came.words}`, town),
			senderHash: createHash('sha256').update(sender).digest('base64url'),
			photos,
		}),
	);
}
