import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Store } from '../../platform/store.ts';
import { mostPhotos } from './contract.ts';
import type { CaseFile } from './gather.ts';
import { heading, lines, type Paper, paragraph, pictures } from './paper.ts';
import type { Picture } from './queries.ts';
import type { Telling } from './telling.ts';

/** As many points of a picture as paper shows. */
const longest = 900;

/** The bytes of a photo for paper; none where the file has been erased. */
async function printed({ path }: Store, hash: string): Promise<Buffer | undefined> {
	const bytes = await readFile(path(hash)).catch(() => undefined);
	return bytes && sharp(bytes).resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 75 }).toBuffer();
}

/** Without contact details only what the public may see of a resident's photo is shown; photos of work are staff's own. */
function hashOf({ hash, publicHash, shown, order }: Picture, contacts: boolean): string | undefined {
	if (contacts || order !== null) return hash;
	return publicHash ?? (shown ? hash : undefined);
}

function wordsOf({ at, ticket, order, moment, takenM }: Picture, { say, when }: Telling): string {
	const source = moment ? say(`photos.${moment}`) : say(ticket ? 'photos.reported' : 'photos.other');
	return [when(at), source, order ?? ticket, takenM !== null && say('photos.distance', { metres: takenM.toFixed(0) })].filter(Boolean).join(' · ');
}

interface Shown {
	found: { bytes: Buffer; words: string }[];
	missing: { left: string; text: string; below: string }[];
}

async function shown(seen: readonly Picture[], { telling, store }: { telling: Telling; store: Store }): Promise<Shown> {
	const { say, when } = telling;
	const it: Shown = { found: [], missing: [] };
	for (const picture of seen) {
		const bytes = picture.video ? undefined : await printed(store, picture.hash);
		const words = wordsOf(picture, telling);
		if (bytes) it.found.push({ bytes, words });
		else it.missing.push({ left: when(picture.at), text: say(picture.video ? 'photos.video' : 'photos.gone'), below: words });
	}
	return it;
}

/** The photos of a case; videos and what has been erased are told in words. */
export async function photos(paper: Paper, { pictures: all, contacts }: CaseFile, how: { telling: Telling; store: Store }): Promise<void> {
	const { say } = how.telling;
	const seen = all.map((it) => ({ ...it, hash: hashOf(it, contacts) ?? '' })).filter(({ hash }) => hash !== '');
	if (seen.length === 0) return;
	heading(paper, say('photos.title'));
	if (seen.length > mostPhotos) paragraph(paper, say('photos.most', { shown: mostPhotos, count: seen.length }), { quiet: true });
	const { found, missing } = await shown(seen.slice(0, mostPhotos), how);
	pictures(paper, found);
	lines(paper, missing);
}
