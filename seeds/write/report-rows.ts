import { randomUUID } from 'node:crypto';
import { answers as answered, comments as said } from '../history/phrases.ts';
import type { Pin } from '../history/pins.ts';
import type { Report } from '../history/sighted.ts';
import type { Story } from '../history/story.ts';
import { languageOf, residentOf, wordsOf } from '../history/words.ts';
import type { Language } from '../town/kinds.ts';
import { point } from '../town/register.ts';
import type { Happened, Scribe } from './scribe.ts';
import { degrees, ewkb, instantText } from './text.ts';

const HOUR = 3_600_000;
/** The method of the server, run without what was open at the time. */
const MODEL = 'posterior-1-seed';

interface Tellings {
	readonly id: number;
	readonly reports: readonly Report[];
	readonly happened: Happened[];
}

/** Writes who told of a fault: reports with their pins and people, and me-toos. Returns the first sighting's id. */
export function writeTellings(story: Story, { id, reports, happened }: Tellings, scribe: Scribe): number | null {
	const sightings = reports.map((report, i) => {
		const sighting = writeSighting(story, id, { report, scribe });
		happened.push(writeReport(story, report, { id, sighting, duplicate: i > 0, scribe }));
		return sighting;
	});
	for (const telling of story.tellings) {
		if (telling.meToo) {
			scribe.ledger.add('follower', { fault_id: id, kind: 'me-too', reporter_hash: hashOf(scribe), tracking: randomUUID(), at: instantText(telling.at) });
			happened.push({ at: telling.at, kind: 'report.me-too', details: {} });
		}
	}
	return sightings[0] ?? null;
}

function hashOf({ random }: Scribe): string {
	const word = (): string => (Math.floor(random.next() * 2 ** 32) + 2 ** 32).toString(16).slice(1);
	return word() + word() + word() + word();
}

function writeSighting(story: Story, fault: number, { report: { at, pin }, scribe }: { report: Report; scribe: Scribe }): number {
	const id = scribe.ledger.id('sighting');
	const { placement } = pin;
	scribe.ledger.add('sighting', {
		id,
		fault_id: fault,
		failure_mode: story.incident.mode.mode.code,
		geom: ewkb(point(pin.at)),
		method: placement.method,
		accuracy_m: placement.accuracyM,
		map_zoom: placement.zoom,
		pointer: placement.pointer,
		system: placement.system,
		sigma_m: Math.round(100 * pin.sigma) / 100,
		claimed_asset_id: pin.claimed?.id,
		none_of_these: pin.noneOfThese,
		candidates: candidatesText(pin),
		p_none: Number(pin.none.toPrecision(6)),
		model: MODEL,
		seen_at: instantText(at),
	});
	return id;
}

function candidatesText({ candidates }: Pin): string {
	const list = candidates.map(({ asset, k, p, metres }) => {
		const [lon, lat] = degrees(asset.at);
		const weighed = { factor: 1, k, p: Number(p.toPrecision(6)), metres: Number(metres.toFixed(2)) };
		return { asset: asset.id, ref: asset.reference, class: asset.number, version: 1, ...weighed, lon, lat };
	});
	return JSON.stringify(list);
}

interface Reporting {
	readonly id: number;
	readonly sighting: number;
	readonly duplicate: boolean;
	readonly scribe: Scribe;
}

function writeReport({ incident, state }: Story, { at, channel, pin }: Report, { id, sighting, duplicate, scribe }: Reporting): Happened {
	const { town, ledger, random, staff } = scribe;
	const report = ledger.id('report');
	const language = languageOf(town, incident.cell, random);
	const [tracking, hash, mode] = [randomUUID(), hashOf(scribe), incident.mode.mode.code];
	const contact = writeContact({ language, at, hash, known: channel !== 'web' || random.chance(0.62) }, scribe);
	const clerk = byClerk.has(channel) ? staff.clerk : null;
	const words = wordsOf(incident, language, random);
	ledger.add('report', {
		id: report,
		tracking,
		fault_id: id,
		sighting_id: sighting,
		failure_mode: mode,
		channel,
		language,
		words,
		public_words: words !== '' && random.chance(0.15),
		answers: answersOf(mode, incident.parent !== undefined),
		contact_id: contact,
		taken_by: clerk,
		duplicate,
		rejected_reason: state === 'rejected' ? 'Not a fault of the municipality.' : null,
		reported_at: instantText(at),
	});
	ledger.add('follower', { fault_id: id, contact_id: contact, kind: 'report', reporter_hash: hash, tracking, at: instantText(at) });
	attach({ report, fault: id, at, photographed: pin.placement.method === 'photo' || (channel === 'web' && random.chance(0.12)) }, mode, scribe);
	return { at, kind: 'report.received', report, ...(clerk === null ? {} : { person: clerk }), details: { channel } };
}

const byClerk: ReadonlySet<string> = new Set(['phone', 'walk-in']);

const answersOf = (mode: string, many: boolean): string => (mode === 'street-light.out' ? `{"how-many":"${many ? 'street' : 'one'}"}` : '{}');

interface Photographed {
	readonly report: number;
	readonly fault: number;
	readonly at: number;
	readonly photographed: boolean;
}

// One of the drawn pictures that fit; a moderator has released most of them.
function attach({ report, fault, at, photographed }: Photographed, mode: string, { photos, ledger, random }: Scribe): void {
	const fitting = photographed ? photos.filter((photo) => photo.modes.includes(mode)) : [];
	if (fitting.length > 0) {
		const { hash, thumbHash, bytes, width, height } = random.pick(fitting);
		const shown = random.chance(0.8);
		ledger.add('media', {
			fault_id: fault,
			report_id: report,
			hash,
			thumb_hash: thumbHash,
			kind: 'image/jpeg',
			bytes,
			width,
			height,
			shown,
			created_at: instantText(at),
		});
	}
}

interface Reporter {
	readonly language: Language;
	readonly at: number;
	readonly hash: string;
	/** Gave a name and a way to be reached. */
	readonly known: boolean;
}

function writeContact({ language, at, hash, known }: Reporter, { ledger, random }: Scribe): number {
	const id = ledger.id('contact');
	const person = known ? residentOf(id, language, random) : {};
	ledger.add('contact', { id, ...person, language, reporter_hash: hash, created_at: instantText(at) });
	return id;
}

/** Now and then somebody says more in public, and staff answer. */
export function writeComments(story: Story, id: number, { ledger, random, staff, town }: Scribe): void {
	const { now } = town.frame.register;
	const until = Math.min(now, story.closedAt ?? story.stateSince + 48 * HOUR);
	if (story.inspection || until - story.first < 3 * HOUR || !random.chance(0.06)) {
		return;
	}
	const language = languageOf(town, story.incident.cell, random);
	const at = story.first + random.between(0.1, 0.7) * (until - story.first);
	const visibility = random.chance(0.9) ? 'public' : 'held';
	ledger.add('comment', { fault_id: id, words: random.pick(said[language]), visibility, at: instantText(at) });
	if (random.chance(0.4)) {
		const later = instantText(at + random.between(0.05, 0.95) * (until - at));
		ledger.add('comment', { fault_id: id, person_id: staff.engineer, words: random.pick(answered[language]), visibility: 'public', at: later });
	}
}
