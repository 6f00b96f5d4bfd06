import type { State } from '../faults/contract.ts';
import { isOpen, move } from '../faults/index.ts';
import { type Context, mustBeWelcome } from '../municipality/index.ts';
import { happened } from '../platform/events.ts';
import { badField, Problem } from '../platform/problem.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { publicly } from './personal.ts';
import { addMediaSql, countMeTooSql, type HeldRow, insertCommentSql, insertFollowerSql, rateSql, stopSql } from './queries.ts';
import { holder, publicRow, rowOf } from './tracked.ts';
import { broughtBy } from './uploads/brought.ts';

interface Joining {
	code: string;
	name?: string | undefined;
	email?: string | undefined;
	phone?: string | undefined;
	language: string;
}

const orNull = (text: string | undefined): string | null => text || null;

async function join(context: Context, it: Joining, kind: 'me-too' | 'follow'): Promise<{ id: number; tracking: string | null }> {
	await mustBeWelcome(context, it);
	const row = await publicRow(context, it);
	if (kind === 'me-too' && !isOpen(row.state as State)) throw new Problem('wrong-state', 'This fault is no longer open: report it anew.');
	const person = { name: orNull(it.name), email: orNull(it.email), phone: orNull(it.phone), language: it.language };
	const fresh = await maybeOne<{ tracking: string }>(context.db, insertFollowerSql({ faultId: row.id, kind, reporterHash: context.sender, ...person }));
	return { id: row.id, tracking: fresh?.tracking ?? null };
}

/** "I see it too": counts once for each sender. */
export async function addMeToo(context: Context, it: Joining): Promise<{ meToos: number; reports: number; tracking: string | null }> {
	const { id, tracking } = await join(context, it, 'me-too');
	if (tracking !== null) {
		await all(context.db, countMeTooSql(id));
		await happened(context.db, { kind: 'report.me-too', faultId: id });
	}
	const { meToos, reports } = await publicRow(context, { id });
	return { meToos, reports, tracking: tracking && (it.email || it.phone) ? `/t/${tracking}` : null };
}

/** Somebody wants to hear of a fault without reporting it. Whoever follows already is told the same. */
export async function addFollower(context: Context, it: Joining): Promise<{ tracking: string }> {
	const { id, tracking } = await join({ ...context, sender: `follow ${it.email?.toLowerCase()}` }, it, 'follow');
	if (tracking === null) throw new Problem('conflict', 'This address follows the fault already.');
	await happened(context.db, { kind: 'report.followed', faultId: id });
	return { tracking: `/t/${tracking}` };
}

type Media = readonly { id: string }[];

/** Photos that came with what the holder of a link says. */
async function addPhotos(context: Context, held: HeldRow, media: Media): Promise<void> {
	const photos = await broughtBy(context, media);
	if (photos.length === 0) return;
	await all(context.db, addMediaSql({ ...held, photos }));
	await happened(context.db, { kind: 'report.photographed', faultId: held.faultId, reportId: held.reportId, details: { photos: photos.length } });
}

/** A comment for everybody; it waits for a moderator when it looks personal. */
export async function addComment(
	context: Context,
	it: { code: string; words: string; tracking?: string | undefined; media: Media },
): Promise<{ held: boolean }> {
	await mustBeWelcome(context, {});
	const held = it.tracking === undefined ? null : await holder(context, it.tracking);
	const own = held && (await rowOf(context, held));
	const row = own?.code === it.code.toUpperCase() ? own : await publicRow(context, it);
	if (held === null && it.media.length + context.photos.length > 0) throw badField('media', 'Photos are taken from whoever holds a tracking link.');
	const personId = context.actor.may('fault.move') ? context.actor.personId : null;
	const { visibility, publicWords } = publicly(it.words, personId === null ? context.town.municipality.privacy : {});
	await one(context.db, insertCommentSql({ faultId: row.id, contactId: held?.contactId ?? null, personId, words: it.words, publicWords, visibility }));
	if (held) await addPhotos(context, { ...held, faultId: row.id }, it.media);
	return { held: visibility === 'held' };
}

/** The reporter says whether it is fixed; "no" within the window reopens the same fault with its history. */
export async function answer(context: Context, it: { tracking: string; fixed: boolean; words?: string | undefined; media: Media }): Promise<{ state: State }> {
	const held = await holder(context, it.tracking);
	const row = await rowOf(context, held);
	if (row.state !== 'fixed') throw new Problem('wrong-state', 'The fault does not wait for an answer.');
	await happened(context.db, { kind: it.fixed ? 'report.agreed' : 'report.disagreed', faultId: row.id, reportId: held.reportId });
	if (it.words) await hold(context, { faultId: row.id, contactId: held.contactId, words: it.words });
	await addPhotos(context, { ...held, faultId: row.id }, it.media);
	if (it.fixed) return { state: 'fixed' };
	await move({ ...context, actor: { personId: null } }, { code: row.code, to: 'confirmed' });
	return { state: 'confirmed' };
}

const hold = ({ db }: Context, it: { faultId: number; contactId: number | null; words: string }): Promise<object> =>
	one(db, insertCommentSql({ ...it, personId: null, publicWords: publicly(it.words).publicWords, visibility: 'held' }));

/** How content somebody is once the fault has ended; their words wait for a moderator. */
export async function rate(context: Context, it: { tracking: string; satisfied: number; words?: string | undefined }): Promise<{ satisfied: number }> {
	const held = await holder(context, it.tracking);
	const row = await rowOf(context, held);
	if (isOpen(row.state as State)) throw new Problem('wrong-state', 'The fault has not ended yet.');
	if (it.words) await hold(context, { faultId: row.id, contactId: held.contactId, words: it.words });
	return one(context.db, rateSql({ followerId: held.followerId, satisfied: it.satisfied, at: context.now }));
}

/** Stops messages to one holder of a link; they may come back by following again. */
export async function stop({ db }: Context, tracking: string): Promise<{ hears: boolean }> {
	const row = await maybeOne(db, stopSql(tracking));
	if (!row) throw new Problem('not-found');
	return { hears: false };
}
