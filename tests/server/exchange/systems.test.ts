import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { notedForOthers, speakOnce } from '../../../server/exchange/index.ts';
import { move } from '../../../server/faults/index.ts';
import { loadTown, type Town } from '../../../server/municipality/index.ts';
import { secret } from '../../../server/platform/config.ts';
import { dealOut } from '../../../server/platform/jobs.ts';
import { db } from '../../support/database.ts';
import { chance, type MoodySystem, moodySystem } from '../../support/moody-system.ts';
import { lonLat } from '../../support/town.ts';
import { type Place, place } from './road-agency.ts';

let here: Place;
let town: Town;
let there: MoodySystem;
/** Both sides' clock. */
let clock = Date.now();

const minute = 60_000;
const hour = 60 * minute;
const states = { confirmed: 'open', scheduled: 'scheduled', 'in-progress': 'started', fixed: 'done', closed: 'done', merged: 'merged' };
const back = { scheduled: 'scheduled', started: 'in-progress', done: 'fixed' };

const deal = async (): Promise<void> => {
	while ((await dealOut(here.db, {}, notedForOthers)) > 0);
};

async function speak(random: () => number): Promise<void> {
	const site = { town, secret: secret(here.directory), publicUrl: 'https://town.example', directory: here.directory, random };
	while (await speakOnce(here.db, { ...site, now: () => new Date(clock) }));
}

/** Time passes, and both sides do what they do. */
async function pass(milliseconds: number, random: () => number): Promise<void> {
	clock += milliseconds;
	await deal();
	await speak(random);
}

const staffMove = (code: string, to: 'confirmed' | 'scheduled' | 'in-progress' | 'fixed'): Promise<unknown> =>
	here.db.transaction((transaction) => move({ db: transaction, now: new Date(clock), actor: { personId: null } }, { code, to, proof: 'work' }));

/** A dark lamp, confirmed. */
async function lamp(n: number): Promise<string> {
	const pin = await lonLat(here.db, 311000 + n * 35, 6265005);
	const answer = await here.ask('POST', '/api/reports', {
		mode: 'street-light.out',
		...pin,
		method: 'asset-click',
		asset: `SL-${100 + n}`,
		words: 'Phone Zanele',
		email: 'zanele@example.org',
	});
	if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
	const { code } = await here.db('fault').select('code').orderBy('id', 'desc').first();
	await staffMove(code, 'confirmed');
	return code;
}

const wish = (more: object) => ({
	version: 0,
	title: 'Works',
	departments: [],
	active: true,
	mapping: { states, back, asset: 'pole_number', unit: 'm' },
	...more,
});

async function connect(more: object): Promise<string> {
	const made = await here.ask<{ system: { code: string } }>('POST', '/api/desk/systems', wish(more));
	if (made.status !== 200) throw new Error(JSON.stringify(made.body));
	return made.body.system.code;
}

const differences = async (code: string) =>
	(await here.ask<{ differences: Record<string, unknown>[] }>('GET', `/api/desk/systems/${code}/differences`)).body.differences;
const shown = async (code: string) =>
	(await here.ask<{ systems: Record<string, unknown>[] }>('GET', '/api/desk/systems')).body.systems.find((it) => it['code'] === code);
const name = (code: string): string => `test-F-${code}`;

beforeAll(async () => {
	here = await place();
	town = await loadTown(here.db);
});
afterEach(async () => {
	there?.close();
	await here.db.raw('truncate work_system_difference, work_system_fault, work_system restart identity cascade');
	await here.db('fault').whereNot('state', 'merged').update({ state: 'rejected' });
});
afterAll(async () => {
	await here.close();
	await db.destroy();
});

interface Story {
	system: string;
	codes: string[];
	random: () => number;
}

/** The fault of the story with a number, as they have it. */
function theirs({ codes }: Story, n: number) {
	const kept = there.kept.get(name(codes[n] as string));
	if (!kept) throw new Error('they have it not');
	return kept;
}

const until = async (done: () => boolean, { random }: Pick<Story, 'random'>): Promise<void> => {
	for (let i = 0; i < 150 && !done(); i++) await pass(10 * minute, random);
	if (!done()) throw new Error('it never came so far');
};

/** Eight faults, of which a bad line tells them. */
async function begun(seed: number): Promise<Story> {
	const random = chance(seed * 7919);
	clock = Date.now();
	there = await moodySystem(seed);
	there.clock = () => clock;
	const system = await connect({ kind: 'rest', settings: { url: there.url }, key: 'our key' });
	const codes: string[] = [];
	for (let n = 0; n < 8; n++) codes.push(await lamp(n));
	await until(() => there.kept.size === 8, { random });
	return { system, codes, random };
}

