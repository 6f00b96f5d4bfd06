import { randomUUID } from 'node:crypto';
import { comments as said, answers as told } from '../history/phrases.ts';
import type { Pin } from '../history/pins.ts';
import type { Report } from '../history/sighted.ts';
import type { Story } from '../history/story.ts';
import { languageOf, residentOf, wordsOf } from '../history/words.ts';
import type { Language } from '../town/kinds.ts';
import { point } from '../town/register.ts';
import type { Happened } from './event-rows.ts';
import type { Scribe } from './history-rows.ts';
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
	const { ledger } = scribe;
	let first: number | null = null;
	reports.forEach((report, i) => {
		const sighting = writeSighting(story, id, report.pin, { at: report.at, scribe });
		first ??= sighting;
		happened.push(writeReport(story, report, { id, sighting, duplicate: i > 0, scribe }));
	});
	for (const telling of story.tellings) {
		if (telling.meToo) {
			ledger.add('follower', [id, null, 'me-too', hashOf(scribe), randomUUID(), instantText(telling.at)]);
			happened.push({ at: telling.at, kind: 'report.me-too', details: {} });
		}
	}
	return first;
}

const hashOf = ({ random }: Scribe): string =>
	Array.from({ length: 4 }, () => Math.floor(random.next() * 4294967296).toString(16).padStart(8, '0')).join(''); // biome-ignore format: one line

function writeSighting(story: Story, fault: number, pin: Pin, { at, scribe }: { at: number; scribe: Scribe }): number {
	const id = scribe.ledger.id('sighting');
	const { placement } = pin;
	scribe.ledger.add('sighting', [
		...[id, fault, story.incident.mode.mode.code, ewkb(point(pin.at)), placement.method, placement.accuracyM, placement.zoom, placement.pointer],
		...[placement.system, Math.round(100 * pin.sigma) / 100, pin.claimed?.id, pin.noneOfThese, candidatesText(pin), Number(pin.none.toPrecision(6)), MODEL],
		instantText(at),
	]);
	return id;
}

function candidatesText({ candidates }: Pin): string {
	const list = candidates.map(({ asset, k, p, metres }) => {
		const [lon, lat] = degrees(asset.at);
		return {
			...{
				asset: asset.id,
				ref: asset.reference,
				class: asset.number,
				version: 1,
				factor: 1,
				k,
				p: Number(p.toPrecision(6)),
				metres: Number(metres.toFixed(2)),
			},
			lon,
			lat,
		};
	});
	return JSON.stringify(list);
}

interface Reporting {
	readonly id: number;
	readonly sighting: number;
	readonly duplicate: boolean;
	readonly scribe: Scribe;
}

function writeReport(story: Story, { at, channel, pin }: Report, { id, sighting, duplicate, scribe }: Reporting): Happened {
	const { town, ledger, random, staff } = scribe;
	const { incident } = story;
	const report = ledger.id('report');
	const language = languageOf(town, incident.cell, random);
	const tracking = randomUUID();
	const hash = hashOf(scribe);
	const contact = writeContact({ language, at, hash, known: channel !== 'web' || random.chance(0.62) }, scribe);
	const byClerk = channel === 'phone' || channel === 'walk-in';
	const words = wordsOf(incident, language, random);
	const answers = incident.mode.mode.code === 'street-light.out' && random.chance(0.6) ? `{"how-many":"${incident.parent ? 'street' : 'one'}"}` : '{}';
	ledger.add('report', [
		...[report, tracking, id, sighting, incident.mode.mode.code, channel, language, words, words !== '' && random.chance(0.15), answers, contact],
		...[byClerk ? staff.clerk : null, duplicate, story.state === 'rejected' ? 'Not a fault of the municipality.' : null, instantText(at)],
	]);
	ledger.add('follower', [id, contact, 'report', hash, tracking, instantText(at)]);
	attach(
		{ report, fault: id, at, photographed: pin.placement.method === 'photo' || (channel === 'web' && random.chance(0.12)) },
		incident.mode.mode.code,
		scribe,
	);
	return { at, kind: 'report.received', report, ...(byClerk ? { person: staff.clerk } : {}), details: { channel } };
}

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
		ledger.add('media', [fault, report, hash, thumbHash, 'image/jpeg', bytes, width, height, random.chance(0.8), instantText(at)]);
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
	const { name, email, phone } = known ? residentOf(id, language, random) : { name: null, email: null, phone: null };
	ledger.add('contact', [id, name, email, phone, language, hash, instantText(at)]);
	return id;
}

/** Now and then somebody says more in public, and staff answer. */
export function writeComments(story: Story, id: number, { ledger, random, staff, town }: Scribe): void {
	if (story.inspection || !random.chance(0.05)) {
		return;
	}
	const language = languageOf(town, story.incident.cell, random);
	const until = story.closedAt ?? story.stateSince + 48 * HOUR;
	const at = story.first + random.between(0.1, 0.7) * Math.max(HOUR, until - story.first);
	if (at > town.frame.register.now) {
		return;
	}
	ledger.add('comment', [id, null, null, random.pick(said[language]), random.chance(0.9) ? 'public' : 'held', instantText(at)]);
	const answered = Math.min(at + random.between(1, 40) * HOUR, town.frame.register.now);
	if (random.chance(0.4)) {
		ledger.add('comment', [id, null, staff.engineer, random.pick(told[language]), 'public', instantText(answered)]);
	}
}
