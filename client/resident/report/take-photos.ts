import { newKey } from '../../api/new-key.ts';
import { locate, type Position } from '../../map/locate.ts';
import { shrinkPhoto } from '../../ui/shrink-photo.ts';
import { savesData } from '../saver.ts';
import type { PhotoPosition } from './photo-position.ts';
import { type DraftPhoto, mostPhotos, photos, setPhotos, shown } from './photos.ts';

/** What became of the files: how many could not be read, how many videos are too long, and where the first photo was taken, if it is known. */
export interface Taken {
	unread: number;
	tooLong: number;
	position: (PhotoPosition & { accuracy?: number }) | null;
}

/** The device's position without asking the person for it: only where it was allowed before. */
export async function quietPosition(): Promise<Position | null> {
	const permission = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null);
	if (permission?.state !== 'granted') return null;
	const found = await locate();
	return typeof found === 'string' ? null : found;
}

const pictureOf = (blob: Blob): { id: string; file: File } => {
	const id = newKey();
	return { id, file: new File([blob], `${id.slice(0, 8)}.jpg`, { type: 'image/jpeg' }) };
};

type One = { photo: DraftPhoto; position: PhotoPosition | null } | 'too-long' | null;

async function videoOf(file: File): Promise<One> {
	const { lookInto } = await import('./take-video.ts');
	const seen = await lookInto(file);
	if (seen === 'too-long') return seen;
	return { photo: shown({ id: newKey(), file, ...(seen.poster && { poster: pictureOf(seen.poster) }) }), position: null };
}

/** Makes one file small; the place where it was taken stays with it, all else it says of itself goes. */
async function oneOf(file: File, here: Position | null): Promise<One> {
	if (file.type.startsWith('video/')) return videoOf(file);
	const small = await shrinkPhoto(file, savesData());
	if (!small) return null;
	const { readPosition, withPosition } = await import('./photo-position.ts');
	const position = readPosition(await file.slice(0, 262_144).arrayBuffer()) ?? here;
	return { photo: shown(pictureOf(position ? withPosition(small, position) : small)), position };
}

/** Adds photos to the draft. `opened`: where the device was when the camera opened, which browsers do not leave in the file. */
export async function takePhotos(files: readonly File[], opened: Promise<Position | null>): Promise<Taken> {
	const room = files.slice(0, mostPhotos - photos.peek().length);
	const soon = new Promise<null>((answer) => setTimeout(answer, 3000, null));
	const here = await Promise.race([opened, soon]);
	const taken = await Promise.all(room.map((file) => oneOf(file, here)));
	const read = taken.filter((it) => it !== null && it !== 'too-long');
	await setPhotos([...photos.peek(), ...read.map(({ photo }) => photo)]);
	const [first] = read;
	const own = first?.position ?? null;
	const tooLong = taken.filter((it) => it === 'too-long').length;
	return { unread: taken.length - read.length - tooLong, tooLong, position: own && own === here ? { ...own, accuracy: here.accuracy } : own };
}