/** Work is done on both sides while messages are lost, late and twice; then they are away for a day. */
async function worked({ codes, random }: Story): Promise<void> {
	const [first, second, third] = codes as [string, string, string];
	await staffMove(codes[3] as string, 'scheduled');
	there.work(name(codes[4] as string), 'started');
	await pass(20 * minute, random);
	expect((await here.ask('POST', `/api/desk/faults/${second}/merge`, { into: first })).status).toBe(200);
	expect((await here.ask('POST', `/api/desk/faults/${third}/link`, { asset: 'SL-111' })).status).toBe(200);
	await pass(20 * minute, random);
	there.away = true;
	await staffMove(codes[3] as string, 'in-progress');
	await staffMove(codes[5] as string, 'fixed');
	for (let i = 0; i < 24; i++) await pass(hour, random);
	expect(there.knocks).toBeGreaterThan(10);
	expect(there.knocks).toBeLessThan(80);
	there.away = false;
	there.work(name(codes[6] as string), 'done');
	for (let i = 0; i < 40; i++) {
		if (i === 10) there.catchUp();
		await pass(20 * minute, random);
	}
}

/** Both sides are compared, over a line that is well. */
async function compared({ system, random }: Story): Promise<void> {
	there.moods = 0;
	there.catchUp();
	await here.ask('POST', `/api/desk/systems/${system}/check`, {});
	for (let i = 0; i < 3; i++) await pass(hour, random);
}

/** Somebody there changes what nobody told us of. */
function plant(story: Story): void {
	const [lost, changed, older] = [theirs(story, 0), theirs(story, 7), theirs(story, 4)];
	there.kept.delete(lost.id);
	there.kept.set(changed.id, { ...changed, asset: 'P99' });
	// Older than what we did, so that it is passed over; it stays a difference.
	there.kept.set(older.id, { ...older, state: 'open', version: older.version + 1, stateSince: 0, updatedAt: clock });
	there.kept.set('test-F-NOBODY', { ...changed, id: 'test-F-NOBODY', state: 'open' });
}

describe.each([1, 3])('a work system that drops, repeats, delays, reorders and is away for a day (seed %i)', (seed) => {
	it('has in the end what we have, once, and we what it has; every planted difference is listed', async () => {
		const story = await begun(seed);
		const { system, codes } = story;
		await worked(story);
		await compared(story);
		const rows = await here.db('fault').whereIn('code', codes).orderBy('id');
		const ours = rows.map(({ code, state }) => [name(code), states[state as keyof typeof states]]);
		expect([...there.kept.values()].map(({ id, state }) => [id, state]).sort()).toEqual(ours.sort());
		const stands = Object.fromEntries(rows.map(({ code, state }) => [codes.indexOf(code), state]));
		expect(stands).toMatchObject({ 1: 'merged', 3: 'in-progress', 4: 'in-progress', 5: 'fixed', 6: 'fixed' });
		expect(theirs(story, 1)).toMatchObject({ mergedInto: name(codes[0] as string) });
		expect(theirs(story, 2)).toMatchObject({ asset: 'P11', previousAsset: 'P2' });
		expect(await differences(system)).toEqual([]);
		expect(await shown(system)).toMatchObject({ trouble: null, counts: { known: 8, waiting: 0, refused: 0, differences: 0 } });
		expect(JSON.stringify([...there.kept.values()])).not.toMatch(/Zanele|example\.org/);

		// What they were told lately does not count as missing yet.
		await pass(13 * hour, story.random);
		plant(story);
		await here.ask('POST', `/api/desk/systems/${system}/check`, {});
		await pass(20 * minute, story.random);
		const listed = (await differences(system)).map(({ kind, fault, ours: our, theirs: their }) => [kind, fault, our, their]);
		expect(listed.sort()).toEqual(
			[
				['missing-there', codes[0], 'open', null],
				['asset', codes[7], 'P7', 'P99'],
				['state', codes[4], 'started', 'open'],
				['unknown-here', null, null, 'test-F-NOBODY open'],
			].sort(),
		);
		await pass(20 * minute, story.random);
		// What they had lost was sent again by itself; the rest is where somebody says so.
		expect(there.kept.has(name(codes[0] as string))).toBe(true);
		for (const { id, fault } of await differences(system)) {
			const { status } = await here.ask('POST', `/api/desk/systems/${system}/differences/${id}/send`, {});
			expect(status).toBe(fault === null ? 409 : 200);
		}
		there.kept.delete('test-F-NOBODY');
		await pass(20 * minute, story.random);
		await compared(story);
		expect(await differences(system)).toEqual([]);
	});
});
